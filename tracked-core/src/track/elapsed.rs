//! How long a call took, as one reads it.

use std::fmt::{self, Display, Formatter, Write};
use std::time::Duration;

/// Shows a duration as its `{:.2?}` does, `1.20ms`, in a tenth of the time: it is in every record that ends a call.
pub(crate) struct Elapsed(pub(crate) Duration);

impl Display for Elapsed {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let nanos = self.0.subsec_nanos();
        // The whole units, the billionths of one left over, and the unit.
        let (whole, rest, unit) = if self.0.as_secs() > 0 {
            (self.0.as_secs(), nanos, "s")
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
        let (hundredths, rest) = (rest / HUNDREDTH, rest % HUNDREDTH);
        // To the nearest, and from the middle to the even one.
        let is_up = rest > HUNDREDTH / 2 || rest == HUNDREDTH / 2 && hundredths % 2 == 1;
        let hundredths = hundredths + u32::from(is_up);
        Display::fmt(&whole.saturating_add(u64::from(hundredths / 100)), f)?;
        let digit = |digit: u32| char::from_digit(digit % 10, 10).unwrap_or_default();
        f.write_char('.')?;
        f.write_char(digit(hundredths / 10))?;
        f.write_char(digit(hundredths))?;
        f.write_str(unit)
    }
}

const HUNDREDTH: u32 = 10_000_000;

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn assert_as_std(duration: Duration) {
        assert_eq!(Elapsed(duration).to_string(), format!("{duration:.2?}"));
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
