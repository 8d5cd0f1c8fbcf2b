//! What annotated functions cost to run.

mod allocations;
mod columns;
mod files;
mod function;
mod growth;
mod instructions;
mod matrix;
mod mode;
mod subject;
mod times;
mod worker;

pub use worker::{WORKER, work};

/// The sections, by the words they are asked for with.
const SECTIONS: [(&str, fn()); 5] = [
    ("off", matrix::off),
    ("errors", matrix::errors),
    ("nothing", matrix::nothing),
    ("sink", matrix::sink),
    ("allocations", matrix::allocated),
];

/// Prints the tables.
pub fn measure() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is_named = |section: &str| words.iter().any(|word| word == section);
    let all = !SECTIONS.iter().any(|(name, _)| is_named(name));
    for (name, section) in SECTIONS {
        if all || is_named(name) {
            section();
        }
    }
}
