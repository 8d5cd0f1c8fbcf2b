//! Replacements for functions that only Unix has.

use std::fs::{File, Metadata};

/// No process forks on these targets, so no hook is needed.
pub(super) fn at_fork(_: extern "C" fn()) -> bool {
    true
}

pub(crate) fn write_to_stderr(bytes: &[u8]) -> std::io::Result<usize> {
    std::io::Write::write(&mut std::io::stderr(), bytes)
}

/// The creation time, because `std` offers nothing better on these targets without unstable features.
pub(crate) fn file_identity(file: &Metadata) -> impl PartialEq + use<> {
    file.created().ok()
}

pub(crate) fn is_linked(_: &File) -> bool {
    true
}
