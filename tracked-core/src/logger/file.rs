//! The log file.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

// Opens a file whose every write goes to its end, wherever other processes have moved that.
//
// env_logger hands a record over in one `write_all`: one `write(2)`, which the system does not interleave with others.
// Only what a signal or a full disk cuts short takes more.
pub(super) fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).open(path)
}
