//! The name of the current thread in a record.

use std::borrow::Cow;
use std::cell::Cell;
use std::str;
use std::thread;

/// Calls `f` with the name of this thread, or with its id if it has none.
///
/// The name is cached without a destructor, so that it is available while the thread ends, when `thread::current` may
/// panic. Zeros follow it, which a name never contains.
pub(crate) fn with<R>(f: impl FnOnce(&str) -> R) -> R {
    thread_local! {
        static NAME: Cell<[u8; MAX_LEN]> = const { Cell::new([0; MAX_LEN]) };
    }
    let mut name = NAME.get();
    if name[0] == 0 {
        name = look_up();
        NAME.set(name);
    }
    let len = name.iter().position(|&byte| byte == 0);
    f(str::from_utf8(&name[..len.unwrap_or(MAX_LEN)]).unwrap_or_default())
}

fn look_up() -> [u8; MAX_LEN] {
    let thread = thread::current();
    let text: Cow<'_, str> = match thread.name() {
        Some(name) => name.into(),
        None => format!("{:?}", thread.id()).into(),
    };
    let mut len = text.len().min(MAX_LEN);
    while !text.is_char_boundary(len) {
        len -= 1;
    }
    let mut name = [0; MAX_LEN];
    name[..len].copy_from_slice(&text.as_bytes()[..len]);
    name
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
