//! The README shows what the program prints.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::log::{answer, folder};

#[test]
fn the_readme_shows_the_answers() {
    let log = folder("readme").join("shop.log");
    let programs = Path::new(env!("CARGO_BIN_EXE_tracked"))
        .parent()
        .expect("a folder");
    let status = Command::new(programs.join("examples/shop"))
        .arg(&log)
        .status();
    let status = status.expect("the example, which `cargo build --example shop` builds");
    assert!(status.success());
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(readme).expect("the README");
    let mut blocks = readme
        .split("```text\n")
        .skip(1)
        .filter_map(|block| block.split("```").next());
    let log = log.display().to_string();
    for command in [&[][..], &["tree"]] {
        let arguments: Vec<&str> = command.iter().copied().chain([&*log]).collect();
        let shown = blocks.next().expect("a block of text");
        assert_eq!(
            without_times(&answer(&arguments, "")),
            without_times(shown),
            "{command:?}"
        );
    }
}

/// The lines of a text, in which each time and each id is the same. Times decide the order of functions.
fn without_times(text: &str) -> Vec<Vec<&str>> {
    let lines = text
        .lines()
        .map(|line| line.split_whitespace().map(word).collect());
    let mut lines: Vec<Vec<&str>> = lines.collect();
    lines.sort_unstable();
    lines
}

fn word(word: &str) -> &str {
    let time = word.trim_start_matches(['(', '~']).trim_end_matches(')');
    let starts_with_digit = time.starts_with(|c: char| c.is_ascii_digit());
    let is_time = starts_with_digit && (time.ends_with('s') || time.contains([':', '-']));
    let is_id = word.len() == 16 && word.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_time || is_id { "T" } else { word }
}
