//! What a command prints.
//!
//! ```text
//! answer    rows for programs, and the stream that tables are written to
//!   |
//! table     columns for people
//! units     times and durations
//! escape    texts of a log without control characters
//! ```

pub mod answer;
pub mod escape;
pub mod table;
pub mod units;
