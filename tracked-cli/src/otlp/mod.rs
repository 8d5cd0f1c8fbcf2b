//! Calls as spans of OpenTelemetry, and the other records as its log records.
//!
//! ```text
//! json         spans and log records as lines of OTLP/JSON
//!   |
//! resource     the process that they come from
//!   |
//! item         a line as a span or a log record
//!   |
//! fields       the fields of a line, with their types
//! ```

pub mod fields;
pub mod item;
pub mod json;
pub mod resource;

/// The name of the instrumentation scope.
pub const SCOPE: &str = "tracked";
