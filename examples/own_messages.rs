//! How do I write my own messages, in any language?
//!
//! ```sh
//! cargo run --example own_messages
//! ```
//!
//! appends to `process_log.txt`, if there is an `example.txt`,
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - 추적 시작
//! 2026-11-22 12:00:00,123 - INFO - start process_file(filename="example.txt")
//! 2026-11-22 12:00:00,124 - INFO - 파일 처리 완료: example.txt
//! 2026-11-22 12:00:00,124 - INFO - 추적 종료
//! ```

use std::{fs, io};
use tracked_core::tracked;

#[tracked(
    done = "파일 처리 완료: {filename}",
    err = "파일 처리 중 에러 발생: {err}"
)]
fn process_file(filename: &str) -> io::Result<usize> {
    Ok(fs::read_to_string(filename)?.lines().count())
}

#[tracked(
    start = "추적 시작",
    done = "추적 종료",
    err = "프로세스 실행 중 에러 발생: {err}"
)]
fn start_tracking(filename: &str) -> io::Result<usize> {
    process_file(filename)
}

fn main() {
    tracked_core::builder().file("process_log.txt").init();
    let _ = start_tracking("example.txt");
}
