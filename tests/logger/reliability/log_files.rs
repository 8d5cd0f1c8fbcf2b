//! The records in the files of a log.

use std::collections::HashMap;
use std::fs;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// The message of a record. It depends only on these numbers, so that a reader can check that it is complete.
pub fn message(writer: u32, number: u32) -> String {
    let filling = "가나다라마바사".repeat(number as usize % 8);
    format!("writer {writer} record {number} {filling} end")
}

/// The records of all files in a folder whose names start with `log`.
#[derive(Default)]
pub struct Log {
    whole: HashMap<(u32, u32), u32>,
    pub torn: u32,
    /// The number of lost records that the log itself reports.
    pub reported: u32,
}

impl Log {
    pub fn read(folder: &Path) -> Self {
        let mut log = Self::default();
        for file in fs::read_dir(folder).expect("the folder is there") {
            let path = file.expect("a file").path();
            let name = path.file_name().expect("a name").to_string_lossy();
            if name.starts_with("log") {
                let mut text = fs::read(&path).expect("the file can be read");
                // A process that is killed may leave a compressed file without `.gz`.
                if text.starts_with(&[0x1f, 0x8b]) {
                    let mut plain = Vec::new();
                    let mut gzip = MultiGzDecoder::new(text.as_slice());
                    gzip.read_to_end(&mut plain).expect("a complete file");
                    text = plain;
                }
                log.add(&String::from_utf8_lossy(&text));
            }
        }
        log
    }

    fn add(&mut self, text: &str) {
        for line in text.split_inclusive('\n') {
            self.add_line(line);
        }
    }

    fn add_line(&mut self, line: &str) {
        let message = line
            .strip_suffix('\n')
            .filter(|line| has_time(line))
            .and_then(|line| line.get(26..))
            .and_then(|line| line.split_once(" - "))
            .map(|(_, message)| message);
        let record = message.and_then(numbers);
        if let Some(record) = record {
            *self.whole.entry(record).or_default() += 1;
        } else if let Some(lost) = message.and_then(lost) {
            self.reported += lost;
        } else if !message.is_some_and(|message| message.starts_with("panicked at ")) {
            self.torn += 1;
        }
    }

    pub fn found(&self) -> u32 {
        u32::try_from(self.whole.len()).expect("not that many")
    }

    pub fn duplicated(&self) -> u32 {
        self.whole.values().map(|count| count - 1).sum()
    }

    pub fn has(&self, record: (u32, u32)) -> bool {
        self.whole.contains_key(&record)
    }
}

/// Whether a line starts like `2026-11-22 12:00:00,123 - `.
fn has_time(line: &str) -> bool {
    let pattern = b"0000-00-00 00:00:00,000 - ";
    let line = line.as_bytes();
    line.len() > pattern.len()
        && line
            .iter()
            .zip(pattern)
            .all(|(byte, pattern)| match pattern {
                b'0' => byte.is_ascii_digit(),
                _ => byte == pattern,
            })
}

fn numbers(text: &str) -> Option<(u32, u32)> {
    let (writer, rest) = text.strip_prefix("writer ")?.split_once(" record ")?;
    let (number, _) = rest.split_once(' ')?;
    let (writer, number) = (writer.parse().ok()?, number.parse().ok()?);
    (text == message(writer, number)).then_some((writer, number))
}

/// The count in `tracked: 3 records lost: No space left on device (os error 28)`.
fn lost(text: &str) -> Option<u32> {
    let (count, rest) = text.strip_prefix("tracked: ")?.split_once(" record")?;
    let cause = rest.strip_prefix('s').unwrap_or(rest);
    let is_whole = cause.starts_with(" lost: ") && cause.ends_with(')');
    count.parse().ok().filter(|_| is_whole)
}
