//! The fields that the bodies of calls record while they run.

use std::cell::{Cell, RefCell};
use std::mem;

use super::span::SpanId;

/// A field that the body of a call has recorded.
pub(crate) struct RecordedField {
    pub(crate) name: &'static str,
    /// The formatted value.
    pub(crate) text: String,
    /// The type of the value.
    pub(crate) type_name: &'static str,
    /// Whether the value was formatted by `Display`.
    pub(crate) is_display: bool,
    /// Whether the name is that of a secret.
    pub(crate) is_secret: bool,
}

thread_local! {
    /// The fields of all calls that this thread runs, in the order in which they were recorded.
    static FIELDS: RefCell<Vec<(SpanId, RecordedField)>> = const { RefCell::new(Vec::new()) };
    /// Whether there are any.
    static IS_USED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a call that this thread runs has recorded a field.
#[inline]
pub(crate) fn is_any() -> bool {
    IS_USED.try_with(Cell::get).unwrap_or(false)
}

/// Calls `f` with the fields of this thread, unless the thread ends.
fn with_fields<R: Default>(f: impl FnOnce(&mut Vec<(SpanId, RecordedField)>) -> R) -> R {
    let result = FIELDS.try_with(|fields| {
        let mut fields = fields.try_borrow_mut().ok()?;
        let result = f(&mut fields);
        IS_USED.set(!fields.is_empty());
        Some(result)
    });
    result.ok().flatten().unwrap_or_default()
}

/// Stores fields of a call that this thread runs. A later value replaces an earlier one of the same name.
#[cold]
pub(crate) fn store(id: SpanId, recorded: impl IntoIterator<Item = RecordedField>) {
    with_fields(|fields| {
        for field in recorded {
            let mut known = fields.iter_mut();
            match known.find(|(owner, known)| *owner == id && known.name == field.name) {
                Some((_, known)) => *known = field,
                None => fields.push((id, field)),
            }
        }
    });
}

/// Calls `visit` with the fields of a call that this thread runs.
#[cold]
pub(crate) fn visit(id: SpanId, visit: &mut dyn FnMut(&RecordedField)) {
    let _ = FIELDS.try_with(|fields| {
        // A value that is formatted records no fields, so nothing else borrows them.
        if let Ok(fields) = fields.try_borrow() {
            let own = fields.iter().filter(|(owner, _)| *owner == id);
            own.for_each(|(_, field)| visit(field));
        }
    });
}

/// Removes the fields of a call.
pub(super) fn remove(id: SpanId) {
    with_fields(|fields| fields.retain(|(owner, _)| *owner != id));
}

/// Removes the fields of a call and returns them.
#[inline]
pub(crate) fn take(id: SpanId) -> Vec<RecordedField> {
    if is_any() {
        take_stored(id)
    } else {
        Vec::new()
    }
}

#[cold]
fn take_stored(id: SpanId) -> Vec<RecordedField> {
    with_fields(|fields| {
        let mut taken = Vec::new();
        for (owner, field) in mem::take(fields) {
            if owner == id {
                taken.push(field);
            } else {
                fields.push((owner, field));
            }
        }
        taken
    })
}
