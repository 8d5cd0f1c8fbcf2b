//! The time of a record, whose calendar date is calculated once a second.

use std::cell::Cell;
use std::fmt;
use std::io::Write;
use std::ops::Range;
use std::sync::OnceLock;
use std::time::Duration;

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::line::Line;
use crate::sys;

/// The time zone of dates and of midnight.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Zone {
    Local,
    Utc,
}

/// A time as the formats write it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct TimeText {
    /// `2026-11-22`
    pub(crate) date: [u8; 10],
    /// `12:00:00`
    pub(crate) time: [u8; 8],
    /// Microseconds: `123456`
    pub(crate) fraction: [u8; 6],
    /// `+09:00`
    pub(crate) offset: [u8; 6],
}

impl TimeText {
    /// Appends `2026-11-22T12:00:00.123456+09:00`.
    pub(crate) fn write_rfc3339(&self, line: &mut Line) {
        line.push(&self.date);
        line.push(b"T");
        line.push(&self.time);
        line.push(b".");
        line.push(&self.fraction);
        line.push(&self.offset);
    }
}

impl Zone {
    /// Looks up the local time zone the first time.
    ///
    /// The logger calls this once during setup, because jiff takes a lock for it, and a fork at that moment would leave
    /// the lock locked.
    pub(crate) fn time_zone(self) -> TimeZone {
        static LOCAL: OnceLock<TimeZone> = OnceLock::new();
        match self {
            Self::Local => LOCAL.get_or_init(TimeZone::system).clone(),
            Self::Utc => TimeZone::UTC,
        }
    }
}

pub(crate) fn now(zone: Zone) -> TimeText {
    thread_local! {
        // Without a destructor, so that it can be used while the thread's other locals are dropped.
        static CACHE: Cell<Option<CachedSecond>> = const { Cell::new(None) };
    }
    let time = sys::time_since_epoch();
    let second = whole_seconds(time);
    TimeText {
        fraction: digits(time.subsec_micros()),
        ..CACHE.with(|cache| {
            cached(cache, zone, second, || {
                format_second(zone.time_zone(), second)
            })
        })
    }
}

/// A zone, a second, and its text.
type CachedSecond = (Zone, i64, TimeText);

/// The current time in seconds since the Unix epoch.
pub(crate) fn second() -> i64 {
    whole_seconds(sys::time_since_epoch())
}

/// The seconds of the day of `second`.
pub(crate) fn day(zone: TimeZone, second: i64) -> Range<i64> {
    let time = zoned(zone, second);
    let end = time.tomorrow().and_then(|time| time.start_of_day());
    match (time.start_of_day(), end) {
        (Ok(begin), Ok(end)) => begin.timestamp().as_second()..end.timestamp().as_second(),
        // The last day of the calendar.
        _ => second..i64::MAX,
    }
}

/// The seconds of the hour of `second`.
pub(crate) fn hour(zone: TimeZone, second: i64) -> Range<i64> {
    let time = zoned(zone, second);
    let begin = second - i64::from(time.minute()) * 60 - i64::from(time.second());
    begin..begin + 3600
}

pub(crate) fn format_second(zone: TimeZone, second: i64) -> TimeText {
    let time = zoned(zone, second);
    let minutes = time.offset().seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    TimeText {
        date: ascii(format_args!(
            "{:04}-{:02}-{:02}",
            time.year(),
            time.month(),
            time.day()
        )),
        time: ascii(format_args!(
            "{:02}:{:02}:{:02}",
            time.hour(),
            time.minute(),
            time.second()
        )),
        fraction: digits(0),
        offset: ascii(format_args!("{sign}{hours:02}:{minutes:02}")),
    }
}

fn zoned(zone: TimeZone, second: i64) -> Zoned {
    let time = Timestamp::from_second(second).unwrap_or(Timestamp::UNIX_EPOCH);
    time.to_zoned(zone)
}

fn whole_seconds(time: Duration) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or_default()
}

/// A year of more than four characters is truncated.
fn ascii<const LEN: usize>(text: fmt::Arguments<'_>) -> [u8; LEN] {
    let mut bytes = [b'0'; LEN];
    let _ = bytes.as_mut_slice().write_fmt(text);
    bytes
}

/// Six digits: `000042`
fn digits(mut number: u32) -> [u8; 6] {
    let mut digits = [b'0'; 6];
    for digit in digits.iter_mut().rev() {
        *digit += u8::try_from(number % 10).unwrap_or_default();
        number /= 10;
    }
    digits
}

fn cached(
    cache: &Cell<Option<CachedSecond>>,
    zone: Zone,
    second: i64,
    format: impl FnOnce() -> TimeText,
) -> TimeText {
    match cache.get() {
        Some((of_zone, of_second, text)) if of_zone == zone && of_second == second => text,
        _ => {
            let text = format();
            cache.set(Some((zone, second, text)));
            text
        }
    }
}

/// The time of the records in unit tests.
#[cfg(test)]
pub(crate) const TEST_TIME: TimeText = TimeText {
    date: *b"2026-11-22",
    time: *b"12:00:00",
    fraction: *b"007999",
    offset: *b"+00:00",
};

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-22 12:00:00 UTC
    const NOON: i64 = 1_795_348_800;

    fn text(time: TimeText) -> String {
        let bytes = [&time.date[..], b" ", &time.time, &time.offset].concat();
        String::from_utf8(bytes).expect("digits")
    }

    fn posix(zone: &str, second: i64) -> String {
        let zone = TimeZone::posix(zone).expect("a POSIX time zone");
        text(format_second(zone, second))
    }

    #[test]
    fn a_second_is_formatted_in_its_zone() {
        assert_eq!(
            text(format_second(TimeZone::UTC, NOON)),
            "2026-11-22 12:00:00+00:00"
        );
        assert_eq!(posix("KST-9", NOON), "2026-11-22 21:00:00+09:00");
        assert_eq!(posix("KST-9", NOON + 3 * 3600), "2026-11-23 00:00:00+09:00");
        assert_eq!(posix("XST3:30", NOON), "2026-11-22 08:30:00-03:30");
    }

    #[test]
    fn the_clocks_go_forward_between_two_seconds() {
        // 2026-03-29 01:00:00 UTC
        let change = 1_774_746_000;
        let zone = "CET-1CEST,M3.5.0,M10.5.0/3";
        assert_eq!(posix(zone, change - 1), "2026-03-29 01:59:59+01:00");
        assert_eq!(posix(zone, change), "2026-03-29 03:00:00+02:00");
    }

    #[test]
    fn the_clocks_go_back_between_two_seconds() {
        // 2026-10-25 01:00:00 UTC
        let change = 1_792_890_000;
        let zone = "CET-1CEST,M3.5.0,M10.5.0/3";
        assert_eq!(posix(zone, change - 1), "2026-10-25 02:59:59+02:00");
        assert_eq!(posix(zone, change), "2026-10-25 02:00:00+01:00");
    }

    #[test]
    fn a_day_begins_and_ends_at_midnight() {
        let day =
            |zone, second| super::day(TimeZone::posix(zone).expect("a POSIX time zone"), second);
        assert_eq!(day("UTC0", NOON), NOON - 12 * 3600..NOON + 12 * 3600);
        assert_eq!(day("KST-9", NOON), NOON - 21 * 3600..NOON + 3 * 3600);
        // 2026-03-29 has 23 hours.
        let day = day("CET-1CEST,M3.5.0,M10.5.0/3", 1_774_746_000);
        assert_eq!(day.end - day.start, 23 * 3600);
    }

    #[test]
    fn an_hour_begins_where_the_clock_of_its_zone_shows_no_minutes() {
        let hour =
            |zone, second| super::hour(TimeZone::posix(zone).expect("a POSIX time zone"), second);
        assert_eq!(hour("UTC0", NOON + 3599), NOON..NOON + 3600);
        assert_eq!(hour("XST3:30", NOON), NOON - 1800..NOON + 1800);
    }

    #[test]
    fn a_second_is_formatted_once_for_each_zone() {
        let cache = Cell::new(None);
        let formatted = Cell::new(0);
        let show = |zone: Zone, second| {
            text(cached(&cache, zone, second, || {
                formatted.set(formatted.get() + 1);
                format_second(zone.time_zone(), second)
            }))
        };
        assert_eq!(show(Zone::Utc, NOON), "2026-11-22 12:00:00+00:00");
        assert_eq!(show(Zone::Utc, NOON), "2026-11-22 12:00:00+00:00");
        assert_eq!(formatted.get(), 1);
        assert_eq!(show(Zone::Utc, NOON + 1), "2026-11-22 12:00:01+00:00");
        show(Zone::Local, NOON + 1);
        assert_eq!(formatted.get(), 3);
        // The clock was set back.
        assert_eq!(show(Zone::Utc, NOON), "2026-11-22 12:00:00+00:00");
    }
}
