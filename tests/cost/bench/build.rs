//! Writes the functions that `instructions` and `time` call: the text of each style as the compile benchmark has it.

#![allow(dead_code, reason = "a part of the program")]

#[path = "src/function.rs"]
mod function;
#[path = "src/style.rs"]
mod style;

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use function::Function;
use style::Style;

fn main() {
    println!("cargo::rerun-if-changed=src");
    let mut modules = String::new();
    let mut table = String::new();
    for style in Style::ALL {
        let (name, prelude) = (style.name(), style.prelude());
        let functions: String = functions()
            .iter()
            .map(|function| style.write(function))
            .collect();
        write!(
            modules,
            "#[allow(warnings, clippy::pedantic)]
            mod {name} {{
                use std::num::ParseIntError;
                use super::bodies;
                {prelude}{functions}
                super::calls!();
            }}\n"
        )
        .expect("a string");
        write!(table, "(\"{name}\", {name}::call), ").expect("a string");
    }
    let count = Style::ALL.len();
    let source =
        format!("{modules}\npub const STYLES: [(&str, CallOfRow); {count}] = [{table}];\n");
    let folder = env::var_os("OUT_DIR").expect("a build script");
    fs::write(Path::new(&folder).join("styles.rs"), source).expect("a file");
}

/// The functions whose bodies are in `benches/support/bodies.rs`.
fn functions() -> [Function; 4] {
    [
        ("fn add(a: u64, b: u64) -> u64", "bodies::add(a, b)"),
        (
            "fn parse(text: &str) -> Result<u64, ParseIntError>",
            "bodies::parse(text)",
        ),
        (
            "async fn wait(text: &str, times: u32) -> Result<u64, ParseIntError>",
            "bodies::wait(text, times).await",
        ),
        (
            "fn find(user: &str, query: &str, url: &str) -> usize",
            "bodies::find(user, query, url)",
        ),
    ]
    .map(|(signature, body)| Function::new(signature, body))
}
