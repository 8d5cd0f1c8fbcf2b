//! What happens when an annotated function is called: which facts are kept, and what the records say.
//!
//! The generated code enters through [`run`], or [`guard`]; a call goes `run` -> `body` -> `call` -> `record` -> the
//! logger. What a record says of the arguments comes from [`facts`]: told by the function when it is needed, or from
//! `notes` where the body may consume them.

pub(crate) mod body;
pub(crate) mod call;
mod elapsed;
pub mod facts;
pub(crate) mod failure;
pub mod future;
pub mod guard;
pub(crate) mod here;
mod ids;
#[cfg(feature = "kv")]
mod key_values;
#[cfg(feature = "kv")]
pub(crate) mod keys;
pub mod kind;
mod name;
mod notes;
pub mod number;
pub mod opened;
mod pin;
pub mod place;
#[cfg(feature = "kv")]
mod quoted;
mod record;
mod render;
pub mod run;
pub mod site;
pub(crate) mod span;
pub mod value;
