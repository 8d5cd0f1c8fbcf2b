//! How do records look in `tracing-subscriber`? Each is an event with the text of the record, in the current span.
//!
//! ```sh
//! cargo run --example through_tracing
//! ```
//!
//! logs to stderr
//!
//! ```text
//!  INFO nightly: through_tracing: start import(file="no_such.csv")
//! ERROR nightly: through_tracing: error import(file="no_such.csv") in 9.30µs: No such file or directory (os error 2)
//! ```

use std::{fs, io};

use tracked_core::tracked;

#[tracked]
fn import(file: &str) -> io::Result<usize> {
    Ok(fs::read_to_string(file)?.lines().count())
}

fn main() {
    // Its feature `tracing-log` passes records of `log` on to the subscriber.
    tracing_subscriber::fmt()
        .without_time()
        .with_ansi(false)
        .with_writer(io::stderr)
        .init();
    let _span = tracing::info_span!("nightly").entered();
    let _ = import("no_such.csv");
}
