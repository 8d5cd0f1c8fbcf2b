//! The formats to choose from.

pub(crate) mod clock;
mod escape;
pub(crate) mod formatter;
mod json;
mod json_fields;
mod json_object;
pub(crate) mod line;
mod text;
mod thread_name;
mod tree;

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
    /// For eyes: each record stands under the call that it belongs to, with the last four digits of that call's id, so
    /// that calls which run side by side can be told apart.
    ///
    /// ```text
    /// 12:00:00.123  INFO       · ready
    /// 12:00:00.124  INFO 3f2a  → start start_tracking(filename="example.txt")
    /// 12:00:00.124  INFO 91c7    → start process_file(filename="example.txt")
    /// 12:00:00.124 DEBUG 91c7      · a record of `log` inside the call
    /// 12:00:00.125  INFO 91c7    ← done process_file(filename="example.txt") in 1.20ms
    /// 12:00:00.125  INFO 3f2a  ← done start_tracking(filename="example.txt") in 1.31ms
    /// ```
    ///
    /// The marks are `→` start, `←` done, `✗` error and panic, `⊘` cancel, `·` any other record.
    ///
    /// It is coloured where stderr is the log and a terminal, unless the variable `NO_COLOR` is set. With
    /// `RUST_LOG_STYLE` it is coloured `always` or `never`, a file as well.
    ///
    /// This is the default where the log goes to stderr alone and that is a terminal.
    ///
    /// ```
    /// use tracked_core::Format;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.format(Format::Tree);
    /// ```
    Tree,
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
    /// ```
    /// use tracked_core::Format;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.format(Format::Json);
    /// ```
    Json,
}
