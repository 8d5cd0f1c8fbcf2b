//! The life of a call, from its entry in generated code to the event that ends it.
//!
//! ```text
//! entry.rs       call, call_mut, call_once, open: what generated code calls
//! in_place.rs    Guard: a call whose body stays in its function
//! future.rs      Tracked: a call that is a future
//! returns.rs     BoxedFuture: a function that returns a boxed future
//! open.rs        Open: a call whose values are captured before it starts
//! lifecycle.rs   Call: start, end, panic, cancel
//! origin.rs      the call in which a failure first appeared
//! invocation.rs  a body and its arguments, behind a table of functions
//! ```

pub(crate) mod entry;
pub(crate) mod future;
pub(crate) mod in_place;
pub(crate) mod invocation;
pub(crate) mod lifecycle;
pub(crate) mod open;
pub(crate) mod origin;
pub(crate) mod returns;
