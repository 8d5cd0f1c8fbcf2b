//! The lines of a block as records.

use memchr::memchr;

use super::record::Record;
use super::{json, shape, text};

/// The records of a block, and the block that they refer to.
#[derive(Debug, Default)]
pub struct Batch {
    pub block: Vec<u8>,
    pub records: Vec<Record>,
    /// Lines that are no records.
    pub skipped: u64,
}

impl Batch {
    /// Reads all lines of the block. `offset` is the offset from UTC in seconds, for lines of `Text`.
    pub fn read_lines(&mut self, offset: i64) {
        self.records.clear();
        self.skipped = 0;
        // Rewritten lines are appended to the block.
        let len = self.block.len();
        let mut start = 0;
        while start < len {
            let end = memchr(b'\n', &self.block[start..len]).map_or(len, |found| start + found);
            let next = end + 1;
            let end = if end > start && self.block[end - 1] == b'\r' {
                end - 1
            } else {
                end
            };
            if end > start {
                match self.read_line(start, end, offset) {
                    Some(record) => self.records.push(record),
                    None => self.skipped += 1,
                }
            }
            start = next;
        }
    }

    fn read_line(&mut self, start: usize, end: usize, offset: i64) -> Option<Record> {
        match self.block[start] {
            b'{' => json::read(&self.block, start, end)
                .or_else(|| shape::read(&mut self.block, start, end)),
            b' ' | b'\t' => shape::read(&mut self.block, start, end),
            _ => text::read(&self.block, start, end, offset)
                .or_else(|| text::read_tree(&self.block, start, end)),
        }
    }
}
