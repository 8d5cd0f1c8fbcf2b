//! The question which value a field of any type is, answered where the annotated function is compiled.

use std::any::type_name;
use std::fmt::Debug;

use super::to_value::ToValue;
use super::value::Value;

/// A reference to the value of a field.
///
/// `(&Field(&x)).__tracked_value()` finds the inherent method if `x` is a `ToValue`; otherwise `FieldValue` of
/// `Field` if `x` has `Debug`; otherwise `FieldValue` of `&Field`, because that takes one more reference.
pub struct Field<'a, T>(pub &'a T);

impl<'a, T: ToValue> Field<'a, T> {
    #[inline]
    pub fn __tracked_value(&self) -> Value<'a> {
        self.0.to_value()
    }
}

pub trait FieldValue<'a> {
    fn __tracked_value(&self) -> Value<'a>;
}

impl<'a, T: Debug> FieldValue<'a> for Field<'a, T> {
    #[inline]
    fn __tracked_value(&self) -> Value<'a> {
        Value::debug(self.0)
    }
}

impl<'a, T> FieldValue<'a> for &Field<'a, T> {
    #[inline]
    fn __tracked_value(&self) -> Value<'a> {
        Value::TypeName(type_name::<T>())
    }
}
