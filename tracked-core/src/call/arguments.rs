//! The arguments of a call, each with the way in which it is recorded.
//!
//! `Probe::argument(&a).__tracked_argument(a)` asks the compiler for the way: it takes the method of the first row of the
//! table below whose bound holds. An argument whose type is primitive needs no question. A closure that records the
//! arguments would take the compiler longer than all the rest of the generated code.

#![forbid(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "arguments pass through here in each annotated function"
)]

use std::any::type_name;
use std::fmt::Debug;

use crate::field::to_value::ToValue;
use crate::field::value::{Value, Visitor};
use crate::outcome::classify::{Plain, Probe, next_row};

/// The arguments of a call.
pub trait Arguments {
    /// The tuple that the body takes.
    type Values;

    /// Records the arguments.
    fn record(&self, visit: &mut Visitor<'_>);

    fn into_values(self) -> Self::Values;
}

/// One argument.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a number, a boolean or a string",
    note = "`#[tracked]` assumes that `u64`, `str` and the other names of primitive types mean those types; write the path of a type with such a name: `self::u64`"
)]
pub trait Argument {
    /// What the body takes.
    type Value;

    fn record(&self) -> Value<'_>;

    fn into_value(self) -> Self::Value;
}

impl<T: ToValue> Argument for T {
    type Value = T;

    #[inline]
    fn record(&self) -> Value<'_> {
        self.to_value()
    }

    #[inline(always)]
    fn into_value(self) -> T {
        self
    }
}

/// An argument that is recorded by its `Debug`.
#[derive(Clone, Copy)]
pub struct ByDebug<T>(T);

impl<T: Debug> Argument for ByDebug<T> {
    type Value = T;

    #[inline]
    fn record(&self) -> Value<'_> {
        Value::debug(&self.0)
    }

    #[inline(always)]
    fn into_value(self) -> T {
        self.0
    }
}

/// An argument that is recorded by the name of its type.
#[derive(Clone, Copy)]
pub struct ByName<T>(T);

impl<T> Argument for ByName<T> {
    type Value = T;

    #[inline]
    fn record(&self) -> Value<'_> {
        Value::TypeName(type_name::<T>())
    }

    #[inline(always)]
    fn into_value(self) -> T {
        self.0
    }
}

macro_rules! tuples {
    ($($first:ident $($rest:ident)*)?) => {
        impl$(<$first: Argument, $($rest: Argument),*>)? Arguments for ($($first, $($rest,)*)?) {
            type Values = ($($first::Value, $($rest::Value,)*)?);

            #[inline]
            fn record(&self, visit: &mut Visitor<'_>) {
                #[allow(non_snake_case, reason = "a value has the name of its type")]
                let ($($first, $($rest,)*)?) = self;
                visit(&[$($first.record(), $($rest.record()),*)?]);
            }

            #[inline(always)]
            #[allow(clippy::unused_unit, reason = "the empty tuple")]
            fn into_values(self) -> Self::Values {
                #[allow(non_snake_case, reason = "a value has the name of its type")]
                let ($($first, $($rest,)*)?) = self;
                ($($first.into_value(), $($rest.into_value(),)*)?)
            }
        }
        $(tuples!($($rest)*);)?
    };
}

tuples!(A B C D E F G H I J K L);

/// Any tuple, with the function that records it.
#[derive(Clone, Copy)]
pub struct RecordedBy<A, V> {
    values: A,
    record: V,
}

/// Arguments that are not recorded each by its type, or with other values.
#[inline(always)]
pub fn recorded_by<A, V>(values: A, record: V) -> RecordedBy<A, V>
where
    V: Fn(&A, &mut Visitor<'_>) + Copy,
{
    RecordedBy { values, record }
}

/// Records arguments that record themselves, for [`recorded_by`].
#[inline]
pub fn record_all<A: Arguments>(args: &A, visit: &mut Visitor<'_>) {
    args.record(visit);
}

impl<A, V: Fn(&A, &mut Visitor<'_>)> Arguments for RecordedBy<A, V> {
    type Values = A;

    #[inline]
    fn record(&self, visit: &mut Visitor<'_>) {
        (self.record)(&self.values, visit);
    }

    #[inline(always)]
    fn into_values(self) -> A {
        self.values
    }
}

/// The first row of the table below.
const ARGUMENT: u8 = 20;

impl<T> Probe<T> {
    /// A question about the type of an argument.
    #[inline(always)]
    pub fn argument(_: &T) -> Probe<T, Plain, ARGUMENT> {
        Probe::ASK
    }
}

/// The table: the row and the next one, the bound, and how an argument is recorded.
macro_rules! rows {
    ($($row:literal $(> $next:literal)? [$($bound:path)?] $wrapper:ty: |$value:ident| $wrapped:expr;)*) => {$(
        impl<T $(: $bound)?> Probe<T, Plain, $row> {
            #[inline(always)]
            pub fn __tracked_argument(&self, $value: T) -> $wrapper {
                $wrapped
            }
        }

        $(next_row!($row > $next);)?
    )*};
}

rows! {
    20 > 21 [ToValue] T: |value| value;
    21 > 22 [Debug] ByDebug<T>: |value| ByDebug(value);
    22 [] ByName<T>: |value| ByName(value);
}
