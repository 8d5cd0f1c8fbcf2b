//! A line of JSON in any order of members, rewritten into the order of the format.

use serde_json::{Map, Value};

use super::json::{self, MEMBERS};
use super::record::Record;

/// Reads the line at `start..end` of the block. The rewritten line is appended to the block.
pub fn read(block: &mut Vec<u8>, start: usize, end: usize) -> Option<Record> {
    let Value::Object(object) = serde_json::from_slice(block.get(start..end)?).ok()? else {
        return None;
    };
    let rewritten = block.len();
    write(block, &object)?;
    let record = json::read(block, rewritten, block.len());
    if record.is_none() {
        block.truncate(rewritten);
    }
    record
}

fn write(block: &mut Vec<u8>, object: &Map<String, Value>) -> Option<()> {
    let mut separator = b'{';
    for name in MEMBERS {
        let Some(value) = object.get(name) else {
            continue;
        };
        let is_of_its_type = match name {
            "elapsed_ns" | "busy_ns" | "pid" | "tid" | "line" => value.is_u64(),
            "fields" => value.is_object(),
            "return" => true,
            _ => value.is_string(),
        };
        if is_of_its_type {
            block.push(separator);
            serde_json::to_writer(&mut *block, name).ok()?;
            block.push(b':');
            serde_json::to_writer(&mut *block, value).ok()?;
            separator = b',';
        }
    }
    block.push(b'}');
    Some(())
}

#[cfg(test)]
mod tests {
    use super::super::record::Event;
    use super::*;

    #[test]
    fn members_in_any_order_are_read() {
        let line =
            br#"{ "message": "m", "event": "start", "function": "f", "span_id": "1f", "other": [1],
            "level": 5, "time": "2026-11-22T12:00:00Z" }"#;
        let mut block = line.to_vec();
        let record = read(&mut block, 0, line.len()).expect("a record");
        assert_eq!((record.event, record.span), (Event::Start, 0x1f));
        assert_eq!(record.message.of(&block), b"m");
    }

    #[test]
    fn other_values_are_no_records() {
        for line in [
            "",
            "1",
            "[]",
            "{}",
            r#"{"msg":"m"}"#,
            r#"{"time":"2026-11-22T12:00:00Z","level":"INFO","msg":"m"}"#,
            r#"{"time":1}"#,
            r#"{"time":"noon"}"#,
        ] {
            let mut block = line.as_bytes().to_vec();
            assert!(read(&mut block, 0, line.len()).is_none(), "{line}");
            assert_eq!(block, line.as_bytes());
        }
    }
}
