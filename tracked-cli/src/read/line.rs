//! The lines of a block as records.

use memchr::memchr;

use super::reader::Reader;
use super::record::{Event, Range, Record};
use super::{json, shape, text};

/// Visits the records of a block. Returns the number of lines that are no records.
///
/// Lines in another order of members are rewritten and appended to the block.
pub fn read_lines(
    block: &mut Vec<u8>,
    reader: &mut Reader,
    mut visit: impl FnMut(&Record, &[u8]),
) -> u64 {
    let len = block.len();
    let (mut start, mut line, mut skipped) = (0, 0, 0);
    while start < len {
        let head = json::head(&block[..len], start, reader);
        let from = head.map_or(start, |(_, end)| end);
        let found = memchr(b'\n', &block[from..len]).map(|found| from + found);
        let end = found.unwrap_or(len);
        let trimmed = if end > from && block[end - 1] == b'\r' {
            end - 1
        } else {
            end
        };
        let record = head
            .and_then(|(record, rest)| complete(record, rest, trimmed, found.is_none(), block))
            .or_else(|| other_shape(block, start, trimmed, reader));
        match record {
            Some(mut record) => {
                record.line = line;
                visit(&record, block);
            }
            None => skipped += u64::from(trimmed > start),
        }
        line += 1;
        start = end + 1;
    }
    skipped
}

/// The record, if the rest of its line has the form of ours.
///
/// Of a call, the start and the end of the rest are compared. Other lines of JSON can be those of other loggers, and a
/// line without an end can be cut: their rest is read.
#[inline]
fn complete(
    mut record: Record,
    rest: usize,
    end: usize,
    is_last: bool,
    block: &[u8],
) -> Option<Record> {
    record.rest = Range::new(rest, end);
    let bytes = &block[rest..end];
    if record.event == Event::Message || is_last {
        is_record(&record, block).then_some(record)
    } else {
        let is_whole = bytes.starts_with(b",\"") && bytes.ends_with(b"}") || bytes == b"}";
        is_whole.then_some(record)
    }
}

/// Whether the members are those of a record of ours, and not of another logger that writes JSON.
fn is_record(record: &Record, block: &[u8]) -> bool {
    let texts = json::texts(record.rest.of(block));
    let is_message = record.event == Event::Message;
    texts.is_some_and(|texts| !is_message || record.level.is_some() && !texts.message.is_empty())
}

#[cold]
fn other_shape(
    block: &mut Vec<u8>,
    start: usize,
    end: usize,
    reader: &mut Reader,
) -> Option<Record> {
    match block.get(start..end)?.first()? {
        b'{' | b' ' | b'\t' => {
            shape::read(block, start, end, reader).filter(|record| is_record(record, block))
        }
        _ => text::read(block, start, end, reader)
            .or_else(|| text::read_tree(block, start, end, reader)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(Record, String)>, u64) {
        let mut records = Vec::new();
        let mut block = text.as_bytes().to_vec();
        let skipped = read_lines(&mut block, &mut Reader::default(), |record, block| {
            let message = String::from_utf8_lossy(record.texts(block).message).into_owned();
            records.push((*record, message));
        });
        (records, skipped)
    }

    const CALL: &str = r#"{"time":"2026-11-22T12:00:00Z","event":"done","function":"f","span_id":"1f","message":"m"}"#;

    #[test]
    fn members_in_any_order_are_read() {
        let line = r#"{ "message": "m", "event": "start", "function": "f", "span_id": "1f", "other": [1], "level": 5, "time": "2026-11-22T12:00:00Z" }"#;
        let (records, _) = read(line);
        assert_eq!(
            (records[0].0.event, records[0].0.span),
            (Event::Start, 0x1f)
        );
        assert_eq!(records[0].1, "m");
    }

    #[test]
    fn a_record_has_its_line() {
        let spaced = CALL.replace(',', ", ");
        let mut block = [CALL, &spaced, "x", CALL, &spaced].join("\n").into_bytes();
        let mut lines = Vec::new();
        read_lines(&mut block, &mut Reader::default(), |record, block| {
            lines.push(String::from_utf8_lossy(record.json(block)).into_owned());
        });
        assert_eq!(lines, [CALL; 4]);
    }

    #[test]
    fn other_values_are_no_records() {
        for line in [
            "1",
            "[]",
            "{}",
            r#"{"msg":"m"}"#,
            r#"{"time":"2026-11-22T12:00:00Z","level":"INFO","msg":"m"}"#,
            r#"{"time":1}"#,
            r#"{"time":"noon"}"#,
            &CALL[..CALL.len() - 1],
        ] {
            let (records, skipped) = read(line);
            assert_eq!((records.len(), skipped), (0, 1), "{line}");
            let (records, skipped) = read(&format!("{line}\n{CALL}\r\n\n\n{CALL}"));
            assert_eq!((records.len(), skipped), (2, 1), "{line}");
            assert_eq!(records[1].0.line, 4);
        }
    }
}
