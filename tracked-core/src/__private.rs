//! Not public API: everything that generated code may name, and nothing else. Subject to change at any time.

pub use std::format;
pub use {core, log::Level};

pub use crate::call::entry::{
    call, call_mut, call_once, call_returning, future, hold, open, ready, return_type,
};
pub use crate::call::in_place::Guard;
pub use crate::call::returns::{BoxedFuture, ReturnsValue};
pub use crate::callsite::config::{Config, EventConfig};
pub use crate::callsite::message::MessagePart;
pub use crate::callsite::{Callsite, FieldNames, Module};
pub use crate::field::field::{Field, FieldValue};
pub use crate::field::to_value::{record_all, record_none, to_value};
pub use crate::field::value::{Value, debug, display, redact_if_secret};
pub use crate::outcome::classify::{Classify, Probe};
pub use crate::outcome::success::{Success, SuccessValue};
pub use crate::outcome::{ClassifyFn, returned};
pub use crate::{__tracked_callsite as callsite, __tracked_classify as classify};
