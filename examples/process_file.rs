//! The whole idea: an unattended process that reads files, and one log file that tells what became of each.
//!
//! It reads each file it is given, or some of this repository and one that isn't there, and counts lines, words and
//! bytes. A file that can't be read leaves an error record, and the run goes on.
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
//! 2026-11-22 12:00:00,124 - INFO - start process_file(filename="LICENSE-MIT")
//! 2026-11-22 12:00:00,124 - INFO - 파일 처리 완료: LICENSE-MIT
//! 2026-11-22 12:00:00,124 - INFO - start process_file(filename="no_such_file.txt")
//! 2026-11-22 12:00:00,124 - ERROR - 파일 처리 중 에러 발생: No such file or directory (os error 2)
//! 2026-11-22 12:00:00,124 - ERROR - 프로세스 실행 중 에러 발생: 3개 파일 중 1개를 처리하지 못했습니다
//! ```

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::process::ExitCode;
use std::{env, fs, io};

use tracked_core::tracked;

const LOG: &str = "process_log.txt";

/// What is processed where nothing is asked for.
const FILES: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "no_such_file.txt"];

fn main() -> ExitCode {
    tracked_core::builder().file(LOG).init();
    let mut filenames: Vec<String> = env::args().skip(1).collect();
    if filenames.is_empty() {
        filenames = FILES.map(str::to_owned).to_vec();
    }
    let (summary, code) = match start_tracking(&filenames) {
        Ok(summary) => (summary, ExitCode::SUCCESS),
        Err(Incomplete(summary)) => (summary, ExitCode::FAILURE),
    };
    println!("{summary}; log: {LOG}");
    code
}

#[tracked(
    start = "추적 시작",
    done = "추적 종료",
    err = "프로세스 실행 중 에러 발생: {err}"
)]
fn start_tracking(filenames: &[String]) -> Result<Summary, Incomplete> {
    let mut summary = Summary {
        files: filenames.len(),
        ..Summary::default()
    };
    for filename in filenames {
        match process_file(filename) {
            Ok(counts) => summary.add(&counts),
            Err(_) => summary.failed += 1,
        }
    }
    if summary.failed == 0 {
        Ok(summary)
    } else {
        Err(Incomplete(summary))
    }
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

struct Counts {
    lines: usize,
    words: usize,
    bytes: usize,
}

#[derive(Debug, Default)]
struct Summary {
    files: usize,
    failed: usize,
    lines: usize,
    words: usize,
    bytes: usize,
}

impl Summary {
    fn add(&mut self, counts: &Counts) {
        self.lines += counts.lines;
        self.words += counts.words;
        self.bytes += counts.bytes;
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Summary {
            files,
            failed,
            lines,
            words,
            bytes,
        } = self;
        let read = files - failed;
        write!(
            f,
            "{read} of {files} files: {lines} lines, {words} words, {bytes} bytes"
        )
    }
}

/// Some of the files could not be processed.
#[derive(Debug)]
struct Incomplete(Summary);

impl Display for Incomplete {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Summary { files, failed, .. } = self.0;
        write!(f, "{files}개 파일 중 {failed}개를 처리하지 못했습니다")
    }
}

impl Error for Incomplete {}
