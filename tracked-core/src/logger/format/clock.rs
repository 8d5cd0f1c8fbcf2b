//! The time of a record, with the calendar worked out once a second.

use std::cell::Cell;
use std::io::Write;
use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::sys;

// Whose midnight counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Zone {
    Local,
    Utc,
}

// The present, as the log writes it.
pub(crate) struct Now {
    pub(crate) second: Second,
    // The digits behind it, down to the microsecond: `123456`
    pub(crate) fraction: [u8; 6],
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Second {
    // `2026-11-22`
    pub(crate) date: [u8; 10],
    // `12:00:00`
    pub(crate) time: [u8; 8],
    // `+09:00`
    pub(crate) offset: [u8; 6],
}

#[derive(Clone, Copy)]
struct CachedSecond {
    zone: Zone,
    second: i64,
    format_second: Second,
}

// Looks up the local time zone, once: jiff does so under a lock, which a fork at that moment would leave locked.
pub(crate) fn init_time_zone() {
    time_zone(Zone::Local);
}

fn time_zone(zone: Zone) -> TimeZone {
    static LOCAL: OnceLock<TimeZone> = OnceLock::new();
    match zone {
        Zone::Local => LOCAL.get_or_init(TimeZone::system).clone(),
        Zone::Utc => TimeZone::UTC,
    }
}

pub(crate) fn now(zone: Zone) -> Now {
    thread_local! {
        // Without a destructor, so it is there even while the thread's other locals are being dropped.
        static CACHED: Cell<Option<CachedSecond>> = const { Cell::new(None) };
    }
    let (second, microsecond) = time_since_epoch();
    Now {
        second: CACHED.with(|cache| cached(cache, zone, second, format_second)),
        fraction: digits(microsecond),
    }
}

// The seconds since 1970.
pub(crate) fn second() -> i64 {
    time_since_epoch().0
}

// The seconds in which the day of a second begins and ends.
pub(crate) fn day(zone: Zone, second: i64) -> (i64, i64) {
    day_in(time_zone(zone), second)
}

fn day_in(zone: TimeZone, second: i64) -> (i64, i64) {
    let time = Timestamp::from_second(second)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone);
    let begin = time.start_of_day();
    let end = time.tomorrow().and_then(|time| time.start_of_day());
    match (begin, end) {
        (Ok(begin), Ok(end)) => (begin.timestamp().as_second(), end.timestamp().as_second()),
        // At the end of all calendars.
        _ => (second, i64::MAX),
    }
}

// Seconds and microseconds.
fn time_since_epoch() -> (i64, u32) {
    let time = sys::time_since_epoch();
    (
        i64::try_from(time.as_secs()).unwrap_or_default(),
        time.subsec_micros(),
    )
}

// `000042`
fn digits(number: u32) -> [u8; 6] {
    let mut digits = *b"000000";
    let units = [100_000, 10_000, 1000, 100, 10, 1];
    for (digit, unit) in digits.iter_mut().zip(units) {
        *digit += u8::try_from(number / unit % 10).unwrap_or_default();
    }
    digits
}

fn cached(
    cache: &Cell<Option<CachedSecond>>,
    zone: Zone,
    second: i64,
    format: impl FnOnce(Zone, i64) -> Second,
) -> Second {
    match cache.get() {
        Some(cache) if cache.second == second && cache.zone == zone => cache.format_second,
        _ => {
            let format_second = format(zone, second);
            cache.set(Some(CachedSecond {
                zone,
                second,
                format_second,
            }));
            format_second
        }
    }
}

// The second since 1970 in its zone.
pub(crate) fn format_second(zone: Zone, second: i64) -> Second {
    format_second_in(time_zone(zone), second)
}

fn format_second_in(zone: TimeZone, second: i64) -> Second {
    let time = Timestamp::from_second(second)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone);
    let minutes = time.offset().seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let (hours, minutes) = (minutes.abs() / 60, minutes.abs() % 60);
    let mut second = Second {
        date: *b"0000-00-00",
        time: *b"00:00:00",
        offset: *b"+00:00",
    };
    // There is room for any year that a clock can show but those long before Christ, which are cut.
    let _ = write!(
        second.date.as_mut_slice(),
        "{:04}-{:02}-{:02}",
        time.year(),
        time.month(),
        time.day(),
    );
    let _ = write!(
        second.time.as_mut_slice(),
        "{:02}:{:02}:{:02}",
        time.hour(),
        time.minute(),
        time.second(),
    );
    let _ = write!(
        second.offset.as_mut_slice(),
        "{sign}{hours:02}:{minutes:02}"
    );
    second
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-22 12:00:00 UTC
    const NOON: i64 = 1_795_348_800;

    fn text(second: Second) -> String {
        let bytes = [&second.date[..], b" ", &second.time, &second.offset].concat();
        String::from_utf8(bytes).expect("digits")
    }

    fn posix(zone: &str, second: i64) -> String {
        let zone = TimeZone::posix(zone).expect("a POSIX time zone");
        text(format_second_in(zone, second))
    }

    #[test]
    fn a_second_is_shown_in_its_zone() {
        assert_eq!(
            text(format_second(Zone::Utc, NOON)),
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
        let day = |zone, second| day_in(TimeZone::posix(zone).expect("a POSIX time zone"), second);
        assert_eq!(day("UTC0", NOON), (NOON - 12 * 3600, NOON + 12 * 3600));
        assert_eq!(day("KST-9", NOON), (NOON - 21 * 3600, NOON + 3 * 3600));
        // 2026-03-29 has 23 hours.
        let (begin, end) = day("CET-1CEST,M3.5.0,M10.5.0/3", 1_774_746_000);
        assert_eq!(end - begin, 23 * 3600);
    }

    #[test]
    fn a_second_is_worked_out_once_for_each_zone() {
        let cache = Cell::new(None);
        let formatted = Cell::new(0);
        let show = |zone, second| {
            text(cached(&cache, zone, second, |zone, second| {
                formatted.set(formatted.get() + 1);
                format_second(zone, second)
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
