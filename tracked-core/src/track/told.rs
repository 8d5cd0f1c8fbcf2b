//! What a record can't carry to our own logger: handed over beside it, on the thread that logs it.

use std::cell::Cell;
use std::fmt::{self, Display, Formatter};
use std::time::Duration;

use log::Record;

use super::name::FnName;
use super::site::{Event, Site};
use super::span::Span;

/// Which event of which call a record tells of.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    pub(crate) site: &'static Site,
    pub(crate) name: FnName,
    pub(crate) event: Event,
    pub(crate) span: Span,
    pub(crate) elapsed: Option<Duration>,
    pub(crate) busy: Option<Duration>,
}

thread_local! {
    static TOLD: Cell<Option<Told>> = const { Cell::new(None) };
}

/// Puts this down for the record that is logged next.
pub(crate) fn tell(told: Told) {
    TOLD.set(Some(told));
}

/// Takes what was put down for this record, if it is the record of an event.
pub(crate) fn take(record: &Record<'_>) -> Option<Told> {
    // The logger that was meant may have been another one, which left it there.
    TOLD.take().filter(|told| {
        record.file() == Some(told.site.file)
            && record.line() == Some(told.site.line)
            && record.target() == told.site.target()
    })
}

/// The full path of the function.
impl Display for Told {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.site.module, self.name)
    }
}
