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
    pub(crate) fn new(outcome: &Outcome<'_>, format: ValueFormat, shows_debug: bool) -> Self {
        match *outcome {
            Outcome::Returned(value) => StoredOutcome::Returned(value.map(|value| {
                let mut captured = CapturedValues::default();
                captured.capture(&[value], format, |_| true);
                captured
            })),
            Outcome::Failed {
                failure,
                level,
                error_type,
            } => {
                let text = |push: fn(&mut String, Failure<'_>, ValueFormat)| {
                    let mut text = String::new();
                    push(&mut text, failure, format);
                    text
                };
                StoredOutcome::Failed {
                    text: text(push_failure),
                    debug: shows_debug.then(|| text(push_failure_debug)),
                    level,
                    error_type,
                }
            }
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
