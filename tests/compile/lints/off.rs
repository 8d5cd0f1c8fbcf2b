//! A library whose private items are used by options of the attribute only.

use std::num::ParseIntError;

use tracked_core::{Context, Level, tracked};

const NAME: &str = "called";
const TARGET: &str = "store";
const FIELD: &str = "key";
const LEVEL: Level = Level::Debug;

const fn is_bad(n: &u32) -> bool {
    *n == 0
}

const fn is_short(text: &Option<&str>) -> bool {
    text.is_none()
}

const fn level_of(_: &ParseIntError) -> Level {
    Level::Warn
}

const fn halve(n: u32) -> u32 {
    n / 2
}

fn parent() -> Context {
    Context::current()
}

/// Looks.
#[must_use]
#[tracked(err_if = is_bad, fields(half = halve(n)), level = LEVEL)]
pub fn start(n: u32) -> u32 {
    std::process::id()
}

/// Parses.
///
/// # Errors
///
/// If it is no number.
#[tracked(err(level_by = level_of), name = NAME, target = TARGET, parent = parent())]
pub async fn parse(text: String) -> Result<u32, ParseIntError> {
    text.parse()
}

/// A type.
#[derive(Debug)]
pub struct Store;

#[tracked(err_if = is_short)]
impl Store {
    /// Looks.
    #[must_use]
    #[tracked(fields({FIELD} = 1))]
    pub fn get<'a>(&self, text: &'a str) -> Option<&'a str> {
        text.get(1..)
    }
}
