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

macro_rules! integers {
    ($($variant:ident($wide:ty): $($ty:ty)*;)*) => {$($(
        impl ToValue for $ty {
            #[inline]
            fn to_value(&self) -> Value<'_> {
                // The wide type has at least as many bits, so the conversion cannot fail.
                Value::$variant(<$wide>::try_from(*self).unwrap_or_default())
            }
        }

        impl ToValue for NonZero<$ty> {
            #[inline]
            fn to_value(&self) -> Value<'_> {
                Value::$variant(<$wide>::try_from(self.get()).unwrap_or_default())
            }
        }
    )*)*};
}

integers! {
    U64(u64): u8 u16 u32 u64 usize;
    I64(i64): i8 i16 i32 i64 isize;
}

macro_rules! values {
    ($([$($generics:tt)*] $ty:ty => |$value:ident| $to:expr;)*) => {$(
        impl<$($generics)*> ToValue for $ty {
            #[inline]
            fn to_value(&self) -> Value<'_> {
                let $value = self;
                $to
            }
        }
    )*};
}

values! {
    [] bool => |value| Value::Bool(*value);
    [] f32 => |value| Value::F32(*value);
    [] f64 => |value| Value::F64(*value);
    [] u128 => |value| Value::U128(value);
    [] i128 => |value| Value::I128(value);
    [] str => |text| Value::Str(text);
    [] String => |text| Value::Str(text);
    [] OsStr => |text| Value::OsStr(text);
    [] OsString => |text| Value::OsStr(text);
    [] Path => |path| Value::OsStr(path.as_os_str());
    [] PathBuf => |path| Value::OsStr(path.as_os_str());
    [T: Element] [T] => |elements| Value::Slice(T::slice(elements));
    [T: Element, const N: usize] [T; N] => |elements| Value::Slice(T::slice(elements));
    [T: Element] Vec<T> => |elements| Value::Slice(T::slice(elements));
    [T: ToValue + ?Sized] &T => |pointer| T::to_value(pointer);
    [T: ToValue + ?Sized] &mut T => |pointer| T::to_value(pointer);
    [T: ToValue + ?Sized] Box<T> => |pointer| T::to_value(pointer);
    [T: ToValue + ?Sized] Rc<T> => |pointer| T::to_value(pointer);
    [T: ToValue + ?Sized] Arc<T> => |pointer| T::to_value(pointer);
    [T: ToValue + ToOwned + ?Sized] Cow<'_, T> => |pointer| T::to_value(pointer);
}
