//! The names in the log, which the writers and the readers of a log share.
//!
//! Not for applications: `docs/contract.md` is what they can rely on.

/// The version of [`Format::Json`](crate::Format::Json). It changes if a member changes its meaning.
pub const VERSION: u64 = 1;

/// The key-values of a record that describe a call.
pub mod keys {
    pub const EVENT: &str = "tracked.event";
    pub const FUNCTION: &str = "tracked.function";
    pub const TRACE: &str = "tracked.trace";
    pub const CALL: &str = "tracked.call";
    pub const PARENT: &str = "tracked.parent";
    pub const ELAPSED_NS: &str = "tracked.elapsed_ns";
    pub const BUSY_NS: &str = "tracked.busy_ns";
    pub const ERROR: &str = "tracked.error";
    pub const ERROR_TYPE: &str = "tracked.error_type";
    pub const ORIGIN: &str = "tracked.origin";
    pub const RET: &str = "tracked.ret";

    pub(crate) fn has_prefix(name: &str) -> bool {
        name.starts_with("tracked.")
    }

    /// Whether the key is one of these, so that no field may have it.
    #[must_use]
    pub fn is_reserved(name: &str) -> bool {
        has_prefix(name)
            && [
                EVENT, FUNCTION, TRACE, CALL, PARENT, ELAPSED_NS, BUSY_NS, ERROR, ERROR_TYPE,
                ORIGIN, RET,
            ]
            .contains(&name)
    }
}

/// The values of [`keys::EVENT`] and [`members::EVENT`].
pub mod events {
    pub const START: &str = "start";
    pub const DONE: &str = "done";
    pub const ERROR: &str = "error";
    pub const PANIC: &str = "panic";
    pub const CANCEL: &str = "cancel";
    /// The first record of a process.
    pub const RUN: &str = "run";
}

/// The members of a line of JSON.
pub mod members {
    pub const TIME: &str = "time";
    pub const LEVEL: &str = "level";
    pub const EVENT: &str = "event";
    pub const ELAPSED_NS: &str = "elapsed_ns";
    pub const BUSY_NS: &str = "busy_ns";
    pub const FUNCTION: &str = "function";
    pub const TRACE_ID: &str = "trace_id";
    pub const SPAN_ID: &str = "span_id";
    pub const PARENT_ID: &str = "parent_id";
    pub const ORIGIN_ID: &str = "origin_id";
    pub const PID: &str = "pid";
    pub const TID: &str = "tid";
    pub const THREAD: &str = "thread";
    pub const ERROR_TYPE: &str = "error_type";
    pub const ERROR: &str = "error";
    pub const TARGET: &str = "target";
    pub const FILE: &str = "file";
    pub const LINE: &str = "line";
    pub const FIELDS: &str = "fields";
    pub const RETURN: &str = "return";
    pub const MESSAGE: &str = "message";

    /// All members in the order of a line. Those that do not apply to a record are absent.
    pub const ORDER: [&str; 21] = [
        TIME, LEVEL, EVENT, ELAPSED_NS, BUSY_NS, FUNCTION, TRACE_ID, SPAN_ID, PARENT_ID, ORIGIN_ID,
        PID, TID, THREAD, ERROR_TYPE, ERROR, TARGET, FILE, LINE, FIELDS, RETURN, MESSAGE,
    ];
}

/// The members of [`members::FIELDS`] in a record with the event [`events::RUN`].
pub mod run {
    /// The [`VERSION`](super::VERSION) of the format.
    pub const FORMAT: &str = "format";
    pub const PROGRAM: &str = "program";
    /// The version of the program, if it is given.
    pub const VERSION: &str = "version";
    pub const HOST: &str = "host";
    /// The time at which the process started to log, in RFC 3339.
    pub const START: &str = "start";
}

/// The target of the records that the logger itself writes.
pub const LOGGER_TARGET: &str = "tracked";
/// The target of the records of panics.
pub const PANIC_TARGET: &str = "panic";
