//! Turns records into lines.
//!
//! | file | contents |
//! |---|---|
//! | `formatter.rs` | the format or closure of a logger |
//! | `text.rs`, `tree.rs`, `json.rs` | one format each; `json_fields.rs` and `json_object.rs` are parts of JSON |
//! | `line.rs` | a line in memory: truncation, marks for failed values |
//! | `escape.rs`, `clock.rs`, `thread_name.rs` | parts of a line |

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

/// The format of the records in the log.
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
    /// `2026-11-22 12:00:00,123 - INFO - message`, in local time, or in UTC with [`utc`](crate::Builder::utc).
    Text,
    /// For people: each record is indented by the depth of its call and has the last four digits of the call's id,
    /// which distinguish concurrent calls.
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
    /// Records on stderr are colored if stderr is a terminal and the environment variable `NO_COLOR` is unset.
    /// `RUST_LOG_STYLE=always` and `RUST_LOG_STYLE=never` override this, for files too.
    ///
    /// This is the default on stderr if stderr is a terminal.
    ///
    /// ```
    /// use tracked_core::Format;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.format(Format::Tree);
    /// ```
    Tree,
    /// For programs: one JSON object per line.
    ///
    /// The members are in this order; members that do not apply to a record are absent.
    ///
    /// | member | value |
    /// |---|---|
    /// | `time` | RFC 3339 with microseconds and offset: `2026-11-22T12:00:00.123456+09:00` |
    /// | `level` | `ERROR` to `TRACE` |
    /// | `event` | the event of a tracked call: `start`, `done`, `error`, `panic` or `cancel`; or `run`, see below |
    /// | `elapsed_ns`, `busy_ns` | the duration of the call, and how much of it its future was polled, in nanoseconds |
    /// | `function` | the full path of the tracked function |
    /// | `trace_id`, `span_id`, `parent_id` | the ids of the call that the record describes or was logged in, and of its parent: 32, 16 and 16 hexadecimal digits |
    /// | `origin_id` | the id of the call in which a failure began, if this call passes it on; of a cancelled call, the id of the outermost call that is cancelled with it |
    /// | `pid`, `tid` | the system's ids of the process and of the thread; on systems other than Linux, Android, macOS, iOS and Windows, `tid` is a number that is unique in the process |
    /// | `thread` | the thread's name, or `ThreadId(2)` |
    /// | `error_type` | the type of the error by its short path: `io::Error` |
    /// | `error` | the error, with its causes |
    /// | `target` | as in the record |
    /// | `file`, `line` | the location of the log call or of the annotated function |
    /// | `fields` | an object of all other key-values, arguments included: numbers and booleans as such, all others as text |
    /// | `return` | the returned value, if the option `ret` shows it, typed like a field |
    /// | `message` | as in the record |
    ///
    /// The first record of each process, of a forked child too, has the event `run`. No filter applies to it, except
    /// that nothing is logged if all levels are off. Its `fields` are `format` (the version of this format, 1), `program`
    /// and `version` (see [`service`](crate::Builder::service)), `host`, and `start` (the time at which the process
    /// started to log).
    ///
    /// ```
    /// use tracked_core::Format;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.format(Format::Json);
    /// ```
    Json,
}
