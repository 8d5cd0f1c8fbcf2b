//! Values that need no `Debug`: numbers, booleans, strings and paths, and slices of numbers.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::slice::Element;
use super::value::Value;

/// A number, a boolean, a string, or a pointer to one. The macro requires it of arguments whose type has the name of a
/// primitive type.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number, a boolean or a string",
    note = "`#[tracked]` assumes that `u64`, `str` and the other names of primitive types mean those types; write the path of a type with such a name: `self::u64`"
)]
pub trait ToValue {
    fn to_value(&self) -> Value<'_>;
}

impl<'a> Value<'a> {
    /// The value of an argument whose type has the name of a primitive type.
    #[inline]
    pub fn of<T: ToValue + ?Sized>(value: &'a T) -> Self {
        value.to_value()
    }
}

macro_rules! numbers {
    ($($variant:ident($wide:ty): $($ty:ty)*;)*) => {$($(
        impl ToValue for $ty {
            #[inline]
            fn to_value(&self) -> Value<'_> {
                // The wide type has at least as many bits, so the conversion cannot fail.
                Value::$variant(<$wide>::try_from(*self).unwrap_or_default())
            }
        }
    )*)*};
}

numbers! {
    Bool(bool): bool;
    U64(u64): u8 u16 u32 u64 usize;
    I64(i64): i8 i16 i32 i64 isize;
    F32(f32): f32;
    F64(f64): f64;
}

macro_rules! non_zero {
    ($($variant:ident($wide:ty): $($ty:ty)*;)*) => {$($(
        impl ToValue for NonZero<$ty> {
            #[inline]
            fn to_value(&self) -> Value<'_> {
                Value::$variant(<$wide>::try_from(self.get()).unwrap_or_default())
            }
        }
    )*)*};
}

non_zero! {
    U64(u64): u8 u16 u32 u64 usize;
    I64(i64): i8 i16 i32 i64 isize;
}

impl ToValue for u128 {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        Value::U128(self)
    }
}

impl ToValue for i128 {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        Value::I128(self)
    }
}

impl ToValue for str {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        Value::Str(self)
    }
}

impl ToValue for String {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        Value::Str(self)
    }
}

impl<T: Element> ToValue for [T] {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        Value::Slice(T::slice(self))
    }
}

impl<T: Element, const N: usize> ToValue for [T; N] {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        Value::Slice(T::slice(self))
    }
}

impl<T: Element> ToValue for Vec<T> {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        Value::Slice(T::slice(self))
    }
}

macro_rules! os_strings {
    ($($ty:ty)*) => {$(
        impl ToValue for $ty {
            #[inline]
            fn to_value(&self) -> Value<'_> {
                Value::OsStr(self.as_ref())
            }
        }
    )*};
}

os_strings! { OsStr OsString Path PathBuf }

macro_rules! pointers {
    ($($pointer:ty)*) => {$(
        impl<T: ToValue + ?Sized> ToValue for $pointer {
            #[inline]
            fn to_value(&self) -> Value<'_> {
                T::to_value(self)
            }
        }
    )*};
}

pointers! { &T &mut T Box<T> Rc<T> Arc<T> }

impl<T: ToValue + ToOwned + ?Sized> ToValue for Cow<'_, T> {
    #[inline]
    fn to_value(&self) -> Value<'_> {
        T::to_value(self)
    }
}
