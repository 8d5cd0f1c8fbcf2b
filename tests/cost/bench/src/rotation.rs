//! How long a rotation by size takes beside few and many old files.

use std::fs;

use crate::calls::bench;
use crate::cpu::minimum;
use crate::package::workspace;
use crate::table;

const OLD_FILES: [u32; 2] = [10, 10_000];

/// Prints the times, and their ratios to the first. Few and many files take turns.
pub fn measure(rounds: usize) {
    let mut times = OLD_FILES.map(|_| [Vec::new(), Vec::new()]);
    for _ in 0..rounds {
        for (old_files, times) in OLD_FILES.iter().zip(&mut times) {
            let round = time(*old_files);
            times
                .iter_mut()
                .zip(round)
                .for_each(|(times, time)| times.push(time));
        }
    }
    let columns = OLD_FILES.map(|old_files| format!("{old_files} old files"));
    table::print_head(
        "Microseconds of a rotation (ratio to 10 old files)",
        &columns,
    );
    for (row, name) in ["first of a process", "each later one"].iter().enumerate() {
        let times = times.each_ref().map(|times| minimum(&times[row]) / 1e3);
        let cells = times.map(|time| format!("{time:.0} ({:.2})", time / times[0]));
        table::print_row(name, &cells);
    }
}

/// The nanoseconds of the first rotation of a process, and of a later one.
fn time(old_files: u32) -> [f64; 2] {
    let folder = workspace().join("target/bench-rotation");
    _ = fs::remove_dir_all(&folder);
    let output = bench("rotation")
        .arg(&folder)
        .arg(old_files.to_string())
        .output()
        .expect("cargo");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let files = fs::read_dir(&folder).expect("the folder").count();
    assert_eq!(files, old_files as usize + 1);
    _ = fs::remove_dir_all(&folder);
    let times = String::from_utf8_lossy(&output.stdout);
    let mut times = times
        .split_whitespace()
        .map(|time| time.parse().expect("a number"));
    [(); 2].map(|()| times.next().expect("two times"))
}
