//! The examples of the attribute's reference, as one program that runs them all.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::example::{normalised, root};

/// An example and the records that the reference shows for it. It may leave out some of them.
pub struct Documented {
    code: String,
    pub records: Vec<String>,
}

/// Reads the examples for which the reference shows records.
pub fn examples() -> Vec<Documented> {
    let text = fs::read_to_string(root().join("tracked-macro/docs/tracked.md")).unwrap();
    let mut lines = text.lines();
    let mut examples = Vec::new();
    let mut code = String::new();
    while let Some(line) = lines.next() {
        let Some(language) = line.strip_prefix("```") else {
            continue;
        };
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        match language {
            "" => code = module(&block),
            "text" => examples.push(Documented {
                code: std::mem::take(&mut code),
                records: block.iter().map(|record| normalised(record)).collect(),
            }),
            _ => {}
        }
    }
    examples
}

/// Runs the examples in one program and returns the records of each.
pub fn run(examples: &[Documented]) -> Vec<Vec<String>> {
    let package = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reference");
    fs::create_dir_all(&package).unwrap();
    let manifest = format!(
        "[package]\nname = \"reference\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [[bin]]\nname = \"reference\"\npath = \"main.rs\"\n\n[dependencies]\n\
         tracked-core = {{ path = '{}', default-features = false }}\n",
        root().join("tracked-core").display()
    );
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("main.rs"), program(examples)).unwrap();
    fs::copy(root().join("Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .current_dir(&package)
        .env("CARGO_TARGET_DIR", package.join("target"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout)
        .unwrap()
        .split(SEPARATOR)
        .skip(1)
        .map(|records| records.trim().lines().map(normalised).collect())
        .collect()
}

/// The items of an example, and a function with the hidden statements at its end.
fn module(block: &[&str]) -> String {
    let is_hidden = |line: &&&str| line.starts_with("# ");
    let statements = block.iter().rev().take_while(is_hidden).count();
    let (items, statements) = block.split_at(block.len() - statements);
    let code = |lines: &[&str]| {
        let lines: Vec<&str> = lines
            .iter()
            .map(|line| line.strip_prefix("# ").unwrap_or(line))
            .collect();
        lines.join("\n")
    };
    format!(
        "{}\npub fn run() {{\n{}\n}}\n",
        code(items),
        code(statements)
    )
}

fn program(examples: &[Documented]) -> String {
    let mut program = LOGGER.to_owned();
    let mut main = String::new();
    for (number, example) in examples.iter().enumerate() {
        write!(program, "mod example_{number} {{\n{}}}\n", example.code).unwrap();
        writeln!(main, "println!({SEPARATOR:?}); example_{number}::run();").unwrap();
    }
    write!(
        program,
        "fn main() {{\nlog::set_logger(&Stdout).unwrap();\n\
         log::set_max_level(log::LevelFilter::Trace);\n{main}}}\n"
    )
    .unwrap();
    program
}

const SEPARATOR: &str = "--------";

const LOGGER: &str = r#"#![allow(warnings)]
use tracked_core::log;

struct Stdout;

impl log::Log for Stdout {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        println!("{:<5} {}", record.level(), record.args());
    }

    fn flush(&self) {}
}

"#;
