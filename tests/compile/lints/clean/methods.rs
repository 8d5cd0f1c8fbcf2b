//! Methods, of types and of traits.

use std::fmt;
use std::ops::Add;

use tracked_core::tracked;

/// Counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counter {
    n: u32,
}

impl Counter {
    /// Starts.
    #[must_use]
    #[tracked]
    pub fn starting_at(n: u32) -> Self {
        let n = n.saturating_sub(std::process::id());
        Self { n }
    }

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn value(&self) -> u32 {
        self.n.max(std::process::id())
    }

    /// Counts.
    #[tracked]
    pub fn count(&mut self, by: u32) -> &mut Self {
        self.n = self.n.wrapping_add(by ^ std::process::id());
        self
    }

    /// Ends.
    #[must_use]
    #[tracked]
    pub fn into_text(self) -> String {
        self.n.to_string()
    }
}

impl Add for Counter {
    type Output = Self;

    #[tracked]
    fn add(self, other: Self) -> Self {
        Self {
            n: self.n + other.n,
        }
    }
}

impl fmt::Display for Counter {
    #[tracked]
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.n)
    }
}

impl Drop for Noisy {
    #[tracked]
    fn drop(&mut self) {
        self.0.clear();
    }
}

/// Speaks.
#[derive(Debug)]
pub struct Noisy(String);

impl From<String> for Noisy {
    #[tracked]
    fn from(text: String) -> Self {
        Self(text)
    }
}

/// Greets.
pub trait Greet {
    /// Whom.
    fn name(&self) -> String;

    /// Says it.
    #[tracked]
    fn greet(&self, greeting: &str) -> String {
        format!("{greeting}, {}", self.name())
    }
}

impl Greet for Counter {
    #[tracked]
    fn name(&self) -> String {
        self.n.to_string()
    }
}
