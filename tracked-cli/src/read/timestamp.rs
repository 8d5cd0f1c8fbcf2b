//! Times of records as nanoseconds since 1970.

use memchr::memchr;

use super::word;

const SECOND: i64 = 1_000_000_000;

/// Reads times of lines. Most lines have the minute of the line before.
#[derive(Debug, Default)]
pub struct Clock {
    /// The text from the date to the minute, and from the offset to the closing quote.
    minute: [u8; 17],
    offset: [u8; 7],
    /// The nanoseconds since 1970 of the minute.
    start: i64,
}

impl Clock {
    /// The time at a position of the block, and the position after its closing quote.
    #[inline]
    pub fn read(&mut self, block: &[u8], at: usize) -> Option<(i64, usize)> {
        let text = block.get(at..)?;
        if let Some(text) = text.first_chunk::<33>()
            && text[..17] == self.minute
            && text[26..] == self.offset
            && let Some(nanos) = seconds(text)
        {
            return Some((self.start + nanos, at + text.len()));
        }
        let len = memchr(b'"', &text[..text.len().min(64)])?;
        let time = rfc3339(&text[..len])?;
        if let Some(text) = text.first_chunk::<33>().filter(|_| len == 32)
            && let Some(nanos) = seconds(text)
        {
            self.minute.copy_from_slice(&text[..17]);
            self.offset.copy_from_slice(&text[26..]);
            self.start = time.checked_sub(nanos)?;
        }
        Some((time, at + len + 1))
    }
}

/// The nanoseconds since the start of the minute in `2026-11-22T12:00:00.123456+09:00"`.
#[inline]
fn seconds(text: &[u8; 33]) -> Option<i64> {
    let [s1, s2, b'.', m1, m2, m3, m4, m5, m6] = text[17..26] else {
        return None;
    };
    let micros = word::eight_digits([s1, s2, m1, m2, m3, m4, m5, m6])?;
    Some(i64::try_from(micros).ok()? * 1000)
}

/// `2026-11-22T12:00:00.123456+09:00`, also with a space, a comma, any number of digits, and `Z`.
pub fn rfc3339(text: &[u8]) -> Option<i64> {
    let (seconds, rest) = date_and_time(text)?;
    let (fraction, rest) = fraction(rest);
    let offset = match rest {
        [] | [b'Z' | b'z'] => 0,
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => {
            let minutes = two(*h1, *h2)? * 60 + two(*m1, *m2)?;
            if *sign == b'-' {
                -minutes * 60
            } else {
                minutes * 60
            }
        }
        _ => return None,
    };
    (seconds - offset)
        .checked_mul(SECOND)?
        .checked_add(fraction)
}

/// The seconds since 1970 of `2026-11-22T12:00:00`, and the rest of the text.
pub fn date_and_time(text: &[u8]) -> Option<(i64, &[u8])> {
    let (head, rest) = text.split_at_checked(19)?;
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        o1,
        o2,
        b'-',
        d1,
        d2,
        b'T' | b' ',
        h1,
        h2,
        b':',
        m1,
        m2,
        b':',
        s1,
        s2,
    ] = head
    else {
        return None;
    };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    let (month, day) = (two(*o1, *o2)?, two(*d1, *d2)?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let clock = two(*h1, *h2)? * 3600 + two(*m1, *m2)? * 60 + two(*s1, *s2)?;
    Some((days(year, month, day) * 86_400 + clock, rest))
}

/// The nanoseconds of `.123456`, and the rest of the text.
pub fn fraction(text: &[u8]) -> (i64, &[u8]) {
    let [b'.' | b',', digits @ ..] = text else {
        return (0, text);
    };
    let (mut nanos, mut unit, mut at) = (0, SECOND / 10, 0);
    while let Some(digit @ b'0'..=b'9') = digits.get(at) {
        nanos += i64::from(digit - b'0') * unit;
        unit /= 10;
        at += 1;
    }
    (nanos, &digits[at..])
}

fn two(tens: u8, ones: u8) -> Option<i64> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i64::from(tens - b'0') * 10 + i64::from(ones - b'0'))
}

/// The days from 1970-01-01 to a date. Years start in March, so that the leap day is the last day of a year.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_equal_those_of_jiff() {
        for text in [
            "2026-11-22T12:00:00.123456+09:00",
            "1970-01-01T00:00:00Z",
            "2024-02-29T23:59:59.5-03:30",
            "2000-03-01T00:00:00+00:00",
        ] {
            let expected = text.parse::<jiff::Timestamp>().expect("a time");
            assert_eq!(
                rfc3339(text.as_bytes()).map(i128::from),
                Some(expected.as_nanosecond())
            );
        }
    }

    #[test]
    fn a_clock_equals_rfc3339() {
        let mut clock = Clock::default();
        for text in [
            "2026-11-22T12:00:00.123456+09:00",
            "2026-11-22T12:00:59.000001+09:00",
            "2026-11-22T12:00:59.000001+08:00",
            "2026-11-22T12:01:00.5Z",
            "2026-11-22T12:01:00.5+00:00",
            "2026-11-22T12:01:00.123456-03:30",
            "2026-11-22T12:01:x0.123456-03:30",
        ] {
            let block = format!("{text}\",");
            let expected = rfc3339(text.as_bytes()).map(|time| (time, text.len() + 1));
            assert_eq!(clock.read(block.as_bytes(), 0), expected, "{text}");
        }
    }

    #[test]
    fn other_texts_are_no_times() {
        for text in [
            "",
            "2026",
            "2026-13-01T00:00:00Z",
            "2026-11-22T12:00:00+9",
            "x026-11-22T12:00:00Z",
        ] {
            assert_eq!(rfc3339(text.as_bytes()), None, "{text}");
        }
    }
}
