//! An outcome whose value no longer exists when its event is logged.

use log::Level;

use super::failure_text::{push_failure, push_failure_debug};
use super::{Failure, Outcome};
use crate::field::captured::CapturedValues;
use crate::field::value::ValueFormat;

/// The text of an outcome.
pub(crate) enum StoredOutcome {
    Returned(Option<CapturedValues>),
    Failed {
        text: String,
        debug: Option<String>,
        level: Option<Level>,
        error_type: Option<&'static str>,
    },
}

impl StoredOutcome {
    /// Formats the outcome, and the `Debug` of an error if a message shows it.
    pub(crate) fn new(outcome: &Outcome<'_>, value_format: ValueFormat, shows_debug: bool) -> Self {
        let format = |write: &dyn Fn(&mut String)| {
            let mut text = String::new();
            write(&mut text);
            text
        };
        match *outcome {
            Outcome::Returned(value) => StoredOutcome::Returned(value.map(|value| {
                let mut captured = CapturedValues::default();
                captured.capture(&[value], value_format, |_| true);
                captured
            })),
            Outcome::Failed {
                failure,
                level,
                error_type,
            } => StoredOutcome::Failed {
                text: format(&|out| push_failure(out, failure, value_format)),
                debug: shows_debug
                    .then(|| format(&|out| push_failure_debug(out, failure, value_format))),
                level,
                error_type,
            },
        }
    }

    pub(crate) fn as_outcome(&self) -> Outcome<'_> {
        match self {
            StoredOutcome::Returned(value) => {
                Outcome::Returned(value.as_ref().and_then(|value| value.get(0)))
            }
            StoredOutcome::Failed {
                text,
                debug,
                level,
                error_type,
            } => Outcome::Failed {
                failure: Failure::Text(text, debug.as_deref()),
                level: *level,
                error_type: *error_type,
            },
        }
    }
}
