//! One record: the only layer that calls `log`.

pub(crate) mod duration;
pub(crate) mod function_name;
#[cfg(feature = "kv")]
pub(crate) mod key_values;
pub(crate) mod text;

#[cfg(feature = "kv")]
pub(crate) mod keys;
