//! How many instructions a call takes, counted by valgrind: the same in each run, however busy the machine is.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};

use super::folder::Folder;
use super::mode::Mode;
use super::subject::Subject;
use super::worker;

/// How many instructions a call of each subject takes: the difference between so many calls and twice as many.
pub fn count(mode: Mode, calls: u32, subjects: &[String]) -> Vec<f64> {
    let folder = Folder::new();
    let counts = folder.path().join("counts");
    let worker = worker::command();
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--separate-threads=yes"])
        .arg(format!("--callgrind-out-file={}", counts.display()))
        // The counts since the last mark are written, and begin anew.
        .arg(format!("--dump-before={}::mark*", module_path!()))
        .arg(worker.get_program())
        .args(worker.get_args())
        .args(["instructions", &calls.to_string(), mode.name()])
        .args(subjects)
        .stdin(Stdio::null())
        .output()
        .expect("valgrind");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    (0..subjects.len())
        .map(|subject| {
            let at = |mark: usize| {
                // Those of the first thread, which calls.
                let extension = format!("{}-01", 3 * subject + mark);
                read(&counts.with_extension(extension))
            };
            let (once, twice) = (at(2), at(3));
            (twice - once) / f64::from(calls)
        })
        .collect()
}

/// The version of valgrind, if there is one.
pub fn valgrind() -> Option<String> {
    let output = Command::new("valgrind").arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a worker does while its instructions are counted.
pub fn work(calls: u64, subjects: &[Subject]) {
    for subject in subjects {
        // The first are to warm up.
        for calls in [calls, calls, 2 * calls] {
            subject(calls);
            mark();
        }
    }
}

/// Where counts are written.
#[inline(never)]
fn mark() {
    black_box(());
}

/// The instructions before a mark.
fn read(counts: &Path) -> f64 {
    let counts = fs::read_to_string(counts).expect("what valgrind counted");
    counts
        .lines()
        .find_map(|line| line.strip_prefix("totals: "))
        .and_then(|total| total.parse().ok())
        .expect("a total")
}
