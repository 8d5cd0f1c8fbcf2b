//! How are the causes of an error logged? Each cause follows the error that it caused.
//!
//! ```sh
//! cargo run --example error_sources
//! ```
//!
//! logs to stderr, as a tree if stderr is a terminal,
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - start load(path="no_such.toml")
//! 2026-11-22 12:00:00,123 - ERROR - error load(path="no_such.toml") in 1.20µs: can't load the settings: No such file or directory (os error 2)
//! 2026-11-22 12:00:00,123 - INFO - start load_boxed(path="no_such.toml")
//! 2026-11-22 12:00:00,123 - ERROR - error load_boxed(path="no_such.toml") in 1.20µs: can't load the settings: No such file or directory (os error 2)
//! 2026-11-22 12:00:00,123 - INFO - start load_anyhow(path="no_such.toml")
//! 2026-11-22 12:00:00,123 - ERROR - error load_anyhow(path="no_such.toml") in 1.20µs: while the service starts: can't load the settings: No such file or directory (os error 2)
//! ```

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::{fs, io};

use anyhow::Context;
use tracked_core::tracked;

fn main() {
    tracked_core::init();
    let _ = load("no_such.toml");
    let _ = load_boxed("no_such.toml");
    let _ = load_anyhow("no_such.toml");
}

#[tracked]
fn load(path: &str) -> Result<String, LoadError> {
    fs::read_to_string(path).map_err(LoadError)
}

#[tracked]
fn load_boxed(path: &str) -> Result<String, Box<dyn Error + Send + Sync>> {
    Ok(fs::read_to_string(path).map_err(LoadError)?)
}

#[tracked]
fn load_anyhow(path: &str) -> anyhow::Result<String> {
    fs::read_to_string(path)
        .map_err(LoadError)
        .context("while the service starts")
}

#[derive(Debug)]
struct LoadError(io::Error);

impl Display for LoadError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("can't load the settings")
    }
}

impl Error for LoadError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}
