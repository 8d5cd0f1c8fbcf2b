//! Fork hook, stderr and file identity on Unix.

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "emscripten")))]
use std::ffi::c_uint;
#[cfg(any(target_os = "linux", target_os = "android", target_os = "emscripten"))]
use std::ffi::c_ulong;
use std::ffi::{OsStr, c_int, c_short};
use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

/// Registers hooks that run before a fork, after it in the parent, and after it in the child. Returns whether this
/// succeeded.
pub(crate) fn at_fork(
    before: Option<extern "C" fn()>,
    in_parent: Option<extern "C" fn()>,
    in_child: Option<extern "C" fn()>,
) -> bool {
    unsafe extern "C" {
        fn pthread_atfork(
            before: Option<extern "C" fn()>,
            in_parent: Option<extern "C" fn()>,
            in_child: Option<extern "C" fn()>,
        ) -> c_int;
    }
    // SAFETY: the declaration is that of POSIX, and a function pointer is valid until the program ends.
    unsafe { pthread_atfork(before, in_parent, in_child) == 0 }
}

/// Writes to stderr once, without the lock of `std::io::stderr`.
///
/// A record is a single write and needs no lock. If a process forks while another thread holds that lock, the child
/// would hang at its first record.
pub(crate) fn write_to_stderr(bytes: &[u8]) -> io::Result<usize> {
    use std::io::Write;
    use std::mem::ManuallyDrop;
    use std::os::fd::{AsRawFd, FromRawFd};

    // SAFETY: like `std::io::stderr`, this expects stderr to be open as long as the process runs. `ManuallyDrop` keeps
    // it open.
    let stderr = ManuallyDrop::new(unsafe { File::from_raw_fd(std::io::stderr().as_raw_fd()) });
    (&*stderr).write(bytes)
}

/// Writes to stderr once if that does not block: a pipe that nobody reads may be full.
pub(crate) fn write_to_stderr_now(bytes: &[u8]) -> io::Result<usize> {
    use std::os::fd::AsRawFd;

    #[repr(C)]
    struct PollFd {
        fd: c_int,
        events: c_short,
        returned: c_short,
    }
    #[cfg(any(target_os = "linux", target_os = "android", target_os = "emscripten"))]
    type Count = c_ulong;
    #[cfg(not(any(target_os = "linux", target_os = "android", target_os = "emscripten")))]
    type Count = c_uint;
    const POLLOUT: c_short = 4;
    /// A pipe that is ready for writing takes this many bytes at once, by POSIX.
    const PIPE_BUF: usize = 512;

    unsafe extern "C" {
        fn poll(fds: *mut PollFd, count: Count, timeout: c_int) -> c_int;
    }
    let mut stderr = PollFd {
        fd: io::stderr().as_raw_fd(),
        events: POLLOUT,
        returned: 0,
    };
    // SAFETY: the declaration is that of POSIX, and there is one entry.
    if unsafe { poll(&raw mut stderr, 1, 0) } != 1 || stderr.returned & POLLOUT == 0 {
        return Err(io::ErrorKind::WouldBlock.into());
    }
    let limit = if cfg!(target_os = "linux") {
        8 * PIPE_BUF
    } else {
        PIPE_BUF
    };
    write_to_stderr(&bytes[..bytes.len().min(limit)])
}

/// Reads exactly this many bytes of a file, whatever its position is.
pub(crate) fn read_at(file: &File, bytes: &mut [u8], at: u64) -> io::Result<()> {
    file.read_exact_at(bytes, at)
}

/// The first bytes of a string: at most `len`.
pub(crate) fn os_str_prefix(text: &OsStr, len: usize) -> &OsStr {
    let bytes = text.as_bytes();
    OsStr::from_bytes(bytes.get(..len).unwrap_or(bytes))
}

/// The position after the last write to a file.
pub(crate) fn position(mut file: &File) -> io::Result<u64> {
    io::Seek::stream_position(&mut file)
}

/// Overwrites bytes of a file that is not open for appending.
pub(crate) fn write_at(file: &File, bytes: &[u8], at: u64) -> io::Result<()> {
    file.write_all_at(bytes, at)
}

/// Whether an operation failed because the descriptor of the file is closed.
pub(crate) fn is_closed(error: &io::Error) -> bool {
    const EBADF: i32 = 9;
    error.raw_os_error() == Some(EBADF)
}

/// Opens a file for appending: each write goes to the end, even if other processes have moved it.
///
/// A new file has this mode less the umask. A FIFO without a reader is an error.
pub(crate) fn open_to_append(path: &Path, mode: u32) -> io::Result<File> {
    const NON_BLOCKING: c_int = if cfg!(not(any(target_os = "linux", target_os = "android"))) {
        4
    } else if cfg!(any(target_arch = "mips", target_arch = "mips64")) {
        0x80
    } else if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        0x4000
    } else {
        0o4000
    };
    let mut options = OpenOptions::new();
    options.append(true).create(true).mode(mode);
    let is_fifo = std::fs::metadata(path).is_ok_and(|file| file.file_type().is_fifo());
    // Fails if there is no reader, where a blocking `open` waits for one. The file below blocks, because a write must wait
    // for a slow reader.
    let _non_blocking = is_fifo
        .then(|| options.clone().custom_flags(NON_BLOCKING).open(path))
        .transpose()?;
    options.open(path)
}

/// Runs `f` while all signals of this thread are blocked. A thread that `f` starts keeps them blocked.
pub(crate) fn with_signals_blocked<R>(f: impl FnOnce() -> R) -> R {
    /// At least as large as the `sigset_t` of every system.
    type Signals = [u64; 16];
    // Linux on MIPS has the values of BSD.
    const SET_MASK: c_int = if cfg!(all(
        any(target_os = "linux", target_os = "android"),
        not(any(target_arch = "mips", target_arch = "mips64"))
    )) {
        2
    } else {
        3
    };
    unsafe extern "C" {
        fn sigfillset(signals: *mut Signals) -> c_int;
        fn pthread_sigmask(how: c_int, new: *const Signals, old: *mut Signals) -> c_int;
    }
    let (mut all, mut old): (Signals, Signals) = Default::default();
    // SAFETY: the declarations are those of POSIX, and the memory is large enough.
    let is_blocked = unsafe {
        sigfillset(&raw mut all);
        pthread_sigmask(SET_MASK, &raw const all, &raw mut old) == 0
    };
    let result = f();
    if is_blocked {
        // SAFETY: the same, and `old` is what the system has returned.
        unsafe { pthread_sigmask(SET_MASK, &raw const old, std::ptr::null_mut()) };
    }
    result
}

/// Identifies a file, even after a rename.
pub(crate) fn file_identity(file: &Metadata) -> impl PartialEq + use<> {
    (file.dev(), file.ino())
}

/// The time since the content, the name or another property of a file changed, by the clock of the system.
#[cfg(feature = "compress")]
pub(crate) fn time_since_change(file: &Metadata) -> Option<std::time::Duration> {
    use std::time::{Duration, SystemTime};

    let changed = Duration::from_secs(u64::try_from(file.ctime()).ok()?);
    let now = SystemTime::UNIX_EPOCH.elapsed().ok()?;
    // Less than a second too short.
    now.checked_sub(changed + Duration::from_secs(1))
}

/// Whether a directory still has an entry for this file.
pub(crate) fn is_linked(file: &File) -> bool {
    file.metadata().is_ok_and(|file| file.nlink() > 0)
}

/// The name of this machine, or `None` if it is not known.
pub(crate) fn host_name() -> Option<String> {
    use std::ffi::c_char;

    unsafe extern "C" {
        fn gethostname(name: *mut c_char, len: usize) -> c_int;
    }
    let mut name = [0_u8; 256];
    // SAFETY: the declaration is that of POSIX, and `name` has this length. One byte stays zero.
    let result = unsafe { gethostname(name.as_mut_ptr().cast(), name.len() - 1) };
    let len = name.iter().position(|&byte| byte == 0)?;
    (result == 0 && len > 0).then(|| String::from_utf8_lossy(&name[..len]).into_owned())
}
