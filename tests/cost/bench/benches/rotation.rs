//! Rotates a log beside old files, and prints the nanoseconds of the first rotation and of a later one.
//! `tracked-bench rotation` runs this program.
//!
//! Arguments: a folder that does not exist, the number of old files.

use std::env;
use std::fs::{self, File};
use std::path::Path;
use std::time::{Duration, Instant};

use tracked_core::{Rotate, log};

fn main() {
    let arguments: Vec<String> = env::args().collect();
    // `cargo bench` appends `--bench`.
    let [_, folder, old_files, ..] = &arguments[..] else {
        panic!("expected FOLDER OLD_FILES");
    };
    let folder = Path::new(folder);
    let old_files: usize = old_files.parse().expect("a number of files");
    fs::create_dir_all(folder).expect("a folder");
    for number in 1..=old_files {
        File::create(folder.join(format!("log.txt.{number}"))).expect("a file");
    }
    // Each record begins a new file.
    tracked_core::builder()
        .file(folder.join("log.txt"))
        .rotate(Rotate::size(1).keep(old_files))
        .init();
    log::info!("the first record needs no rotation");
    let first = time(1);
    let later = time(LATER);
    println!("{first} {later}");
}

const LATER: u32 = 200;

/// The nanoseconds of a rotation.
fn time(rotations: u32) -> u128 {
    let start = Instant::now();
    for _ in 0..rotations {
        log::info!("a record");
    }
    let time: Duration = start.elapsed() / rotations;
    time.as_nanos()
}
