//! Not public API: everything that generated code may name, and nothing else. Subject to change at any time.

pub use core::option::Option::{None, Some};
pub use core::{file, format_args, line, module_path};

pub use log::Level;

pub use crate::__tracked_module as module;
pub use crate::call::entry::{
    call, call_noted, call_opened, call_shown, deferred, deferred_opened, hold, open, ready, typed,
};
pub use crate::call::in_place::{Guard, guard};
pub use crate::call::place::{Apart, Inline};
pub use crate::callsite::{Align, Event, Module, Names, Options, Padding, Piece, Report, Site};
pub use crate::field::facts::{each, nothing};
pub use crate::field::value::{ByName, REDACTED, Value, debug, display, known, unless_secret};
pub use crate::outcome::classify::{Deferred, Plain, Probe, Returned, fails_if, level_by, shows};

/// The traits that a question about a type is asked with: imported as a whole, they hide no name of the user's.
pub mod kinds {
    pub use crate::outcome::classify::{
        ByBoxedError as _, ByDebug as _, ByDefault as _, ByDisplay as _, ByError as _,
        ByLocalError as _, BySharedError as _, ByTypeName as _, OkOfAny as _, OkOfResult as _,
        Output as _,
    };
}
