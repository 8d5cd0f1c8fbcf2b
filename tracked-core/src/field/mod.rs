//! The values of a call: its arguments, its fields, the values in its messages, and the returned value.
//!
//! ```text
//! captured.rs    ValueSource: the source of a call's values; CapturedValues: copies of them
//! recorded.rs    fields that the body records
//! probe.rs       Field: asks the compiler which Value a value of any type is
//! to_value.rs    ToValue: numbers, booleans, strings, paths, slices
//! value.rs       Value: one value, and how it is written
//! slice.rs       slices of numbers
//! read_back.rs   the number or the string that a `Debug` text shows
//! redact.rs      secrets inside the text of values
//! secret_word.rs the words of secret names, found in a text
//! truncate.rs    formatting that stops at a length and catches panics
//! type_name.rs   names of types as they are shown
//! number.rs      decimal digits
//! ```

#![forbid(unsafe_code)]

pub(crate) mod captured;
pub(crate) mod number;
pub(crate) mod probe;
#[cfg(feature = "kv")]
mod read_back;
pub(crate) mod recorded;
pub(crate) mod redact;
mod secret_word;
mod slice;
pub(crate) mod to_value;
pub(crate) mod truncate;
pub(crate) mod type_name;
pub(crate) mod value;
