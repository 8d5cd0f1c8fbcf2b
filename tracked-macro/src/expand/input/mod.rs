//! The annotated item.

pub mod block;
pub mod function;
pub mod tokens;
