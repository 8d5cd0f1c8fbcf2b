//! A panic hook that logs panics.

use std::panic::{self, Location, PanicHookInfo};
use std::thread;

use log::{Level, Record};

use crate::call::origin::errors_once;
use crate::callsite::passes_max_level;
use crate::context::thread::{ThreadState, with_thread};
use crate::log_format::PANIC_TARGET;
use crate::outcome::failure_text::panic_message;

/// Installs a hook that logs each panic and then runs the previous hook.
pub(crate) fn install() {
    // `take_hook` panics on a thread that is unwinding.
    if thread::panicking() {
        return;
    }
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        let message = panic_message(info.payload());
        with_thread(|thread| thread.store_panic(message));
        log_panic(info);
        previous(info);
    }));
}

/// Must not panic: that would abort the program.
fn log_panic(info: &PanicHookInfo<'_>) {
    let level = level();
    // The filters do not apply, but the maximum level does.
    if !passes_max_level(level) {
        return;
    }
    let thread = thread::current();
    let location = info.location();
    let message = describe(thread.name(), location, panic_message(info.payload()));
    log::logger().log(
        &Record::builder()
            .level(level)
            .target(PANIC_TARGET)
            // The module is unknown, but a closure of the user may expect one.
            .module_path(Some(PANIC_TARGET))
            .file(location.map(Location::file))
            .line(location.map(Location::line))
            .args(format_args!("{message}"))
            .build(),
    );
}

/// One panic is one ERROR with `errors_once`: a call logs the panic that unwinds through it at ERROR. An abort unwinds
/// through no call.
fn level() -> Level {
    let ends_call = cfg!(panic = "unwind") && with_thread(ThreadState::local_call).is_some();
    if ends_call && errors_once() {
        Level::Warn
    } else {
        Level::Error
    }
}

fn describe(thread: Option<&str>, location: Option<&Location<'_>>, message: &str) -> String {
    let thread = match thread {
        Some("main") => String::new(),
        Some(name) => format!("thread '{name}' "),
        None => "unnamed thread ".to_owned(),
    };
    let location = location.map_or_else(String::new, |location| format!(" at {location}"));
    format!("{thread}panicked{location}: {message}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_thread_is_named_unless_it_is_main() {
        let location = Location::caller();
        let shown = |thread| describe(thread, Some(location), "no");
        assert_eq!(shown(Some("main")), format!("panicked at {location}: no"));
        assert_eq!(
            shown(Some("worker")),
            format!("thread 'worker' panicked at {location}: no")
        );
        assert_eq!(
            shown(None),
            format!("unnamed thread panicked at {location}: no")
        );
    }
}
