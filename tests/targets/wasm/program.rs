//! A library that a page loads. The page reads the records from the memory of the library.

use std::num::ParseIntError;
use std::sync::Mutex;

use log::{LevelFilter, Log, Metadata, Record};
use tracked_core::tracked;

#[tracked]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

/// Returns how long the log is.
#[unsafe(no_mangle)]
pub extern "C" fn run() -> usize {
    let _ = log::set_logger(&Lines);
    log::set_max_level(LevelFilter::Info);
    let _ = (parse("7"), parse("x"));
    LINES.lock().unwrap().len()
}

#[unsafe(no_mangle)]
pub extern "C" fn text() -> *const u8 {
    LINES.lock().unwrap().as_ptr()
}

static LINES: Mutex<String> = Mutex::new(String::new());

struct Lines;

impl Log for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let line = format!("{} {}\n", record.level(), record.args());
        LINES.lock().unwrap().push_str(&line);
    }

    fn flush(&self) {}
}
