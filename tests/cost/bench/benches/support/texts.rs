//! Lines of this repository, as arguments of calls.

use std::sync::LazyLock;

/// The lines of a row.
pub type Lines = LazyLock<Vec<&'static str>>;

/// The number of lines of a row: three for each of its calls, whose number `src/calls.rs` has.
const COUNT: usize = 3 * 40;

/// Prose without a word of secret names.
pub static PROSE: Lines = LazyLock::new(|| {
    let files = [
        include_str!("../../../../../README.md"),
        include_str!("../../../../../docs/contract.md"),
        include_str!("../../../../../docs/ship.md"),
        include_str!("../../../../../tracked-macro/docs/tracked.md"),
    ];
    let is_prose = |line: &str| line.starts_with(|c: char| c.is_alphabetic() || c == '-');
    lines(&files, |line| {
        is_prose(line) && line.len() >= 60 && !has_word(line)
    })
});

/// Lines of code without a word of secret names.
pub static CODE: Lines = LazyLock::new(|| lines(&CODE_FILES, |line| !has_word(line)));

/// Lines of code with a word of secret names.
pub static TOKENS: Lines = LazyLock::new(|| lines(&CODE_FILES, has_word));

const CODE_FILES: [&str; 4] = [
    include_str!("../../../../../tracked-core/src/event/key_values.rs"),
    include_str!("../../../../../tracked-core/src/logger/format/json_fields.rs"),
    include_str!("../../../../../tracked-macro/src/expand/input/block.rs"),
    include_str!("../../../../../tracked-macro/src/expand/input/tokens.rs"),
];

fn lines(files: &[&'static str], is_used: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let lines = files.iter().flat_map(|file| file.lines()).map(str::trim);
    let lines = lines.filter(|line| (30..200).contains(&line.len()) && !line.starts_with("//"));
    let lines: Vec<&str> = lines.filter(|line| is_used(line)).collect();
    lines.iter().copied().cycle().take(COUNT).collect()
}

fn has_word(line: &str) -> bool {
    const WORDS: [&str; 13] = [
        "authorization",
        "basic",
        "bearer",
        "cookie",
        "credential",
        "dsn",
        "jwt",
        "key",
        "pass",
        "pwd",
        "secret",
        "token",
        "://",
    ];
    let line = line.to_lowercase();
    WORDS.iter().any(|word| line.contains(word))
}
