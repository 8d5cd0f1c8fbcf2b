//! From the bytes of a log to its records.
//!
//! ```text
//! files     which files are one log, and in which order
//!   |
//! blocks    a file, stdin or gzip as blocks of complete lines
//!   |
//! line      one line as a record, in the format that it has
//!   |         json    the members in the order of the format, without allocation
//!   |         shape   JSON in any other order, rewritten into that order
//!   |         text    the default words of `Text` and `Tree`
//!   |         word    eight bytes at once
//!   |
//! reader    what a thread remembers from line to line: names, threads, the minute
//! ```

pub mod blocks;
pub mod files;
pub mod json;
pub mod line;
pub mod names;
pub mod reader;
pub mod record;
pub mod shape;
pub mod text;
pub mod timestamp;
pub mod word;
