//! The id of a thread, as the system's tools show it.

use std::cell::Cell;

use super::fork_generation;

/// The id of this thread, cached. A forked child has another one.
pub(crate) fn thread_id() -> u64 {
    thread_local! {
        // Without a destructor, so that it can be used while the thread's other locals are dropped.
        static ID: Cell<(u32, u64)> = const { Cell::new((0, 0)) };
    }
    let (generation, id) = ID.get();
    if generation == fork_generation() {
        return id;
    }
    let id = look_up();
    ID.set((fork_generation(), id));
    id
}

#[cfg(any(target_os = "linux", target_os = "android"))]
fn look_up() -> u64 {
    use std::ffi::c_long;

    // `gettid` itself is missing in older C libraries.
    const GETTID: c_long = if cfg!(target_arch = "x86_64") {
        186
    } else if cfg!(any(target_arch = "x86", target_arch = "arm")) {
        224
    } else if cfg!(target_arch = "m68k") {
        221
    } else if cfg!(any(target_arch = "powerpc", target_arch = "powerpc64")) {
        207
    } else if cfg!(target_arch = "s390x") {
        236
    } else if cfg!(any(target_arch = "sparc", target_arch = "sparc64")) {
        143
    } else if cfg!(any(target_arch = "mips", target_arch = "mips32r6")) {
        4222
    } else if cfg!(any(target_arch = "mips64", target_arch = "mips64r6")) {
        5178
    } else {
        178
    };
    unsafe extern "C" {
        fn syscall(number: c_long, ...) -> c_long;
    }
    // SAFETY: the declaration is that of the C library, and this system call has no arguments and never fails.
    let id = unsafe { syscall(GETTID) };
    u64::try_from(id).unwrap_or_default()
}

#[cfg(target_vendor = "apple")]
fn look_up() -> u64 {
    use std::ffi::{c_int, c_void};

    unsafe extern "C" {
        fn pthread_threadid_np(thread: *mut c_void, id: *mut u64) -> c_int;
    }
    let mut id = 0;
    // SAFETY: the declaration is that of the C library, null is the current thread, and `id` is valid.
    unsafe { pthread_threadid_np(std::ptr::null_mut(), &raw mut id) };
    id
}

#[cfg(windows)]
fn look_up() -> u64 {
    #[link(name = "kernel32")]
    unsafe extern "system" {
        fn GetCurrentThreadId() -> u32;
    }
    // SAFETY: the declaration is that of the system, and the function never fails.
    unsafe { GetCurrentThreadId() }.into()
}

/// A number of this process, because the id of the system is not known.
#[cfg(not(any(
    target_os = "linux",
    target_os = "android",
    target_vendor = "apple",
    windows
)))]
fn look_up() -> u64 {
    use std::sync::atomic::{AtomicU32, Ordering};

    static COUNT: AtomicU32 = AtomicU32::new(1);
    COUNT.fetch_add(1, Ordering::Relaxed).into()
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn each_thread_has_an_id_of_its_own() {
        let other = thread::spawn(thread_id).join().expect("no panic");
        assert_ne!(thread_id(), other);
        assert_eq!(thread_id(), thread_id());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_id_is_that_of_the_system() {
        let link = std::fs::read_link("/proc/thread-self").expect("the thread has an entry");
        let id = link.file_name().expect("the id").to_string_lossy();
        assert_eq!(id, thread_id().to_string());
    }
}
