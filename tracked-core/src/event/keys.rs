//! The names of the key-values of an event's record.

pub(crate) const EVENT: &str = "tracked.event";
pub(crate) const FUNCTION: &str = "tracked.function";
pub(crate) const TRACE: &str = "tracked.trace";
pub(crate) const CALL: &str = "tracked.call";
pub(crate) const PARENT: &str = "tracked.parent";
pub(crate) const ELAPSED_NS: &str = "tracked.elapsed_ns";
pub(crate) const BUSY_NS: &str = "tracked.busy_ns";
pub(crate) const ERROR: &str = "tracked.error";
pub(crate) const ERROR_TYPE: &str = "tracked.error_type";
pub(crate) const ORIGIN: &str = "tracked.origin";
pub(crate) const RET: &str = "tracked.ret";
