//! Not public API: everything that generated code may name, and nothing else. Subject to change at any time.

pub use core::option::Option::{None, Some};
pub use core::{file, format_args, line, module_path};

pub use log::Level;

pub use crate::track::kind::Plain;
pub use crate::track::run::{call, deferred, future, guard, hold, nothing, open, typed};
pub use crate::track::site::{Event, Piece, Report, Site};
pub use crate::track::value::{ByName, REDACTED, Value};

/// Imported as a whole where a kind is asked for.
pub mod kind {
    pub use crate::track::kind::*;
}
