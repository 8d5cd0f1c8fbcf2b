//! Lines of `Text` and `Tree` in the default words. They have no ids.

use tracked_core::Level;

use super::names::Hash;
use super::reader::Reader;
use super::record::{Event, Range, Record, Texts};
use super::timestamp;

/// Reads the line at `start..end` of the block: `2026-11-22 12:00:00,123 - INFO - message`.
pub fn read(block: &[u8], start: usize, end: usize, reader: &mut Reader) -> Option<Record> {
    let line = block.get(start..end)?;
    let (seconds, rest) = timestamp::date_and_time(line)?;
    let (nanos, rest) = timestamp::fraction(rest);
    let rest = rest.strip_prefix(b" - ")?;
    let (word, rest) = rest.split_at(rest.iter().position(|byte| *byte == b' ')?);
    let message = rest.strip_prefix(b" - ")?;
    let mut record = Record {
        time: (seconds - reader.offset) * 1_000_000_000 + nanos,
        level: Some(level(word)?),
        thread: reader.threads.number_of(0, 0, || b""),
        rest: Range::new(end - message.len(), end),
        ..Record::default()
    };
    set_event(message, &mut record, reader);
    Some(record)
}

/// Reads the line of `Tree` at `start..end` of the block: `12:00:00.007 ERROR 0def    ✗ message`.
///
/// Such a line has no date, so the time counts from 1970-01-01.
pub fn read_tree(block: &[u8], start: usize, end: usize, reader: &mut Reader) -> Option<Record> {
    let line = block.get(start..end)?;
    let (time, rest) = line.split_at_checked(12)?;
    let (seconds, fraction) = timestamp::date_and_time(&[b"1970-01-01T", time].concat())
        .map(|(seconds, fraction)| (seconds, timestamp::fraction(fraction).0))?;
    let rest = rest.strip_prefix(b" ")?;
    let (word, rest) = rest.split_at_checked(5)?;
    let level = level(word.trim_ascii_start())?;
    let (id, rest) = rest.strip_prefix(b" ")?.split_at_checked(4)?;
    if id != b"    " && !id.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let rest = rest.trim_ascii_start();
    let marks = ["· ", "→ ", "← ", "✗ ", "⊘ "];
    let message = marks
        .iter()
        .find_map(|mark| rest.strip_prefix(mark.as_bytes()))?;
    let mut record = Record {
        time: seconds * 1_000_000_000 + fraction,
        level: Some(level),
        thread: reader.threads.number_of(0, 0, || b""),
        rest: Range::new(end - message.len(), end),
        ..Record::default()
    };
    // The mark of a message of the application differs from those of events.
    if !rest.starts_with(marks[0].as_bytes()) {
        set_event(message, &mut record, reader);
    }
    Some(record)
}

fn level(word: &[u8]) -> Option<Level> {
    let word = std::str::from_utf8(word).ok()?;
    word.parse()
        .ok()
        .filter(|level: &Level| level.as_str() == word)
}

fn set_event(message: &[u8], record: &mut Record, reader: &mut Reader) {
    let Some(words) = Words::of(message) else {
        return;
    };
    let hash = Hash::of(words.function);
    let Some(function) = reader.functions.number_of(words.function, hash) else {
        return;
    };
    record.function = function;
    record.event = words.event;
    record.elapsed = words.elapsed;
    record.has_busy = words.has_busy;
}

/// The texts of a line whose message is `message`.
pub fn texts(message: &[u8]) -> Texts<'_> {
    let mut texts = Texts {
        message,
        ..Texts::default()
    };
    if let Some(words) = Words::of(message) {
        texts.fields = words.arguments;
        texts.error = words.error;
    }
    texts
}

/// The parts of `error NAME(ARGS) in TIME: ERROR`.
#[derive(Debug)]
struct Words<'a> {
    event: Event,
    function: &'a [u8],
    /// Empty if an argument could contain the end of the arguments.
    arguments: &'a [u8],
    elapsed: u64,
    has_busy: bool,
    error: &'a [u8],
}

impl<'a> Words<'a> {
    /// Any other message is one of the application.
    fn of(message: &'a [u8]) -> Option<Self> {
        let (event, call) = Event::NAMED.into_iter().find_map(|(name, event)| {
            let rest = message.strip_prefix(name.as_bytes())?;
            Some((event, rest.strip_prefix(b" ")?))
        })?;
        let (function, call) = call.split_at(call.iter().position(|byte| *byte == b'(')?);
        let is_name = |byte: &u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b':' | b'#') || *byte >= 0x80
        };
        if event == Event::Run || function.is_empty() || !function.iter().all(is_name) {
            return None;
        }
        let mut words = Words {
            event,
            function,
            arguments: &[],
            elapsed: 0,
            has_busy: false,
            error: &[],
        };
        if event == Event::Start {
            words.arguments = call[1..].strip_suffix(b")").unwrap_or_default();
            return Some(words);
        }
        let end = End::first(call, 0)?;
        words.elapsed = end.elapsed;
        words.has_busy = end.has_busy;
        if matches!(event, Event::Error | Event::Panic) {
            words.error = &call[end.after..];
        }
        if End::first(call, end.after).is_none() {
            words.arguments = &call[1..end.at];
        }
        Some(words)
    }
}

/// `) in TIME: `, the end of the arguments.
struct End {
    at: usize,
    after: usize,
    elapsed: u64,
    has_busy: bool,
}

impl End {
    fn first(text: &[u8], mut from: usize) -> Option<Self> {
        loop {
            let at = from + memchr::memmem::find(&text[from..], b") in ")?;
            from = at + b") in ".len();
            let len = text[from..]
                .iter()
                .position(|byte| matches!(byte, b' ' | b':'))
                .unwrap_or(text.len() - from);
            let time = std::str::from_utf8(&text[from..from + len]);
            if let Some(elapsed) = time.ok().and_then(parse_duration) {
                let mut after = from + len;
                let has_busy = text[after..].starts_with(b" (busy ");
                if has_busy {
                    after += text[after..].iter().position(|byte| *byte == b')')? + 1;
                }
                if text[after..].starts_with(b": ") {
                    after += 2;
                }
                return Some(Self {
                    at,
                    after,
                    elapsed,
                    has_busy,
                });
            }
        }
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
    fn record(line: &str) -> (Record, Texts<'_>, String) {
        let mut reader = Reader::default();
        let record = read(line.as_bytes(), 0, line.len(), &mut reader)
            .or_else(|| read_tree(line.as_bytes(), 0, line.len(), &mut reader))
            .expect("a record");
        let function = String::from_utf8_lossy(reader.functions.name(record.function)).into_owned();
        (record, record.texts(line.as_bytes()), function)
    }

    #[test]
    fn the_default_words_are_events() {
        let line = "2026-11-22 12:00:00,123 - ERROR - error Store::save(x=\"a) in b\") in 9.30µs: no: (os error 2)";
        let (error, texts, function) = record(line);
        assert_eq!((error.event, error.elapsed), (Event::Error, 9300));
        assert_eq!(
            (error.level, &*function),
            (Some(Level::Error), "Store::save")
        );
        assert_eq!(texts.error, b"no: (os error 2)");
        assert_eq!(texts.fields, b"x=\"a) in b\"");
        let (done, texts, _) =
            record("2026-11-22 12:00:00,123 - INFO - done f() in 2.10s (busy 1.31ms) -> 3");
        assert_eq!(
            (done.event, done.elapsed, done.has_busy),
            (Event::Done, 2_100_000_000, true)
        );
        assert_eq!(texts.fields, b"");
    }

    #[test]
    fn arguments_with_an_unclear_end_are_left_out() {
        let line = "2026-11-22 12:00:00,123 - ERROR - error f(x=\"g() in 1s: a\") in 2s: b";
        let (error, texts, _) = record(line);
        assert_eq!((error.event, texts.fields), (Event::Error, &b""[..]));
    }

    #[test]
    fn other_words_are_messages() {
        for message in [
            "추적 시작",
            "start",
            "start all over (again)",
            "done f()",
            "run f()",
            "error: f() in 3ms",
        ] {
            let line = format!("2026-11-22 12:00:00,123 - INFO - {message}");
            assert_eq!(record(&line).0.event, Event::Message, "{message}");
        }
    }

    #[test]
    fn lines_of_tree_are_read() {
        let line = "12:00:00.007 ERROR 0def      ✗ error load(n=1) in 1.50ms: no";
        let (error, texts, _) = record(line);
        assert_eq!((error.event, error.elapsed), (Event::Error, 1_500_000));
        assert_eq!(error.level, Some(Level::Error));
        assert_eq!((texts.fields, texts.error), (&b"n=1"[..], &b"no"[..]));
        let (message, ..) = record("12:00:00.007  WARN       · done f() in 3.00ms");
        assert_eq!(message.event, Event::Message);
        for line in [
            "12:00:00.007 ERROR",
            "12:00:00.007 ERROR 0def x",
            "12:00:00.007 LOUDX 0def ✗ x",
        ] {
            let record = read_tree(line.as_bytes(), 0, line.len(), &mut Reader::default());
            assert!(record.is_none(), "{line}");
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
            let record = read(line.as_bytes(), 0, line.len(), &mut Reader::default());
            assert!(record.is_none(), "{line}");
        }
    }
}
