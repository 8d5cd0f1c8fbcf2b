//! First stage: the options between the parentheses of `#[tracked(…)]`, each parsed into its type.
//!
//! ```text
//! split      the options as unparsed tokens, which a block passes to its functions
//! options    the table of options, and `Args`, which holds their values
//! field      fields(name = value)
//! event      start, done, err, panic, cancel, ret
//! level      level = "debug"
//! value      strings, paths, names, numbers, durations
//! list       comma-separated lists, and the mistakes in them
//! ```
//! Each file imports only from those below it in this list.

mod event;
mod field;
mod level;
mod list;
mod options;
mod split;
#[cfg(test)]
mod tests;
mod value;

pub use self::event::{EventKind, Mode};
pub use self::field::FieldArg;
pub use self::level::Level;
pub use self::options::{Args, INHERITED};
pub use self::split::{inherit, passed_on};
pub use self::value::StrOrPath;
