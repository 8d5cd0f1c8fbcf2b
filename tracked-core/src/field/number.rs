//! Numbers and booleans as text, the frequent ones without the detour of the formatting machinery.

use std::fmt::Write;

/// A number of up to 64 bits, or a boolean.
#[derive(Clone, Copy)]
pub enum Number {
    Unsigned(u64),
    Signed(i64),
    Float32(f32),
    Float64(f64),
    Bool(bool),
}

impl Number {
    /// Appends its `Debug`.
    pub(crate) fn write(self, out: &mut String) {
        match self {
            Number::Unsigned(number) => write_digits(out, number),
            Number::Signed(number) => {
                if number < 0 {
                    out.push('-');
                }
                write_digits(out, number.unsigned_abs());
            }
            Number::Bool(true) => out.push_str("true"),
            Number::Bool(false) => out.push_str("false"),
            Number::Float32(number) => write_debug(out, number),
            Number::Float64(number) => write_debug(out, number),
        }
    }
}

fn write_debug(out: &mut String, number: impl std::fmt::Debug) {
    // A string takes whatever comes.
    let _ = write!(out, "{number:?}");
}

/// Appends a number in decimal.
pub(crate) fn write_digits(out: &mut String, number: u64) {
    if number >= 10 {
        write_digits(out, number / 10);
    }
    out.push(last_digit(number));
}

/// The last decimal digit of a number.
pub(crate) fn last_digit(number: u64) -> char {
    let digit = u8::try_from(number % 10).unwrap_or_default();
    char::from(b'0' + digit)
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use proptest::prelude::*;

    use crate::field::value::Known;

    fn assert_as_debug(number: impl Known + Debug) {
        let mut text = String::new();
        number.shown().write(&mut text, 0);
        assert_eq!(text, format!("{number:?}"));
    }

    #[test]
    fn the_ends_of_each_type_are_as_by_debug() {
        assert_as_debug(0_u8);
        assert_as_debug(u64::MAX);
        assert_as_debug(i64::MIN);
        assert_as_debug(i8::MAX);
        assert_as_debug(usize::MAX);
        assert_as_debug(f32::MIN_POSITIVE);
        assert_as_debug(f64::NAN);
        assert_as_debug(1.0_f64);
        assert_as_debug(true);
        assert_as_debug(false);
    }

    proptest! {
        #[test]
        fn every_number_is_as_by_debug(unsigned: u64, signed: i64, shift in 0_u32..64) {
            assert_as_debug(unsigned >> shift);
            assert_as_debug(signed >> shift);
        }
    }
}
