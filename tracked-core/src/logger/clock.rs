//! The time of a record, with the calendar worked out once a second.

use std::cell::Cell;
use std::io::Write;
use std::time::SystemTime;

use jiff::Timestamp;
use jiff::tz::TimeZone;

// Whose midnight counts.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Zone {
    Local,
    Utc,
}

// The present, as the log writes it.
pub(super) struct Now {
    // `2026-11-22 12:00:00`
    pub(super) second: DateTime,
    pub(super) millisecond: i64,
}

type DateTime = [u8; 19];

#[derive(Clone, Copy)]
struct Known {
    zone: Zone,
    second: i64,
    text: DateTime,
}

pub(super) fn now(zone: Zone) -> Now {
    thread_local! {
        // Without a destructor, so it is there even while the thread's other locals are being dropped.
        static KNOWN: Cell<Option<Known>> = const { Cell::new(None) };
    }
    let (second, millisecond) = since_1970();
    Now {
        second: KNOWN.with(|known| remembered(known, zone, second, date_time)),
        millisecond,
    }
}

// Seconds and milliseconds; zero from a clock so wrong that no calendar reaches it.
fn since_1970() -> (i64, i64) {
    let milliseconds = Timestamp::try_from(SystemTime::now())
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .as_millisecond();
    (milliseconds.div_euclid(1000), milliseconds.rem_euclid(1000))
}

fn remembered(
    known: &Cell<Option<Known>>,
    zone: Zone,
    second: i64,
    work_out: impl FnOnce(Zone, i64) -> DateTime,
) -> DateTime {
    match known.get() {
        Some(known) if known.second == second && known.zone == zone => known.text,
        _ => {
            let text = work_out(zone, second);
            known.set(Some(Known { zone, second, text }));
            text
        }
    }
}

fn date_time(zone: Zone, second: i64) -> DateTime {
    match zone {
        Zone::Local => date_time_in(TimeZone::system(), second),
        Zone::Utc => date_time_in(TimeZone::UTC, second),
    }
}

fn date_time_in(zone: TimeZone, second: i64) -> DateTime {
    let time = Timestamp::from_second(second)
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .to_zoned(zone);
    let mut text = *b"0000-00-00 00:00:00";
    // There is room for any year that a clock can show but those long before Christ, which are cut.
    let _ = write!(
        text.as_mut_slice(),
        "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second(),
    );
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    // 2026-11-22 12:00:00 UTC
    const NOON: i64 = 1_795_348_800;

    fn shown(zone: &str, second: i64) -> String {
        let zone = TimeZone::posix(zone).expect("a POSIX time zone");
        String::from_utf8(date_time_in(zone, second).to_vec()).expect("digits")
    }

    #[test]
    fn a_second_is_shown_in_its_zone() {
        assert_eq!(&date_time(Zone::Utc, NOON), b"2026-11-22 12:00:00");
        assert_eq!(shown("KST-9", NOON), "2026-11-22 21:00:00");
        assert_eq!(shown("KST-9", NOON + 3 * 3600), "2026-11-23 00:00:00");
    }

    #[test]
    fn the_clocks_go_forward_between_two_seconds() {
        // 2026-03-29 01:00:00 UTC
        let change = 1_774_746_000;
        let zone = "CET-1CEST,M3.5.0,M10.5.0/3";
        assert_eq!(shown(zone, change - 1), "2026-03-29 01:59:59");
        assert_eq!(shown(zone, change), "2026-03-29 03:00:00");
    }

    #[test]
    fn the_clocks_go_back_between_two_seconds() {
        // 2026-10-25 01:00:00 UTC
        let change = 1_792_890_000;
        let zone = "CET-1CEST,M3.5.0,M10.5.0/3";
        assert_eq!(shown(zone, change - 1), "2026-10-25 02:59:59");
        assert_eq!(shown(zone, change), "2026-10-25 02:00:00");
    }

    #[test]
    fn a_second_is_worked_out_once_for_each_zone() {
        let known = Cell::new(None);
        let worked_out = Cell::new(0);
        let show = |zone, second| {
            remembered(&known, zone, second, |zone, second| {
                worked_out.set(worked_out.get() + 1);
                date_time(zone, second)
            })
        };
        assert_eq!(&show(Zone::Utc, NOON), b"2026-11-22 12:00:00");
        assert_eq!(&show(Zone::Utc, NOON), b"2026-11-22 12:00:00");
        assert_eq!(worked_out.get(), 1);
        assert_eq!(&show(Zone::Utc, NOON + 1), b"2026-11-22 12:00:01");
        show(Zone::Local, NOON + 1);
        assert_eq!(worked_out.get(), 3);
        // The clock was set back.
        assert_eq!(&show(Zone::Utc, NOON), b"2026-11-22 12:00:00");
    }
}
