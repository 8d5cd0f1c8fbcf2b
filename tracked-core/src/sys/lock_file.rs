//! A lock between processes, by a file next to the log that only one process can open.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::windows::fs::OpenOptionsExt;
use std::path::Path;

/// An exclusive lock between processes. The system releases it if the process ends.
pub struct FileLock(#[allow(dead_code, reason = "closed on drop")] File);

impl FileLock {
    /// Returns `None` at once if another process or thread holds the lock.
    pub fn try_new(_file: &File, path: &Path) -> io::Result<Option<Self>> {
        const SHARING_VIOLATION: i32 = 32;
        let mut path = path.as_os_str().to_owned();
        path.push(".lock");
        let opened = OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .share_mode(0)
            .open(path);
        match opened {
            Ok(file) => Ok(Some(Self(file))),
            Err(error) if error.raw_os_error() == Some(SHARING_VIOLATION) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
