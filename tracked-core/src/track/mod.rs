//! What happens when an annotated function is called: which facts are kept, and what the records say.
//!
//! The generated code enters through [`run`]; a call goes `run` -> `call` -> `record` -> the logger.

pub(crate) mod body;
pub(crate) mod call;
mod elapsed;
pub mod facts;
pub(crate) mod failure;
pub mod future;
pub mod guard;
#[cfg(feature = "kv")]
mod key_values;
pub mod kind;
mod name;
pub mod notes;
pub mod number;
mod pin;
pub mod place;
#[cfg(feature = "kv")]
mod quoted;
mod record;
mod render;
pub mod run;
pub mod site;
pub(crate) mod span;
#[cfg(feature = "logger")]
pub(crate) mod told;
pub mod value;
