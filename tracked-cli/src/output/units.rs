//! Times and durations for people.

use std::time::Duration;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// A duration as a record has it: `1.20ms`. From two minutes on: `3m20s`.
pub fn duration(nanos: u64) -> String {
    let duration = Duration::from_nanos(nanos);
    match duration.as_secs() {
        0..120 => format!("{duration:.2?}"),
        seconds @ 120..7200 => format!("{}m{:02}s", seconds / 60, seconds % 60),
        seconds => format!("{}h{:02}m", seconds / 3600, seconds / 60 % 60),
    }
}

/// A number with commas: `1,204`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// `2026-11-22T12:00:00.123456+09:00`
pub fn rfc3339(nanos: i64, zone: &TimeZone) -> String {
    format_time(nanos, zone, "%Y-%m-%dT%H:%M:%S%.6f%:z")
}

/// `2026-11-22 12:00:00.123`
pub fn time(nanos: i64, zone: &TimeZone) -> String {
    format_time(nanos, zone, "%Y-%m-%d %H:%M:%S%.3f")
}

fn format_time(nanos: i64, zone: &TimeZone, format: &str) -> String {
    let time = Timestamp::from_nanosecond(i128::from(nanos)).unwrap_or_default();
    time.to_zoned(zone.clone()).strftime(format).to_string()
}

pub fn share(part: u64, whole: u64) -> String {
    if part == 0 || whole == 0 {
        return String::new();
    }
    #[allow(clippy::cast_precision_loss, reason = "one digit is shown")]
    let share = part as f64 / whole as f64 * 100.0;
    format!("{share:.1}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_readable() {
        assert_eq!(duration(1_204_000), "1.20ms");
        assert_eq!(duration(200_000_000_000), "3m20s");
        assert_eq!(duration(7_500_000_000_000), "2h05m");
        assert_eq!(
            [0, 999, 1204, 1_000_000].map(count),
            ["0", "999", "1,204", "1,000,000"]
        );
        assert_eq!(
            rfc3339(1_000, &TimeZone::UTC),
            "1970-01-01T00:00:00.000001+00:00"
        );
        assert_eq!(share(1, 8), "12.5%");
    }
}
