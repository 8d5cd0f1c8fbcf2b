//! What the standard library does not offer of files and of stderr: the `unsafe` of the logger setup.
//!
//! Each is one call with nothing to get wrong but its declaration; a crate for them would be larger than they are.

#![allow(unsafe_code)]

// Locks or unlocks a file against other processes and other opens of it.
#[cfg(any(
    target_os = "android",
    target_os = "freebsd",
    target_os = "illumos",
    target_os = "linux",
    target_os = "netbsd",
    target_os = "openbsd",
    target_vendor = "apple",
))]
pub(crate) fn flock(file: &std::fs::File, operation: std::ffi::c_int) -> std::io::Result<()> {
    use std::os::fd::AsRawFd;

    unsafe extern "C" {
        fn flock(file: std::ffi::c_int, operation: std::ffi::c_int) -> std::ffi::c_int;
    }
    // SAFETY: this is the declaration of these systems, and the file is open.
    match unsafe { flock(file.as_raw_fd(), operation) } {
        0 => Ok(()),
        _ => Err(std::io::Error::last_os_error()),
    }
}

// Stderr without the lock of `std::io::stderr`: a record is one write anyway, and a process that forks while another
// of its threads holds that lock would hang in the child at its first record.
#[cfg(unix)]
pub(crate) fn stderr() -> impl std::ops::Deref<Target = std::fs::File> {
    use std::mem::ManuallyDrop;
    use std::os::fd::{AsRawFd, FromRawFd};

    // SAFETY: stderr is meant to be open for as long as the process runs, as it is for `std::io::stderr`, and is never
    // closed here: the file is not dropped.
    ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(std::io::stderr().as_raw_fd()) })
}
