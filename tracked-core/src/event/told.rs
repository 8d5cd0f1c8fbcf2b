//! What a record can't carry to our own logger: handed over beside it, on the thread that logs it.

use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use log::Record;

use crate::call::lifecycle::Call;
use crate::callsite::Event;
use crate::event::function_name::FnPath;
use crate::event::text::Text;

/// Which event of which call a record tells of.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    call: Call,
    pub(crate) event: Event,
    pub(crate) elapsed: Option<Duration>,
    pub(crate) busy: Option<Duration>,
}

thread_local! {
    static TOLD: Cell<Option<Told>> = const { Cell::new(None) };
}

/// Whether there is a logger that asks.
static IS_WANTED: AtomicBool = AtomicBool::new(false);

/// From now on everything is told.
pub(crate) fn want() {
    IS_WANTED.store(true, Ordering::Relaxed);
}

/// Puts this down for the record that is logged next.
#[inline]
pub(crate) fn tell(text: &Text<'_>) {
    if IS_WANTED.load(Ordering::Relaxed) {
        put_down(text);
    }
}

/// Takes back what nobody asked for: a filter held the record back, or the logger that was meant is another one.
#[inline]
pub(crate) fn forget() {
    if IS_WANTED.load(Ordering::Relaxed) {
        TOLD.set(None);
    }
}

#[inline(never)]
fn put_down(text: &Text<'_>) {
    TOLD.set(Some(Told::of(text)));
}

/// Takes what was put down for this record, if it is the record of an event.
pub(crate) fn take(record: &Record<'_>) -> Option<Told> {
    // A record that is logged while another one is on its way is not the one that is meant.
    TOLD.take().filter(|told| {
        let site = told.call.site;
        record.file() == Some(site.module.file)
            && record.line() == Some(site.line)
            && record.target() == site.target()
    })
}

impl Told {
    fn of(text: &Text<'_>) -> Self {
        let Text {
            call,
            event,
            ending,
            ..
        } = *text;
        Told {
            call: *call,
            event,
            elapsed: ending.map(|ending| call.elapsed(ending)),
            busy: ending
                .and_then(|ending| ending.polls)
                .map(|polls| polls.busy),
        }
    }

    pub(crate) fn function(&self) -> FnPath {
        self.call.path()
    }
}
