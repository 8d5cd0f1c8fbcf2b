//! A duration as text.

use std::time::Duration;

use crate::field::number::{last_digit, push_digits};

/// Appends a duration as `{:.2?}` does, such as `1.20ms`, in a tenth of the time: every event that ends a call shows
/// one.
pub(super) fn push_duration(out: &mut String, duration: Duration) {
    let nanos = duration.subsec_nanos();
    // Whole units, the rest in billionths of a unit, the unit.
    let (whole, rest, unit) = if duration.as_secs() > 0 {
        (duration.as_secs(), nanos, "s")
    } else if nanos >= 1_000_000 {
        (
            u64::from(nanos / 1_000_000),
            nanos % 1_000_000 * 1_000,
            "ms",
        )
    } else if nanos >= 1_000 {
        (u64::from(nanos / 1_000), nanos % 1_000 * 1_000_000, "µs")
    } else {
        (u64::from(nanos), 0, "ns")
    };
    let (hundredths, rest) = (u64::from(rest / HUNDREDTH), rest % HUNDREDTH);
    // Rounded to the nearest, and halfway to the even one.
    let is_up = rest > HUNDREDTH / 2 || rest == HUNDREDTH / 2 && hundredths % 2 == 1;
    let hundredths = hundredths + u64::from(is_up);
    push_digits(out, whole.saturating_add(hundredths / 100));
    out.push('.');
    out.push(last_digit(hundredths / 10));
    out.push(last_digit(hundredths));
    out.push_str(unit);
}

const HUNDREDTH: u32 = 10_000_000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_as_std(duration: Duration) {
        let mut text = String::new();
        push_duration(&mut text, duration);
        assert_eq!(text, format!("{duration:.2?}"));
    }

    #[test]
    fn every_unit_is_rounded_as_in_std() {
        for nanos in [
            0,
            1,
            999,
            1_000,
            1_005,
            1_015,
            1_025,
            999_994,
            999_995,
            1_994_999,
            1_995_000,
            999_999_999,
            1_000_005_000,
            59_999_999_999_999,
        ] {
            assert_as_std(Duration::from_nanos(nanos));
        }
    }

    proptest! {
        #[test]
        fn every_duration_is_shown_as_in_std(nanos: u64, shift in 0_u32..64) {
            assert_as_std(Duration::from_nanos(nanos >> shift));
        }
    }
}
