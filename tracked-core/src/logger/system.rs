//! What the standard library does not offer: the `unsafe` of the logger setup, all of it.

#![allow(unsafe_code)]

// Stderr without the lock of `std::io::stderr`: a record is one write anyway, and a process that forks while another
// of its threads holds that lock would hang in the child at its first record.
#[cfg(unix)]
pub(super) fn stderr() -> impl std::ops::Deref<Target = std::fs::File> {
    use std::mem::ManuallyDrop;
    use std::os::fd::{AsRawFd, FromRawFd};

    // SAFETY: stderr is meant to be open for as long as the process runs, as it is for `std::io::stderr`, and is never
    // closed here: the file is not dropped.
    ManuallyDrop::new(unsafe { std::fs::File::from_raw_fd(std::io::stderr().as_raw_fd()) })
}
