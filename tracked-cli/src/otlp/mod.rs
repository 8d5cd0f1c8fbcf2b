//! Calls as spans of OpenTelemetry, and the other records as its log records.
//!
//! ```text
//! resource     the process that a batch comes from
//!   |
//! batch        items by process, as requests of OTLP
//!   |          protobuf  json    the two encodings
//!   |
//! item         a line as a span or a log record
//!   |
//! line         the members of a line
//! ```

pub mod batch;
pub mod item;
pub mod json;
pub mod line;
pub mod protobuf;
pub mod resource;
