//! What a returned value means, and how a failure is written.

pub mod classify;
pub(crate) mod error_text;
