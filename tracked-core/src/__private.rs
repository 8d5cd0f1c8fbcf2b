//! Not public API: everything that generated code may name, and nothing else. Subject to change at any time.

pub use {log::Level, std};

pub use crate::call::arguments::{record_all, recorded_by};
pub use crate::call::entry::{
    AnyFuture, NeverFails, OpaqueFuture, PlainOpaque, call__rust_end_short_backtrace as call,
    call_eager__rust_end_short_backtrace as call_eager,
    call_mut__rust_end_short_backtrace as call_mut,
    call_once__rust_end_short_backtrace as call_once,
    call_returning__rust_end_short_backtrace as call_returning, capture, future,
    ready__rust_end_short_backtrace as ready, return_type,
};
pub use crate::call::propagate::{Branch, FromResidual};
pub use crate::callsite::config::{Config, EventConfig};
pub use crate::callsite::message::MessagePart;
pub use crate::callsite::{Callsite, Module};
pub use crate::field::probe::{Field, FieldValue};
pub use crate::field::value::Value;
pub use crate::outcome::classify::{Careful, ClassifyUnlikely, OfResult, Probe};
pub use crate::outcome::{ClassifyFn, returned};
pub use crate::{__tracked_callsite as callsite, __tracked_run as run_body};
