//! How many instructions a call takes, counted by valgrind: the same in each run, however busy the machine is.

use std::env;
use std::fs;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::mode::Mode;
use super::subject::Subject;
use super::worker;

/// The difference between so many calls and twice as many is counted, after as many to warm up.
const CALLS: u64 = 500;

/// How many instructions a call of each subject takes.
pub fn count(mode: Mode, subjects: &[String]) -> Vec<f64> {
    let folder = Folder::new();
    let worker = worker::command();
    let output = Command::new("valgrind")
        .arg("--tool=callgrind")
        .arg(format!(
            "--callgrind-out-file={}",
            folder.0.join("of").display()
        ))
        // The counts since the last mark are written, and begin anew.
        .arg(format!("--dump-before={}::mark*", module_path!()))
        .arg(worker.get_program())
        .args(worker.get_args())
        .args(["instructions", mode.name()])
        .args(subjects)
        .stdin(Stdio::null())
        .output()
        .expect("valgrind");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let calls = f64::from(u32::try_from(CALLS).expect("not many"));
    (0..subjects.len())
        .map(|subject| {
            // Behind the warm-up, behind the calls, behind twice as many.
            let [_, once, twice] = [1, 2, 3].map(|mark| folder.read(3 * subject + mark));
            (twice - once) / calls
        })
        .collect()
}

/// The version of valgrind, if there is one.
pub fn valgrind() -> Option<String> {
    let output = Command::new("valgrind").arg("--version").output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// What a worker does while its instructions are counted.
pub fn work(subjects: &[Subject]) {
    for subject in subjects {
        for calls in [CALLS, CALLS, 2 * CALLS] {
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

/// A folder for the counts.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        let folder = env::temp_dir().join(format!("tracked-perf-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        Folder(folder)
    }

    /// The instructions before a mark.
    fn read(&self, mark: usize) -> f64 {
        let path = self.0.join(format!("of.{mark}"));
        let counts = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
        counts
            .lines()
            .find_map(|line| line.strip_prefix("totals: "))
            .and_then(|total| total.parse().ok())
            .expect("a total")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
