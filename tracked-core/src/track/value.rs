//! Values of any type: what is shown of one is decided by its type, where the annotated function is compiled.

use std::any::type_name;
use std::fmt::{self, Debug, Display, Formatter, Write};

use super::name::Short;
use super::render::render;

/// A reference to an argument.
///
/// `Value(&x).__tracked_show()` finds the inherent method where `x` has `Debug`, and else the one of [`ByName`].
pub struct Value<'a, T>(pub &'a T);

/// What there is to show of a value.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    text: Text<'a>,
    ty: &'static str,
}

#[derive(Clone, Copy)]
enum Text<'a> {
    Debug(&'a dyn Debug),
    Display(&'a dyn Display),
    /// Of a type that can't be shown.
    TypeName,
}

/// Shows a value by `Debug`, which it must have.
#[inline]
pub fn debug<T: Debug>(value: &T) -> Shown<'_> {
    Shown {
        text: Text::Debug(value),
        ty: type_name::<T>(),
    }
}

/// Shows a value by `Display`, which it must have.
#[inline]
pub fn display<T: Display>(value: &T) -> Shown<'_> {
    Shown {
        text: Text::Display(value),
        ty: type_name::<T>(),
    }
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
        Shown {
            text: Text::TypeName,
            ty: type_name::<T>(),
        }
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
pub const REDACTED: Shown<'static> = Shown {
    text: Text::Debug(&Redacted),
    ty: "",
};

struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

impl Shown<'_> {
    /// The type less the references to it, which are nothing that one wants to read.
    fn referent(&self) -> &'static str {
        let mut ty = self.ty;
        while let Some(referent) = ty.strip_prefix('&') {
            ty = referent.strip_prefix("mut ").unwrap_or(referent);
        }
        ty
    }

    /// Whether the text of the value can be read back as a number or a boolean.
    pub(crate) fn is_scalar(&self) -> bool {
        SCALARS.contains(&self.referent())
    }

    /// Writes the text of the value, cut at that many bytes unless it is a number, which is whole or wrong. Fails only
    /// where `out` does.
    pub(crate) fn write(&self, out: &mut dyn Write, max_len: usize) -> fmt::Result {
        if self.is_scalar() {
            write!(out, "{self}")
        } else {
            render(out, self, max_len)
        }
    }
}

#[cfg(feature = "kv")]
impl Shown<'_> {
    /// Whether the text of the value is a string in quotes.
    pub(crate) fn is_quoted(&self) -> bool {
        matches!(self.text, Text::Debug(_)) && STRINGS.contains(&self.referent())
    }
}

impl Display for Shown<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.text {
            Text::Debug(value) => Debug::fmt(value, f),
            Text::Display(value) => Display::fmt(value, f),
            Text::TypeName => Display::fmt(
                &Short {
                    name: self.referent(),
                    generics: true,
                },
                f,
            ),
        }
    }
}

/// The types whose `Debug` is the text in quotes.
#[cfg(feature = "kv")]
const STRINGS: &[&str] = &[
    "alloc::borrow::Cow<str>",
    "alloc::boxed::Box<str>",
    "alloc::string::String",
    "str",
];

const SCALARS: &[&str] = &[
    "bool", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32", "u64",
    "u8", "usize",
];
