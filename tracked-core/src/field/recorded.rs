//! Fields that the body of a call records while it runs.

use std::any::type_name;
use std::fmt::{self, Debug, Display, Formatter};

use super::truncate::push_truncated;
use super::value::Value;
use crate::callsite::IS_COMPILED_OUT;
use crate::callsite::secret::is_secret;
use crate::context::recorded::{RecordedField, store};
use crate::context::span::SpanId;
use crate::context::thread::{ThreadState, suppress, with_thread};

/// The length in bytes at which a value is truncated when it is recorded. The option `max_len` truncates it further.
const MAX_LEN: usize = 16 * 1024;

/// Adds a field to the current call, formatted by `Debug`.
///
/// The field appears in the record that ends the call: behind the arguments, and as a key-value, where a number or a
/// boolean keeps its type. A later value of the same name replaces an earlier one, and so does a value with the name of
/// an argument. Secrets are redacted and long values are truncated, as in arguments.
///
/// Outside of all calls, this does nothing. It also does nothing in a [`Context`](crate::Context) that came from another
/// call: a call can only be given fields where it runs.
///
/// If all five events of a function are off or disabled, the field belongs to the call around it, because a disabled
/// function only tests its level and stores nothing. The default `panic`, which is logged at ERROR, is enough for a call:
/// its fields are dropped if the event that ends it is disabled.
///
/// ```
/// use std::io;
/// use tracked_core::{record, tracked};
///
/// #[tracked]
/// fn import(text: &str) -> io::Result<()> {
///     let rows: Vec<&str> = text.lines().collect();
///     record("rows", rows.len()); // done import(text="a\nb", rows=2) in 1.20ms
///     Ok(())
/// }
///
/// # import("a\nb").unwrap();
/// ```
pub fn record<T: Debug>(name: &'static str, value: T) {
    record_with(name, || value);
}

/// Adds a field to the current call as [`record`] does, formatted by `Display`.
///
/// ```
/// use std::path::Path;
/// use tracked_core::{record_display, tracked};
///
/// #[tracked]
/// fn import(directory: &Path) {
///     record_display("file", directory.join("data.csv").display());
/// }
///
/// # import(Path::new("/"));
/// ```
pub fn record_display<T: Display>(name: &'static str, value: T) {
    if let Some(call) = current_call() {
        let is_display = true;
        store_value(call, name, type_name::<T>(), is_display, &value);
    }
}

/// Adds a field to the current call as [`record`] does. Without a call, the closure is not called.
///
/// ```
/// use tracked_core::{record_with, tracked};
///
/// #[tracked]
/// fn import(numbers: &[u64]) {
///     record_with("sum", || numbers.iter().sum::<u64>());
/// }
///
/// # import(&[1, 2]);
/// ```
pub fn record_with<T: Debug>(name: &'static str, value: impl FnOnce() -> T) {
    if let Some(call) = current_call() {
        let value = value();
        let (type_name, is_display) = (type_name::<T>(), false);
        // A variable for the text would need Rust 1.89.
        store_value(
            call,
            name,
            type_name,
            is_display,
            &format_args!("{value:?}"),
        );
    }
}

#[inline]
fn current_call() -> Option<SpanId> {
    if IS_COMPILED_OUT {
        return None;
    }
    with_thread(ThreadState::local_call)
}

#[cold]
fn store_value(
    call: SpanId,
    name: &'static str,
    type_name: &'static str,
    is_display: bool,
    value: &dyn Display,
) {
    let mut text = String::new();
    suppress(|| push_truncated(&mut text, value, MAX_LEN));
    let field = RecordedField {
        name,
        text,
        type_name,
        is_display,
        is_secret: is_secret(name),
    };
    store(call, [field]);
}

impl RecordedField {
    /// The value as it was recorded.
    pub(crate) fn value(&self) -> Value<'_> {
        if self.is_display {
            Value::Display(self, self.type_name)
        } else {
            Value::Debug(self, self.type_name)
        }
    }
}

impl Debug for RecordedField {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Display for RecordedField {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}
