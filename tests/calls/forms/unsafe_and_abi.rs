//! `unsafe`, `extern` and exported functions: qualifier, ABI and symbol do not change.

use tracked_core::tracked;

use crate::support::expect;

/// # Safety
///
/// `pointer` is valid.
#[tracked]
unsafe fn dereferences(pointer: *const u32) -> u32 {
    // SAFETY: the caller guarantees the same.
    unsafe { *pointer }
}

#[tracked]
extern "C" fn by_c(a: i32, b: i32) -> i32 {
    a + b
}

#[tracked]
extern "system" fn by_system(a: i32) -> i32 {
    a
}

#[tracked]
extern "C-unwind" fn by_c_unwind(fail: bool) -> i32 {
    assert!(!fail, "crosses the border");
    1
}

#[tracked]
extern "Rust" fn by_rust(a: String) -> String {
    a
}

#[tracked]
unsafe extern "C" fn unsafe_by_c(list: *const i32, len: usize) -> i32 {
    // SAFETY: the caller guarantees the same.
    unsafe { std::slice::from_raw_parts(list, len) }
        .iter()
        .sum()
}

#[tracked]
pub(crate) extern "C" fn with_pointers(
    out: *mut u32,
    f: Option<extern "C" fn(u32) -> u32>,
) -> bool {
    let Some(f) = f else { return false };
    // SAFETY: the test passes a valid pointer.
    unsafe { *out = f(1) };
    true
}

#[tracked]
#[unsafe(no_mangle)]
extern "C" fn tracked_forms_exported(a: u32) -> u32 {
    a + 1
}

#[unsafe(export_name = "tracked_forms_renamed")]
#[tracked]
fn exported_by_another_name(a: u32) -> u32 {
    a + 2
}

mod imported {
    unsafe extern "C" {
        pub(super) safe fn tracked_forms_exported(a: u32) -> u32;
    }
    unsafe extern "Rust" {
        pub(super) safe fn tracked_forms_renamed(a: u32) -> u32;
    }
}

#[test]
fn qualifiers_are_part_of_the_type() {
    let pointers = (
        dereferences as unsafe fn(*const u32) -> u32,
        by_c as extern "C" fn(i32, i32) -> i32,
        by_system as extern "system" fn(i32) -> i32,
        by_c_unwind as extern "C-unwind" fn(bool) -> i32,
        by_rust as fn(String) -> String,
        unsafe_by_c as unsafe extern "C" fn(*const i32, usize) -> i32,
    );
    let list = [1, 2];
    // SAFETY: the pointers point to live values.
    unsafe {
        assert_eq!(pointers.0(&1), 1);
        assert_eq!(pointers.5(list.as_ptr(), list.len()), 3);
    }
    assert_eq!(pointers.1(1, 2), 3);
    assert_eq!(pointers.2(1), 1);
    assert_eq!(pointers.3(false), 1);
    assert_eq!(pointers.4("a".to_owned()), "a");
}

#[test]
fn records_are_those_of_safe_functions() {
    expect(
        &[
            "INFO start by_c(a=1, b=2)",
            "INFO done by_c(a=1, b=2) in TIME",
        ],
        || by_c(1, 2),
    );
    let payload = expect(
        &[
            "INFO start by_c_unwind(fail=true)",
            "ERROR panic by_c_unwind(fail=true) in TIME: crosses the border",
        ],
        || std::panic::catch_unwind(|| by_c_unwind(true)).unwrap_err(),
    );
    assert_eq!(*payload.downcast::<&str>().unwrap(), "crosses the border");
    let mut out = 0;
    extern "C" fn next(n: u32) -> u32 {
        n + 1
    }
    assert!(with_pointers(&raw mut out, Some(next)));
    assert!(!with_pointers(&raw mut out, None));
    assert_eq!(out, 2);
}

#[test]
fn symbols_are_exported() {
    assert_eq!(imported::tracked_forms_exported(1), 2);
    assert_eq!(imported::tracked_forms_renamed(1), 3);
    assert_eq!(exported_by_another_name(1), 3);
}

struct Buffer {
    bytes: [u8; 4],
}

impl Buffer {
    #[tracked]
    unsafe fn at(&self, index: usize) -> &u8 {
        // SAFETY: the caller guarantees the same.
        unsafe { self.bytes.get_unchecked(index) }
    }

    #[tracked]
    unsafe fn at_mut<'a>(&'a mut self, index: usize) -> Result<&'a mut u8, String> {
        // SAFETY: the caller guarantees the same.
        Ok(unsafe { self.bytes.get_unchecked_mut(index) })
    }

    #[tracked]
    extern "C" fn len(&self) -> usize {
        self.bytes.len()
    }
}

unsafe trait Trusted {
    unsafe fn trusted(&self) -> u32;
}

// SAFETY: the function has no requirements.
unsafe impl Trusted for Buffer {
    #[tracked]
    unsafe fn trusted(&self) -> u32 {
        7
    }
}

#[test]
fn methods_can_be_unsafe() {
    let mut buffer = Buffer {
        bytes: [1, 2, 3, 4],
    };
    // SAFETY: the indices are in range.
    unsafe {
        *buffer.at_mut(1).unwrap() += 1;
        assert_eq!(*buffer.at(1), 3);
        assert_eq!(buffer.trusted(), 7);
    }
    assert_eq!(buffer.len(), 4);
}

#[cfg(target_arch = "x86_64")]
mod target_features {
    use tracked_core::tracked;

    #[tracked]
    #[target_feature(enable = "sse2")]
    unsafe fn asks(a: u32) -> u32 {
        helps(a)
    }

    /// A safe call needs the feature in the body of its caller, even if generated code moves that body.
    #[target_feature(enable = "sse2")]
    #[tracked]
    fn helps(a: u32) -> u32 {
        a + 1
    }

    #[tracked]
    #[target_feature(enable = "sse2")]
    fn asks_in_a_result(a: u32) -> Result<u32, String> {
        Ok(helps(a))
    }

    #[test]
    fn functions_can_need_target_features() {
        // SAFETY: every x86_64 processor has the feature.
        unsafe {
            assert_eq!(asks(1), 2);
            assert_eq!(asks_in_a_result(1), Ok(2));
        }
    }
}
