//! The options between the parentheses of `#[tracked(…)]`.

pub mod field;
pub mod options;
