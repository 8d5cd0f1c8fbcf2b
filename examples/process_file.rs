//! An unattended process that reads files and leaves one log file that says how each of them ended.
//!
//! It reads the files of the command line and counts their lines, words and bytes. A file that cannot be read leaves
//! its error in the log, and the run continues. The exit status is 1 if any file failed.
//!
//! Without arguments it demonstrates this with two files of the repository and one that does not exist, and ends with
//! status 0.
//!
//! ```sh
//! cargo run --example process_file
//! ```
//!
//! prints
//!
//! ```text
//! 2 of 3 files: 223 lines, 1751 words, 12437 bytes; log: process_log.txt
//! ```
//!
//! and appends to `process_log.txt`
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - 추적 시작
//! 2026-11-22 12:00:00,123 - INFO - start process_file(filename="LICENSE-APACHE")
//! 2026-11-22 12:00:00,124 - INFO - 파일 처리 완료: LICENSE-APACHE
//! 2026-11-22 12:00:00,124 - INFO - 추적 종료
//! 2026-11-22 12:00:00,124 - INFO - 추적 시작
//! 2026-11-22 12:00:00,124 - INFO - start process_file(filename="LICENSE-MIT")
//! 2026-11-22 12:00:00,124 - INFO - 파일 처리 완료: LICENSE-MIT
//! 2026-11-22 12:00:00,124 - INFO - 추적 종료
//! 2026-11-22 12:00:00,124 - INFO - 추적 시작
//! 2026-11-22 12:00:00,124 - INFO - start process_file(filename="no_such_file.txt")
//! 2026-11-22 12:00:00,124 - ERROR - 파일 처리 중 에러 발생: No such file or directory (os error 2)
//! 2026-11-22 12:00:00,124 - ERROR - 프로세스 실행 중 에러 발생: No such file or directory (os error 2)
//! ```

use std::fmt::{self, Display, Formatter};
use std::process::ExitCode;
use std::{env, fs, io};

use tracked_core::tracked;

const LOG: &str = "process_log.txt";

/// The files of the demonstration. The last one does not exist.
const DEMONSTRATION: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "no_such_file.txt"];

#[tracked(
    start = "추적 시작",
    done = "추적 종료",
    err = "프로세스 실행 중 에러 발생: {err}"
)]
fn start_tracking(filename: &str) -> io::Result<Counts> {
    process_file(filename)
}

#[tracked(
    done = "파일 처리 완료: {filename}",
    err = "파일 처리 중 에러 발생: {err}"
)]
fn process_file(filename: &str) -> io::Result<Counts> {
    let text = fs::read_to_string(filename)?;
    Ok(Counts {
        lines: text.lines().count(),
        words: text.split_whitespace().count(),
        bytes: text.len(),
    })
}

fn main() -> ExitCode {
    tracked_core::builder().file(LOG).init();
    let mut filenames: Vec<String> = env::args().skip(1).collect();
    let is_demonstration = filenames.is_empty();
    if is_demonstration {
        filenames = DEMONSTRATION.map(str::to_owned).to_vec();
    }

    let mut summary = Summary::default();
    for filename in &filenames {
        summary.add(start_tracking(filename).ok());
    }
    println!("{summary}; log: {LOG}");
    if summary.processed == summary.files || is_demonstration {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

struct Counts {
    lines: usize,
    words: usize,
    bytes: usize,
}

#[derive(Default)]
struct Summary {
    files: usize,
    processed: usize,
    lines: usize,
    words: usize,
    bytes: usize,
}

impl Summary {
    /// Adds one file: its counts, or `None` if it failed.
    fn add(&mut self, counts: Option<Counts>) {
        self.files += 1;
        if let Some(counts) = counts {
            self.processed += 1;
            self.lines += counts.lines;
            self.words += counts.words;
            self.bytes += counts.bytes;
        }
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Summary {
            files,
            processed,
            lines,
            words,
            bytes,
        } = self;
        write!(
            f,
            "{processed} of {files} files: {lines} lines, {words} words, {bytes} bytes"
        )
    }
}
