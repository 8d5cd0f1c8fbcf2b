//! Writes lines.
//!
//! | file | contents |
//! |---|---|
//! | `sink.rs` | the destinations with the same format, and their buffer |
//! | `buffer.rs` | collects lines for `Builder::buffered` |
//! | `destinations.rs` | all destinations of a sink |
//! | `destination.rs` | a file or stderr, and the records lost there |
//! | `log_file.rs` | the log file: reopened if renamed, rotated if due |
//! | `rotate.rs` | when to rotate |
//! | `old_files.rs` | the names of old files, and which of them are removed |
//! | `compress.rs` | compresses old files in the background |
//! | `path_lock.rs` | the lock of the file at a path |
//! | `lock.rs`, `throttle.rs` | locks with a timeout, and a rate limit |

mod buffer;
#[cfg(feature = "compress")]
mod compress;
pub(crate) mod destination;
mod destinations;
mod lock;
pub(crate) mod log_file;
mod old_files;
mod path_lock;
pub(crate) mod rotate;
pub(crate) mod sink;
mod throttle;

pub use self::rotate::Rotate;
