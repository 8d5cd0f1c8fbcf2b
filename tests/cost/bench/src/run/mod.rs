//! What annotated functions cost to run.
//!
//! `-- run` prints all tables, `-- run off growth` those of these sections: see `SECTIONS`.

mod allocations;
mod columns;
mod files;
mod folder;
mod function;
mod growth;
mod instructions;
mod matrix;
mod mode;
mod subject;
mod threads;
mod times;
mod way;
mod worker;

pub use worker::{WORKER, work};

/// The sections, by the words they are asked for with.
const SECTIONS: [(&str, fn()); 8] = [
    ("off", matrix::off),
    ("errors", matrix::errors),
    ("nothing", matrix::nothing),
    ("sink", matrix::sink),
    ("file", files::unbuffered),
    ("buffered", files::buffered),
    ("allocations", matrix::allocated),
    ("growth", growth::measure),
];

/// Prints the tables.
pub fn measure() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let is_named = |section: &str| words.iter().any(|word| word == section);
    match instructions::valgrind() {
        Some(valgrind) => println!("Instructions are counted by {valgrind}."),
        None => println!("There is no valgrind here: no instructions are counted."),
    }
    let all = !SECTIONS.iter().any(|(name, _)| is_named(name));
    for (name, section) in SECTIONS {
        if all || is_named(name) {
            section();
        }
    }
}
