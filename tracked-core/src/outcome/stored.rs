//! An outcome whose value no longer exists when its event is logged.

use super::failure_text::{push_failure, push_failure_debug};
use super::{Failure, FailureInfo, Outcome};
use crate::field::captured::CapturedValues;
use crate::field::value::ValueFormat;

/// The text of an outcome.
pub(crate) enum StoredOutcome {
    Returned(Option<CapturedValues>),
    Failed {
        text: String,
        debug: Option<String>,
        info: FailureInfo,
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
            Outcome::Failed(failure, info) => StoredOutcome::Failed {
                text: format(&|out| push_failure(out, failure, value_format)),
                debug: shows_debug
                    .then(|| format(&|out| push_failure_debug(out, failure, value_format))),
                info,
            },
        }
    }

    pub(crate) fn as_outcome(&self) -> Outcome<'_> {
        match self {
            StoredOutcome::Returned(value) => {
                Outcome::Returned(value.as_ref().and_then(|value| value.get(0)))
            }
            StoredOutcome::Failed { text, debug, info } => {
                Outcome::Failed(Failure::Text(text, debug.as_deref()), *info)
            }
        }
    }
}
