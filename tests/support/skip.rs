//! A test that needs a missing tool does not fail, but says on stderr that it was skipped.

use std::io::Write;

/// Prints which test is skipped, and why.
pub fn skip(what: &str) {
    // The test harness would capture the output of `eprintln!`.
    std::io::stderr()
        .write_all(format!("{what}\n").as_bytes())
        .unwrap();
}
