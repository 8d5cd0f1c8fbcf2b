//! The name of the current thread in a record.

use std::borrow::Cow;
use std::cell::Cell;
use std::str;
use std::thread;

/// A thread's name, or its id if it has none.
///
/// Cached without a destructor, so that it is available while the thread ends, when `thread::current` may panic.
#[derive(Clone, Copy)]
struct Name {
    bytes: [u8; MAX_LEN],
    len: usize,
}

pub(crate) fn with<R>(f: impl FnOnce(&str) -> R) -> R {
    thread_local! {
        static NAME: Cell<Option<Name>> = const { Cell::new(None) };
    }
    let name = NAME.get().unwrap_or_else(|| {
        let name = look_up();
        NAME.set(Some(name));
        name
    });
    f(str::from_utf8(&name.bytes[..name.len]).unwrap_or_default())
}

fn look_up() -> Name {
    let thread = thread::current();
    let text: Cow<'_, str> = match thread.name() {
        Some(name) => name.into(),
        None => format!("{:?}", thread.id()).into(),
    };
    let mut len = text.len().min(MAX_LEN);
    while !text.is_char_boundary(len) {
        len -= 1;
    }
    let mut bytes = [0; MAX_LEN];
    bytes[..len].copy_from_slice(&text.as_bytes()[..len]);
    Name { bytes, len }
}

const MAX_LEN: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    fn name_of(builder: thread::Builder) -> String {
        let thread = builder.spawn(|| with(str::to_owned)).expect("a thread");
        thread.join().expect("no panic")
    }

    #[test]
    fn the_id_replaces_a_missing_name() {
        let named = thread::Builder::new().name("worker".to_owned());
        assert_eq!(name_of(named), "worker");
        assert!(name_of(thread::Builder::new()).starts_with("ThreadId("));
    }

    #[test]
    fn a_long_name_is_truncated_between_characters() {
        let long = thread::Builder::new().name("가".repeat(30));
        assert_eq!(name_of(long), "가".repeat(21));
    }
}
