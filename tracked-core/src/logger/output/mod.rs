//! Writes lines.
//!
//! | file | contents |
//! |---|---|
//! | `buffer.rs` | collects lines for `Builder::buffered` |
//! | `destinations.rs` | all destinations of a logger |
//! | `destination.rs` | a file or stderr, and the records lost there |
//! | `log_file.rs` | the log file: reopened if renamed, rotated if due |
//! | `rotate.rs` | when to rotate |
//! | `old_files.rs` | the names of old files, and which of them are removed |
//! | `lock.rs`, `throttle.rs` | locks with a timeout, and a rate limit |

pub(crate) mod buffer;
pub(crate) mod destination;
pub(crate) mod destinations;
mod lock;
pub(crate) mod log_file;
mod old_files;
pub(crate) mod rotate;
mod throttle;

pub use self::rotate::Rotate;
