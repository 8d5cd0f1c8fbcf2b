//! Writes numbers as their `Debug` does. For integers of up to 64 bits, it is several times as fast.

use std::fmt::{Debug, Write};

/// Appends any number.
pub(crate) fn push_debug(out: &mut String, number: impl Debug) {
    // A string never fails.
    let _ = write!(out, "{number:?}");
}

/// Appends an integer.
#[inline]
pub(crate) fn push_digits(out: &mut String, number: u64) {
    if number >= 10 {
        push_leading_digits(out, number / 10);
    }
    out.push(last_digit(number));
}

/// Appends the digits before the last one. Out of line, so that a number of one digit takes no call.
fn push_leading_digits(out: &mut String, number: u64) {
    push_digits(out, number);
}

/// Appends an integer with its sign, if it is negative.
pub(crate) fn push_signed(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    push_digits(out, number.unsigned_abs());
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

    use crate::field::to_value::ToValue;
    use crate::field::value::ValueFormat;

    fn assert_is_debug(number: impl ToValue + Debug) {
        let mut text = String::new();
        let format = ValueFormat {
            max_len: 0,
            redacts: true,
        };
        number.to_value().write(&mut text, format);
        assert_eq!(text, format!("{number:?}"));
    }

    #[test]
    fn the_limits_of_each_type_are_written_as_by_debug() {
        assert_is_debug(0_u8);
        assert_is_debug(u64::MAX);
        assert_is_debug(i64::MIN);
        assert_is_debug(i8::MAX);
        assert_is_debug(usize::MAX);
        assert_is_debug(u128::MAX);
        assert_is_debug(i128::MIN);
        assert_is_debug(f32::MIN_POSITIVE);
        assert_is_debug(f64::NAN);
        assert_is_debug(1.0_f64);
        assert_is_debug(true);
        assert_is_debug(false);
    }

    proptest! {
        #[test]
        fn every_number_is_written_as_by_debug(unsigned: u64, signed: i64, shift in 0_u32..64) {
            assert_is_debug(unsigned >> shift);
            assert_is_debug(signed >> shift);
        }
    }
}
