//! An outcome whose value no longer exists when its event is logged.

use log::Level;

use super::failure_text::{push_failure, push_failure_debug};
use super::{Failure, Outcome};
use crate::field::value::Value;

/// The text of an outcome.
pub(crate) enum StoredOutcome {
    Returned(Option<String>),
    Failed {
        text: String,
        debug: Option<String>,
        level: Option<Level>,
    },
}

impl StoredOutcome {
    /// Formats the outcome, and the `Debug` of an error if a message shows it.
    pub(crate) fn new(outcome: &Outcome<'_>, max_len: usize, shows_debug: bool) -> Self {
        let format = |write: &dyn Fn(&mut String)| {
            let mut text = String::new();
            write(&mut text);
            text
        };
        match *outcome {
            Outcome::Returned(value) => {
                StoredOutcome::Returned(value.map(|value| format(&|out| value.write(out, max_len))))
            }
            Outcome::Failed(failure, level) => StoredOutcome::Failed {
                text: format(&|out| push_failure(out, failure, max_len)),
                debug: shows_debug
                    .then(|| format(&|out| push_failure_debug(out, failure, max_len))),
                level,
            },
        }
    }

    pub(crate) fn as_outcome(&self) -> Outcome<'_> {
        match self {
            StoredOutcome::Returned(text) => {
                Outcome::Returned(text.as_deref().map(Value::Formatted))
            }
            StoredOutcome::Failed { text, debug, level } => {
                Outcome::Failed(Failure::Text(text, debug.as_deref()), *level)
            }
        }
    }
}
