//! A value as it is logged.

use std::any::type_name;
use std::ffi::OsStr;
use std::fmt::{Arguments, Debug, Display};

use super::number::{push_debug, push_digits, push_signed};
use super::redact::{REDACTED, redact, redact_secrets};
use super::secret_word::Contents;
use super::slice::Slice;
use super::truncate::{last_boundary, push_truncated};
use super::type_name::{ShortTypeName, is_scalar, without_references};
use crate::callsite::Callsite;
use crate::callsite::secret::is_secret;
use crate::sys::os_str_prefix;

/// A value. Numbers, booleans and strings have their type; other values are formatted when they are written.
#[derive(Clone, Copy)]
pub enum Value<'a> {
    Bool(bool),
    U64(u64),
    I64(i64),
    U128(&'a u128),
    I128(&'a i128),
    F32(f32),
    F64(f64),
    /// Shown in quotes and escaped, as by `Debug`.
    Str(&'a str),
    /// Shown as by `Debug`.
    Slice(Slice<'a>),
    /// Shown as by `Debug`.
    OsStr(&'a OsStr),
    /// Text that is already formatted and truncated.
    Formatted(&'a str),
    /// Shown by `Debug`; with the name of its type.
    Debug(&'a dyn Debug, &'static str),
    /// Shown by `Display`; with the name of its type.
    Display(&'a dyn Display, &'static str),
    /// A value of a message, with its format.
    Format(Arguments<'a>),
    /// The name of a type that has no `Debug`.
    TypeName(&'static str),
    Redacted,
}

/// How the text of a value is changed.
#[derive(Clone, Copy)]
pub(crate) struct ValueFormat {
    /// The length in bytes at which the text is truncated.
    pub(crate) max_len: usize,
    /// Whether secrets in the text are redacted.
    pub(crate) redacts: bool,
}

impl ValueFormat {
    /// The format of the values of a function.
    #[inline]
    pub(crate) fn of(callsite: &Callsite) -> Self {
        ValueFormat {
            max_len: callsite.max_len,
            redacts: callsite.redacted.is_some(),
        }
    }

    /// Whether a string in quotes is too long.
    fn truncates(self, text: &str) -> bool {
        text.len() + 2 > self.max_len
    }

    /// Appends a text.
    pub(crate) fn push(self, out: &mut String, text: &dyn Display) {
        let start = out.len();
        push_truncated(out, text, self.max_len);
        if self.redacts {
            redact(out, start);
        }
    }
}

/// Receives the values of a call: those of its fields, in the order of their names, then those of its messages.
pub type Visitor<'v> = dyn FnMut(&[Value<'_>]) + 'v;

impl<'a> Value<'a> {
    /// A value that is shown by `Debug`.
    #[inline]
    pub fn debug<T: Debug>(value: &'a T) -> Self {
        Value::Debug(value, type_name::<T>())
    }

    /// A value that is shown by `Display`.
    #[inline]
    pub fn display<T: Display>(value: &'a T) -> Self {
        Value::Display(value, type_name::<T>())
    }

    /// Redacts the value if the name of its field is that of a secret.
    ///
    /// Called if the name is a path to a constant, whose text the macro cannot read.
    #[inline]
    #[must_use]
    pub fn redact_if_secret(self, name: &str) -> Self {
        if is_secret(name) {
            Value::Redacted
        } else {
            self
        }
    }

    /// Appends the text of the value. A number is never truncated: a part of it would be another number.
    pub(crate) fn write(&self, out: &mut String, format: ValueFormat) {
        let format_of = |type_name| {
            if is_scalar(type_name) {
                ValueFormat {
                    max_len: usize::MAX,
                    redacts: false,
                }
            } else {
                format
            }
        };
        match *self {
            Value::Bool(true) => out.push_str("true"),
            Value::Bool(false) => out.push_str("false"),
            Value::U64(number) => push_digits(out, number),
            Value::I64(number) => push_signed(out, number),
            Value::U128(number) => push_debug(out, number),
            Value::I128(number) => push_debug(out, number),
            Value::F32(number) => push_debug(out, number),
            Value::F64(number) => push_debug(out, number),
            Value::Str(text) => push_str(out, text, format),
            Value::Slice(slice) => format.push(out, &format_args!("{slice:?}")),
            Value::OsStr(text) => {
                let text = os_str_prefix(text, prefix_len(format));
                format.push(out, &format_args!("{text:?}"));
            }
            Value::Formatted(text) => out.push_str(text),
            Value::Debug(value, type_name) => {
                format_of(type_name).push(out, &format_args!("{value:?}"));
            }
            Value::Display(value, type_name) => format_of(type_name).push(out, value),
            Value::Format(value) => format.push(out, &value),
            Value::TypeName(type_name) => {
                let name = ShortTypeName::new(without_references(type_name));
                push_truncated(out, &name, format.max_len);
            }
            Value::Redacted => out.push_str(REDACTED),
        }
    }
}

/// Appends a string in quotes and escaped, as by `Debug`.
fn push_str(out: &mut String, text: &str, format: ValueFormat) {
    let start = out.len();
    // The length is compared first, because a long text is not read to its end.
    if format.truncates(text) {
        let text = prefix(text, format);
        return format.push(out, &format_args!("{text:?}"));
    }
    let contents = Contents::of(text);
    if contents.is_escaped() {
        push_truncated(out, &format_args!("{text:?}"), format.max_len);
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
    if format.redacts && contents.may_contain_secret() {
        redact_secrets(out, start, contents);
    }
}

/// The length of a part of a string that has more text than this format shows. `Debug` reads a whole string before it
/// writes a part of it.
fn prefix_len(format: ValueFormat) -> usize {
    // The longest character has four bytes.
    format.max_len.saturating_add(4)
}

/// As much of a string as this format shows, and at least one byte more, so that the end is marked.
fn prefix(text: &str, format: ValueFormat) -> &str {
    let len = prefix_len(format);
    if text.len() <= len {
        return text;
    }
    &text[..last_boundary(text, len)]
}

/// Whether the text of a string is the string in quotes, in this format.
pub(crate) fn is_plain(text: &str, format: ValueFormat) -> bool {
    if format.truncates(text) {
        return false;
    }
    let contents = Contents::of(text);
    let is_secret = format.redacts && contents.may_contain_secret();
    !contents.is_escaped() && !is_secret
}
