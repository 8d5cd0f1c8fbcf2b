//! The fields that the bodies of calls record while they run.

use std::cell::RefCell;
use std::mem;

use super::span::{Span, SpanId};
use super::thread::{ThreadState, current_span, with_thread};

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
}

/// Calls `f` with the fields of this thread, unless the thread ends.
fn with_fields<R>(f: impl FnOnce(&mut Vec<(SpanId, RecordedField)>) -> R) -> Option<R> {
    let result = FIELDS.try_with(|fields| Some(f(&mut *fields.try_borrow_mut().ok()?)));
    result.ok().flatten()
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
        with_thread(|thread| thread.set_has_recorded(!fields.is_empty()));
    });
}

/// Calls `visit` with the fields of the call that this thread runs.
#[cold]
pub(crate) fn visit_recorded(visit: &mut dyn FnMut(&RecordedField)) {
    let Some(Span { id, .. }) = current_span() else {
        return;
    };
    let _ = FIELDS.try_with(|fields| {
        // A value that is formatted records no fields, so nothing else borrows them.
        if let Ok(fields) = fields.try_borrow() {
            let own = fields.iter().filter(|(owner, _)| *owner == id);
            own.for_each(|(_, field)| visit(field));
        }
    });
}

impl ThreadState {
    /// Removes the fields of a call.
    pub(super) fn remove_recorded(&self, id: SpanId) {
        with_fields(|fields| {
            fields.retain(|(owner, _)| *owner != id);
            self.set_has_recorded(!fields.is_empty());
        });
    }

    /// Removes the fields of a call and returns them.
    #[inline]
    pub(crate) fn take_recorded(&self, id: SpanId) -> Vec<RecordedField> {
        if self.has_recorded() {
            take(self, id)
        } else {
            Vec::new()
        }
    }
}

#[cold]
fn take(thread: &ThreadState, id: SpanId) -> Vec<RecordedField> {
    let taken = with_fields(|fields| {
        let mut taken = Vec::new();
        for (owner, field) in mem::take(fields) {
            if owner == id {
                taken.push(field);
            } else {
                fields.push((owner, field));
            }
        }
        thread.set_has_recorded(!fields.is_empty());
        taken
    });
    taken.unwrap_or_default()
}
