//! The life of a call: what generated code enters, from the start of the body to the event that ends it.

pub mod entry;
pub mod future;
pub mod in_place;
pub(crate) mod invocation;
pub(crate) mod lifecycle;
pub mod open;
pub(crate) mod pin;
pub mod place;
