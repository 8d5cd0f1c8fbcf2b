//! What a machine lacks must not fail a fresh clone's `cargo test`, nor pass unnoticed.

use std::io::Write;

/// Says what is not tested, and why.
pub fn skip(what: &str) {
    // Unlike with `eprintln!` this is not captured by the test harness.
    std::io::stderr()
        .write_all(format!("{what}\n").as_bytes())
        .unwrap();
}
