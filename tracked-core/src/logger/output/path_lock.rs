//! The lock of the file at a path, and whether a file is still there.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use crate::sys::{FileLock, file_identity};

/// Waits until no other process has locked this file, for a limited time. Returns `None` if another file is at the path.
pub(super) fn lock_at_path(
    file: &File,
    path: &Path,
    timeout: Duration,
) -> io::Result<Option<FileLock>> {
    let start = Instant::now();
    while is_at_path(file, path) {
        if let Some(lock) = FileLock::try_new(file, path)? {
            return Ok(is_at_path(file, path).then_some(lock));
        }
        if start.elapsed() > timeout {
            return Err(io::Error::other("another process keeps it locked"));
        }
        thread::sleep(RETRY_DELAY);
    }
    Ok(None)
}

pub(super) fn is_at_path(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::metadata(path)) {
        (Ok(file), Ok(other)) => file_identity(&file) == file_identity(&other),
        (_, Err(error)) if error.kind() == ErrorKind::NotFound => false,
        // Unknown, so keep the file.
        _ => true,
    }
}

/// Longer than a rotation takes, even on a busy machine.
pub(super) const ROTATION_TIMEOUT: Duration = Duration::from_secs(3);

const RETRY_DELAY: Duration = Duration::from_micros(200);

/// Within this time after the check that the file is at its path, a process has written its record, unless the process is
/// suspended. It is longer than the time between two checks.
pub(super) const SETTLING_TIME: Duration = Duration::from_secs(1);
