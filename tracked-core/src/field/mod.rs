//! The values of a call: arguments, fields and what messages show of them.

pub(crate) mod captured;
pub mod facts;
pub(crate) mod isolated;
pub mod number;
#[cfg(feature = "kv")]
pub(crate) mod read_back;
pub mod value;
