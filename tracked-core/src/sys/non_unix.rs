//! Replacements for functions that only Unix has.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fs::{File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;

/// No process forks on these targets, so no hook is needed.
pub(crate) fn at_fork(
    _: Option<extern "C" fn()>,
    _: Option<extern "C" fn()>,
    _: Option<extern "C" fn()>,
) -> bool {
    true
}

pub(crate) fn write_to_stderr(bytes: &[u8]) -> std::io::Result<usize> {
    std::io::Write::write(&mut std::io::stderr(), bytes)
}

/// No target here offers to ask whether a write blocks.
pub(crate) fn write_to_stderr_now(bytes: &[u8]) -> io::Result<usize> {
    write_to_stderr(bytes)
}

/// Reads exactly this many bytes of a file.
pub(crate) fn read_at(mut file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(bytes)
}

/// The first bytes of a string: at most `len`. If it is cut, what is no Unicode in it is replaced.
pub(crate) fn os_str_prefix(text: &OsStr, len: usize) -> Cow<'_, OsStr> {
    match text.as_encoded_bytes().get(..len) {
        Some(bytes) => Cow::Owned(String::from_utf8_lossy(bytes).into_owned().into()),
        None => Cow::Borrowed(text),
    }
}

/// The position after the last write to a file.
pub(crate) fn position(mut file: &File) -> io::Result<u64> {
    io::Seek::stream_position(&mut file)
}

/// Overwrites bytes of a file that is not open for appending.
pub(crate) fn write_at(mut file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    file.seek(SeekFrom::Start(at))?;
    file.write_all(bytes)
}

/// No descriptor is closed by a fork on these targets.
pub(crate) fn is_closed(_: &io::Error) -> bool {
    false
}

/// Opens a file for appending: each write goes to the end, even if other processes have moved it.
pub(crate) fn open_to_append(path: &Path, _mode: u32) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).open(path)
}

/// These targets have no signals.
pub(crate) fn with_signals_blocked<R>(f: impl FnOnce() -> R) -> R {
    f()
}

/// The creation time: the best that `std` offers here without unstable features.
pub(crate) fn file_identity(file: &Metadata) -> impl PartialEq + use<> {
    file.created().ok()
}

/// Unknown here.
#[cfg(feature = "compress")]
pub(crate) fn time_since_change(_: &Metadata) -> Option<std::time::Duration> {
    None
}

pub(crate) fn is_linked(_: &File) -> bool {
    true
}

/// The name of this machine, or `None` if it is not known.
pub(crate) fn host_name() -> Option<String> {
    std::env::var("COMPUTERNAME").ok()
}
