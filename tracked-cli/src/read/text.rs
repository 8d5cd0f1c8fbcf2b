//! Lines of `Text` and `Tree` in the default words. They have no ids.

use super::json::hash;
use super::record::{Event, Range, Record};
use super::timestamp;

/// The words of a line, and the events that they stand for.
const EVENTS: [(&str, Event); 5] = [
    ("start ", Event::Start),
    ("done ", Event::Done),
    ("error ", Event::Error),
    ("panic ", Event::Panic),
    ("cancel ", Event::Cancel),
];

/// Reads the line at `start..end` of the block: `2026-11-22 12:00:00,123 - INFO - message`.
///
/// `offset` is the offset from UTC in seconds, which such a line does not contain.
pub fn read(block: &[u8], start: usize, end: usize, offset: i64) -> Option<Record> {
    let line = block.get(start..end)?;
    let (seconds, rest) = timestamp::date_and_time(line)?;
    let (nanos, rest) = timestamp::fraction(rest);
    let rest = rest.strip_prefix(b" - ")?;
    let level = rest.iter().position(|byte| *byte == b' ')?;
    if !matches!(
        &rest[..level],
        b"ERROR" | b"WARN" | b"INFO" | b"DEBUG" | b"TRACE"
    ) {
        return None;
    }
    let message = rest[level..].strip_prefix(b" - ")?;
    let level_start = end - rest.len();
    let message_start = end - message.len();
    let mut record = Record {
        time: (seconds - offset) * 1_000_000_000 + nanos,
        level: Range::new(level_start, level_start + level),
        message: Range::new(message_start, end),
        ..Record::default()
    };
    read_message(block, message_start, end, &mut record);
    Some(record)
}

/// Reads the line of `Tree` at `start..end` of the block: `12:00:00.007 ERROR 0def    ✗ message`.
///
/// Such a line has no date, so the time counts from 1970-01-01.
pub fn read_tree(block: &[u8], start: usize, end: usize) -> Option<Record> {
    let line = block.get(start..end)?;
    let (time, rest) = line.split_at_checked(12)?;
    let (seconds, fraction) = timestamp::date_and_time(&[b"1970-01-01T", time].concat())
        .map(|(seconds, fraction)| (seconds, timestamp::fraction(fraction).0))?;
    let rest = rest.strip_prefix(b" ")?;
    let (level, rest) = rest.split_at_checked(5)?;
    let level = level.trim_ascii_start();
    if !matches!(level, b"ERROR" | b"WARN" | b"INFO" | b"DEBUG" | b"TRACE") {
        return None;
    }
    let (id, rest) = rest.strip_prefix(b" ")?.split_at_checked(4)?;
    if id != b"    " && !id.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let rest = rest.trim_ascii_start();
    let marks = ["· ", "→ ", "← ", "✗ ", "⊘ "];
    let message = marks
        .iter()
        .find_map(|mark| rest.strip_prefix(mark.as_bytes()))?;
    let message_start = end - message.len();
    let mut record = Record {
        time: seconds * 1_000_000_000 + fraction,
        level: Range::new(start + 18 - level.len(), start + 18),
        message: Range::new(message_start, end),
        ..Record::default()
    };
    // The mark of a message of the application differs from those of events.
    if !rest.starts_with(marks[0].as_bytes()) {
        read_message(block, message_start, end, &mut record);
    }
    Some(record)
}

/// Reads `error NAME(ARGS) in TIME: ERROR`. Any other message is one of the application.
fn read_message(block: &[u8], start: usize, end: usize, record: &mut Record) {
    let message = &block[start..end];
    let Some((word, event)) = EVENTS
        .into_iter()
        .find(|(word, _)| message.starts_with(word.as_bytes()))
    else {
        return;
    };
    let name = &message[word.len()..];
    let Some(name_len) = name.iter().position(|byte| *byte == b'(') else {
        return;
    };
    let is_name = |byte: &u8| {
        byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'#') || *byte >= 0x80
    };
    if name_len == 0 || !name[..name_len].iter().all(is_name) {
        return;
    }
    if event != Event::Start {
        let Some((elapsed, error, has_busy)) = find_time(&name[name_len..]) else {
            return;
        };
        record.elapsed = elapsed;
        record.has_busy = has_busy;
        if matches!(event, Event::Error | Event::Panic) {
            record.error = Range::new(start + word.len() + name_len + error, end);
        }
    }
    let name_start = start + word.len();
    record.event = event;
    record.function = Range::new(name_start, name_start + name_len);
    record.function_hash = hash(&name[..name_len]);
}

/// The first `) in TIME`: its time, the position after it and `: `, and whether the time that the call was busy follows.
fn find_time(text: &[u8]) -> Option<(u64, usize, bool)> {
    let mut from = 0;
    loop {
        let at = from + memchr::memmem::find(&text[from..], b") in ")? + b") in ".len();
        let len = text[at..]
            .iter()
            .position(|byte| matches!(byte, b' ' | b':'))
            .unwrap_or(text.len() - at);
        if let Some(elapsed) = std::str::from_utf8(&text[at..at + len])
            .ok()
            .and_then(parse_duration)
        {
            let mut after = at + len;
            let has_busy = text[after..].starts_with(b" (busy ");
            if has_busy {
                after += text[after..].iter().position(|byte| *byte == b')')? + 1;
            }
            if text[after..].starts_with(b": ") {
                after += 2;
            }
            return Some((elapsed, after, has_busy));
        }
        from = at;
    }
}

/// The nanoseconds of `1.20ms`, as `Duration` is formatted with `{:.2?}`.
pub fn parse_duration(text: &str) -> Option<u64> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, unit) = text.split_at(digits);
    let unit = match unit {
        "ns" => 1.0,
        "µs" | "us" => 1e3,
        "ms" => 1e6,
        "s" => 1e9,
        "m" | "min" => 60e9,
        "h" => 3600e9,
        _ => return None,
    };
    let nanos = number.parse::<f64>().ok()? * unit;
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the value is checked, and the fraction of a nanosecond is no loss"
    )]
    (0.0..1e19).contains(&nanos).then_some(nanos.round() as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn record(line: &str) -> Record {
        read(line.as_bytes(), 0, line.len(), 0).expect("a record")
    }

    #[test]
    fn the_default_words_are_events() {
        let line = "2026-11-22 12:00:00,123 - ERROR - error Store::save(x=\"a) in b\") in 9.30µs: no: (os error 2)";
        let error = record(line);
        assert_eq!((error.event, error.elapsed), (Event::Error, 9300));
        assert_eq!(error.function.of(line.as_bytes()), b"Store::save");
        assert_eq!(error.error.of(line.as_bytes()), b"no: (os error 2)");
        let done = record("2026-11-22 12:00:00,123 - INFO - done f() in 2.10s (busy 1.31ms) -> 3");
        assert_eq!(
            (done.event, done.elapsed, done.has_busy),
            (Event::Done, 2_100_000_000, true)
        );
    }

    #[test]
    fn other_words_are_messages() {
        for message in [
            "추적 시작",
            "start",
            "start all over (again)",
            "done f()",
            "error: f() in 3ms",
        ] {
            let line = format!("2026-11-22 12:00:00,123 - INFO - {message}");
            assert_eq!(record(&line).event, Event::Message, "{message}");
        }
    }

    #[test]
    fn lines_of_tree_are_read() {
        let line = "12:00:00.007 ERROR 0def      ✗ error load(n=1) in 1.50ms: no";
        let error = read_tree(line.as_bytes(), 0, line.len()).expect("a record");
        assert_eq!((error.event, error.elapsed), (Event::Error, 1_500_000));
        assert_eq!(error.level.of(line.as_bytes()), b"ERROR");
        assert_eq!(error.error.of(line.as_bytes()), b"no");
        let line = "12:00:00.007  WARN       · done f() in 3.00ms";
        let message = read_tree(line.as_bytes(), 0, line.len()).expect("a record");
        assert_eq!(message.event, Event::Message);
        for line in [
            "12:00:00.007 ERROR",
            "12:00:00.007 ERROR 0def x",
            "12:00:00.007 LOUDX 0def ✗ x",
        ] {
            assert!(
                read_tree(line.as_bytes(), 0, line.len()).is_none(),
                "{line}"
            );
        }
    }

    #[test]
    fn a_line_of_another_logger_is_no_record() {
        for line in [
            "",
            "[2026-11-22T12:00:00Z INFO a] b",
            "2026-11-22 12:00:00,123 - INFO",
            "2026-11-22 12:00:00,123 - LOUD - m",
        ] {
            assert!(read(line.as_bytes(), 0, line.len(), 0).is_none(), "{line}");
        }
    }
}
