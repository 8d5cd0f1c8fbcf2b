//! Panics as records.

use std::fmt;
use std::panic::{self, Location, PanicHookInfo};
use std::thread;

use log::{Level, Record};

use crate::logger::logger::PANIC_TARGET;
use crate::outcome::error_text::{note_panic, panic_message};

// From now on every panic is logged before the hook that is there now runs.
pub(crate) fn log_panics() {
    // A thread that is unwinding may not touch the hook: it would panic a second time.
    if thread::panicking() {
        return;
    }
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        note_panic(info.payload());
        record(info);
        previous(info);
    }));
}

// Nothing in here may panic: that would abort the program.
fn record(info: &PanicHookInfo<'_>) {
    // Filters don't count, but where everything is off, so is this.
    if Level::Error > log::STATIC_MAX_LEVEL || Level::Error > log::max_level() {
        return;
    }
    let thread = thread::current();
    let place = info.location();
    let panic = Panic {
        thread: thread.name(),
        place,
        message: panic_message(info.payload()),
    };
    log::logger().log(
        &Record::builder()
            .level(Level::Error)
            .target(PANIC_TARGET)
            // The true one is not known, and a closure of the user may count on there being one.
            .module_path(Some(PANIC_TARGET))
            .file(place.map(Location::file))
            .line(place.map(Location::line))
            .args(format_args!("{panic}"))
            .build(),
    );
}

struct Panic<'a> {
    thread: Option<&'a str>,
    place: Option<&'a Location<'a>>,
    message: &'a str,
}

impl fmt::Display for Panic<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.thread {
            Some("main") => {}
            Some(name) => write!(f, "thread '{name}' ")?,
            None => f.write_str("unnamed thread ")?,
        }
        f.write_str("panicked")?;
        if let Some(place) = self.place {
            write!(f, " at {place}")?;
        }
        write!(f, ": {}", self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_shown_with_its_thread_unless_that_is_main() {
        let place = Location::caller();
        let shown = |thread| {
            Panic {
                thread,
                place: Some(place),
                message: "no",
            }
            .to_string()
        };
        assert_eq!(shown(Some("main")), format!("panicked at {place}: no"));
        assert_eq!(
            shown(Some("worker")),
            format!("thread 'worker' panicked at {place}: no")
        );
        assert_eq!(
            shown(None),
            format!("unnamed thread panicked at {place}: no")
        );
    }
}
