//! Not public API: everything that generated code may name, and nothing else. Subject to change at any time.

pub use core::option::Option::{None, Some};
pub use core::{file, format_args, line, module_path};

pub use log::Level;

pub use crate::__tracked_module as module;
pub use crate::track::facts::{each, nothing};
pub use crate::track::guard::{Guard, guard};
pub use crate::track::kind::{Deferred, Plain, Probe, Returned, fails_if, level_by, shows};
pub use crate::track::place::{Apart, Inline};
pub use crate::track::run::{
    call, call_noted, call_opened, call_shown, deferred, deferred_opened, hold, open, ready, typed,
};
pub use crate::track::site::{Align, Event, Module, Names, Options, Padding, Piece, Report, Site};
pub use crate::track::value::{ByName, REDACTED, Value, debug, display, known, unless_secret};

/// The traits that a question about a type is asked with: imported as a whole, they hide no name of the user's.
pub mod kinds {
    pub use crate::track::kind::{
        ByBoxedError as _, ByDebug as _, ByDefault as _, ByDisplay as _, ByError as _,
        ByLocalError as _, BySharedError as _, ByTypeName as _, OkOfAny as _, OkOfResult as _,
        Output as _,
    };
}
