//! The message of a panic.

use std::any::Any;
use std::cell::Cell;

/// The message, as the standard library's hook prints it.
pub(crate) fn panic_message(payload: &dyn Any) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("Box<dyn Any>")
}

thread_local! {
    static LAST: Cell<Option<String>> = const { Cell::new(None) };
}

/// Stores the message of this thread's panic, for a call that cannot catch the panic.
#[cfg(feature = "logger")]
pub(crate) fn store_panic_message(payload: &dyn Any) {
    // Fails if the thread has dropped its thread-local values. In this case, no call follows.
    let _ = LAST.try_with(|last| last.set(Some(panic_message(payload).to_owned())));
}

/// The message that [`store_panic_message`] has stored, if the panic hook of this crate is installed.
pub(crate) fn take_panic_message() -> Option<String> {
    LAST.try_with(Cell::take).ok()?
}
