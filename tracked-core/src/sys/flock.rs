//! A lock between processes, by `flock`.
//!
//! `File::try_lock` of `std` does the same, but needs a newer Rust than this crate.

use std::ffi::c_int;
use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::path::Path;

/// An exclusive lock between processes. The system releases it if the process ends.
pub struct FileLock(File);

impl FileLock {
    /// Returns `None` at once if another process or thread holds the lock.
    pub fn try_new(file: &File, _path: &Path) -> io::Result<Option<Self>> {
        const EXCLUSIVE_NON_BLOCKING: c_int = 2 | 4;
        match lock(file, EXCLUSIVE_NON_BLOCKING) {
            Ok(()) => Ok(Some(Self(file.try_clone()?))),
            Err(error) => match error.kind() {
                io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted => Ok(None),
                _ => Err(error),
            },
        }
    }
}

impl Drop for FileLock {
    /// Unlocks explicitly, because closing the file does not unlock it if a forked child still has it open.
    fn drop(&mut self) {
        const UNLOCK: c_int = 8;
        let _ = lock(&self.0, UNLOCK);
    }
}

fn lock(file: &File, operation: c_int) -> io::Result<()> {
    unsafe extern "C" {
        fn flock(file: c_int, operation: c_int) -> c_int;
    }
    // SAFETY: the declaration is that of these systems, and the file is open.
    match unsafe { flock(file.as_raw_fd(), operation) } {
        0 => Ok(()),
        _ => Err(io::Error::last_os_error()),
    }
}
