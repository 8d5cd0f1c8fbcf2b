//! The mistakes of one attribute, collected so that all of them are reported together.

use std::fmt::Display;

use proc_macro2::Span;
use syn::{Error, Result};

/// Zero or more errors.
#[derive(Default)]
pub struct Mistakes(Option<Error>);

impl Mistakes {
    pub fn report(&mut self, span: Span, message: impl Display) {
        self.push(Error::new(span, message));
    }

    pub fn push(&mut self, error: Error) {
        self.0 = Some(std::mem::take(self).and(error));
    }

    /// Returns the value of an `Ok` and collects the error of an `Err`.
    pub fn ok<T>(&mut self, result: Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// All mistakes, the given one last.
    pub fn and(self, error: Error) -> Error {
        match self.0 {
            Some(mut errors) => {
                errors.combine(error);
                errors
            }
            None => error,
        }
    }

    /// The message of each mistake, and the source text at its location.
    #[cfg(test)]
    pub fn located(self) -> Vec<(String, String)> {
        let errors = self.0.into_iter().flatten();
        errors
            .map(|error| {
                let location = error.span().source_text().unwrap_or_default();
                (error.to_string(), location)
            })
            .collect()
    }

    /// Fails with all mistakes, if there are any.
    pub fn check(self) -> Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}

/// Formats names for a message: `` `a`, `b` ``.
pub fn quoted_list(names: impl IntoIterator<Item = impl Display>) -> String {
    let names: Vec<_> = names.into_iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
