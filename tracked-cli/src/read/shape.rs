//! A line of JSON in any order of members, rewritten into the order of the format.

use serde_json::{Map, Value};

use tracked_core::log_format::members;

use super::json;
use super::reader::Reader;
use super::record::{Range, Record};

/// Reads the line at `start..end` of the block. The rewritten line is appended to the block, as a line of its own.
pub fn read(block: &mut Vec<u8>, start: usize, end: usize, reader: &mut Reader) -> Option<Record> {
    let Value::Object(object) = serde_json::from_slice(block.get(start..end)?).ok()? else {
        return None;
    };
    let len = block.len();
    block.push(b'\n');
    let rewritten = block.len();
    write(block, &object)?;
    let record = json::head(block, rewritten, reader).map(|(mut record, rest)| {
        record.rest = Range::new(rest, block.len());
        record
    });
    if record.is_none() {
        block.truncate(len);
    }
    record
}

fn write(block: &mut Vec<u8>, object: &Map<String, Value>) -> Option<()> {
    let mut separator = b'{';
    for name in members::ORDER {
        let Some(value) = object.get(name) else {
            continue;
        };
        let is_of_its_type = match name {
            members::ELAPSED_NS
            | members::BUSY_NS
            | members::PID
            | members::TID
            | members::LINE => value.is_u64(),
            members::FIELDS => value.is_object(),
            members::RETURN => true,
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
