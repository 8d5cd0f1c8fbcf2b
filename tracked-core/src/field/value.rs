//! Values of any type: what is shown of one is decided by its type, where the annotated function is compiled.

use std::any::type_name;
use std::fmt::{self, Debug, Display, Formatter};

use crate::event::function_name::Short;
use crate::field::isolated::render;
use crate::field::number::Number;

/// A reference to an argument.
///
/// `Value(&x).__tracked_show()` finds the inherent method where `x` has `Debug`, and else the one of [`ByName`].
pub struct Value<'a, T>(pub &'a T);

/// What there is to show of a value.
#[derive(Clone, Copy)]
pub enum Shown<'a> {
    Number(Number),
    Text(&'a str),
    /// The value, and the name of its type.
    Debug(&'a dyn Debug, &'static str),
    Display(&'a dyn Display, &'static str),
    /// Of a type that can't be shown.
    TypeName(&'static str),
}

/// A value that is shown without asking its `Debug`: a number of up to 64 bits, a boolean, a string, or what refers to
/// one.
pub trait Known {
    fn shown(&self) -> Shown<'_>;
}

impl Known for str {
    #[inline]
    fn shown(&self) -> Shown<'_> {
        Shown::Text(self)
    }
}

impl<T: Known + ?Sized> Known for &T {
    #[inline]
    fn shown(&self) -> Shown<'_> {
        T::shown(self)
    }
}

impl<T: Known + ?Sized> Known for &mut T {
    #[inline]
    fn shown(&self) -> Shown<'_> {
        T::shown(self)
    }
}

macro_rules! numbers {
    ($($variant:ident of $wide:ty: $($ty:ty)*;)*) => {$($(
        impl Known for $ty {
            #[inline]
            fn shown(&self) -> Shown<'_> {
                // Cannot fail: it is at least as wide.
                Shown::Number(Number::$variant(<$wide>::try_from(*self).unwrap_or_default()))
            }
        }
    )*)*};
}

numbers! {
    Unsigned of u64: u8 u16 u32 u64 usize;
    Signed of i64: i8 i16 i32 i64 isize;
    Float32 of f32: f32;
    Float64 of f64: f64;
    Bool of bool: bool;
}

/// Shows such a value.
#[inline]
pub fn known<T: Known + ?Sized>(value: &T) -> Shown<'_> {
    value.shown()
}

/// Shows a value by `Debug`, which it must have.
#[inline]
pub fn debug<T: Debug>(value: &T) -> Shown<'_> {
    Shown::Debug(value, type_name::<T>())
}

/// Shows a value by `Display`, which it must have.
#[inline]
pub fn display<T: Display>(value: &T) -> Shown<'_> {
    Shown::Display(value, type_name::<T>())
}

impl<'a, T: Debug> Value<'a, T> {
    #[inline]
    pub fn __tracked_show(&self) -> Shown<'a> {
        debug(self.0)
    }
}

/// For a type without `Debug`.
pub trait ByName {
    fn __tracked_show(&self) -> Shown<'static>;
}

impl<T> ByName for Value<'_, T> {
    #[inline]
    fn __tracked_show(&self) -> Shown<'static> {
        Shown::TypeName(type_name::<T>())
    }
}

/// A value under a name that only the compiler knows: hidden if that holds one of the `secrets`.
#[inline]
pub fn unless_secret<'a>(name: &str, secrets: &[&str], shown: Shown<'a>) -> Shown<'a> {
    let name = name.to_ascii_lowercase();
    if secrets.iter().any(|secret| name.contains(secret)) {
        REDACTED
    } else {
        shown
    }
}

/// Stands for a value that must not be seen.
pub const REDACTED: Shown<'static> = Shown::Debug(&Redacted, "");

struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Shown<'_> {
    /// Whether the text of the value can be read back as a number or a boolean.
    pub(crate) fn is_scalar(&self) -> bool {
        match self {
            Shown::Number(_) => true,
            Shown::Debug(_, ty) | Shown::Display(_, ty) => is_scalar(referent(ty)),
            Shown::Text(_) | Shown::TypeName(_) => false,
        }
    }

    /// Whether the text of the value is a string in quotes.
    #[cfg(feature = "kv")]
    pub(crate) fn is_quoted(&self) -> bool {
        match self {
            Shown::Text(_) => true,
            Shown::Debug(_, ty) => STRINGS.contains(&referent(ty)),
            _ => false,
        }
    }

    /// Appends the text of the value, cut at that many bytes unless it is a number, which is whole or wrong.
    pub(crate) fn write(&self, out: &mut String, max_len: usize) {
        let end = || {
            if self.is_scalar() {
                usize::MAX
            } else {
                max_len
            }
        };
        match *self {
            Shown::Number(number) => number.write(out),
            Shown::Text(text) if text.len() + 2 <= max_len && is_clean(text) => {
                out.push('"');
                out.push_str(text);
                out.push('"');
            }
            Shown::Text(text) => render(out, &format_args!("{text:?}"), max_len),
            Shown::Debug(value, _) => render(out, &format_args!("{value:?}"), end()),
            Shown::Display(value, _) => render(out, value, end()),
            Shown::TypeName(ty) => {
                let (name, generics) = (referent(ty), true);
                render(out, &Short { name, generics }, max_len);
            }
        }
    }
}

/// Whether a string's `Debug` is the string in quotes. Looks at every byte, which goes faster than to stop at one.
fn is_clean(text: &str) -> bool {
    let is_clean = |byte| matches!(byte, b' ' | b'!' | b'#'..=b'[' | b']'..=b'~');
    text.bytes()
        .fold(true, |clean, byte| clean & is_clean(byte))
}

/// A type less the references to it, which are nothing that one wants to read.
fn referent(mut ty: &'static str) -> &'static str {
    while let Some(referent) = ty.strip_prefix('&') {
        ty = referent.strip_prefix("mut ").unwrap_or(referent);
    }
    ty
}

/// The types whose `Debug` is the text in quotes.
#[cfg(feature = "kv")]
const STRINGS: &[&str] = &[
    "alloc::borrow::Cow<str>",
    "alloc::boxed::Box<str>",
    "alloc::string::String",
    "str",
];

/// Whether this is the name of a type of numbers, or of booleans. One of the user's has a path.
fn is_scalar(ty: &str) -> bool {
    let number = matches!(ty.as_bytes(), [b'f' | b'i' | b'u', b'0'..=b'9', ..]);
    number || matches!(ty, "bool" | "isize" | "usize")
}
