//! The formats to choose from.

/// How a record looks in the log.
///
/// ```
/// use tracked_core::Format;
///
/// let mut builder = tracked_core::builder();
/// builder.format(Format::Text);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// `2026-11-22 12:00:00,123 - INFO - message`, in local time unless [`utc`](crate::Builder::utc) is chosen.
    Text,
    /// One JSON object a line, for machines.
    ///
    /// Its keys, in this order; what does not apply to a record is absent:
    ///
    /// | key | value |
    /// |---|---|
    /// | `time` | RFC 3339 with microseconds and offset: `2026-11-22T12:00:00.123456+09:00` |
    /// | `level` | `ERROR` to `TRACE` |
    /// | `target`, `message` | as in the record |
    /// | `event` | of a tracked call: `start`, `done`, `error`, `panic`, `cancel` |
    /// | `function` | the full path of the tracked function |
    /// | `trace_id`, `span_id`, `parent_id` | the call that the record is an event of, or was logged in, and the call around it; 32, 16 and 16 hexadecimal digits |
    /// | `elapsed_ns`, `busy_ns` | how long the call took, and how much of that its future was polled; numbers |
    /// | `error` | why the call failed |
    /// | `fields` | an object of all other key-values, arguments among them; numbers and booleans as such, all else as text |
    /// | `file`, `line` | where the record was logged, or the annotated function |
    /// | `thread` | the thread's name, or `ThreadId(2)` |
    ///
    /// Without the feature `kv`, records have no key-values: there is no `error` then and there are no `fields`.
    ///
    /// ```
    /// use tracked_core::Format;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.format(Format::Json);
    /// ```
    Json,
}
