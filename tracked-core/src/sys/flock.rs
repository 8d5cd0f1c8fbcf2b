//! A lock among processes, for as long as one of them renames the log file.
//!
//! `File::try_lock` does the same, in a newer Rust than this crate asks for.

use std::fs::File;
use std::io;
use std::path::Path;

// Whoever holds it may rename the file. A process that ends lets go of it.
pub(crate) struct FileLock(#[allow(dead_code, reason = "held")] File);

impl FileLock {
    // Returns none if another one holds it, and never waits for that.
    pub(crate) fn try_new(file: &File, path: &Path) -> io::Result<Option<Self>> {
        match imp::lock(file, path) {
            Ok(file) => Ok(Some(Self(file))),
            Err(error) if imp::is_held(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

#[cfg(any(
    target_os = "android",
    target_os = "freebsd",
    target_os = "illumos",
    target_os = "linux",
    target_os = "netbsd",
    target_os = "openbsd",
    target_vendor = "apple",
))]
mod imp {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    use super::FileLock;
    use crate::sys::unix::flock;

    pub(crate) fn lock(file: &File, _: &Path) -> io::Result<File> {
        const EXCLUSIVE_AT_ONCE: i32 = 2 | 4;
        flock(file, EXCLUSIVE_AT_ONCE)?;
        file.try_clone()
    }

    pub(crate) fn is_held(error: &io::Error) -> bool {
        matches!(
            error.kind(),
            io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted
        )
    }

    impl Drop for FileLock {
        // Closing the file would do, unless the process was forked meanwhile.
        fn drop(&mut self) {
            const UNLOCK: i32 = 8;
            let _ = flock(&self.0, UNLOCK);
        }
    }
}

// A file beside the log that nobody else can open at the same time.
#[cfg(windows)]
mod imp {
    use std::fs::{File, OpenOptions};
    use std::io;
    use std::os::windows::fs::OpenOptionsExt;
    use std::path::Path;

    pub(crate) fn lock(_: &File, path: &Path) -> io::Result<File> {
        let mut path = path.as_os_str().to_owned();
        path.push(".lock");
        OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .share_mode(0)
            .open(path)
    }

    pub(crate) fn is_held(error: &io::Error) -> bool {
        const SHARING_VIOLATION: i32 = 32;
        error.raw_os_error() == Some(SHARING_VIOLATION)
    }
}

#[cfg(not(any(
    target_os = "android",
    target_os = "freebsd",
    target_os = "illumos",
    target_os = "linux",
    target_os = "netbsd",
    target_os = "openbsd",
    target_vendor = "apple",
    windows,
)))]
mod imp {
    use std::fs::File;
    use std::io;
    use std::path::Path;

    pub(crate) fn lock(_: &File, _: &Path) -> io::Result<File> {
        Err(io::ErrorKind::Unsupported.into())
    }

    pub(crate) fn is_held(_: &io::Error) -> bool {
        false
    }
}
