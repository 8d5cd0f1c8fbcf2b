//! The logger: filters a record, formats it and writes the line.

use std::cell::Cell;
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use log::{Level, LevelFilter, Log, Metadata, Record};

use super::format::clock::Zone;
use super::format::line;
use super::output::destination::{Destination, LockedForFork};
use super::output::sink::Sink;
use super::run::Run;
use crate::log_format::PANIC_TARGET;
use crate::sys;

pub(crate) struct Logger {
    pub(crate) filter: env_logger::Logger,
    /// Whether the filter reads messages.
    pub(crate) has_pattern: bool,
    /// One, or two with different formats.
    pub(crate) sinks: Vec<Sink>,
    pub(crate) sync_errors: bool,
    pub(crate) zone: Zone,
    /// For sinks that programs read.
    pub(crate) run: Option<Run>,
}

impl Logger {
    /// Writes the first record of the process, and opens the buffer if an exit hook guarantees that pending records are
    /// written.
    pub(crate) fn start(self: &Arc<Self>) {
        static STARTED: OnceLock<Arc<Logger>> = OnceLock::new();
        thread_local! {
            static LOCKS: Cell<Vec<LockedForFork>> = const { Cell::new(Vec::new()) };
        }
        fn destinations() -> impl Iterator<Item = &'static Destination> {
            STARTED
                .get()
                .into_iter()
                .flat_map(|logger| logger.destinations())
        }
        extern "C" fn close() {
            if let Some(logger) = STARTED.get() {
                logger.sinks.iter().for_each(Sink::close);
            }
        }
        extern "C" fn before_fork() {
            let locks = destinations()
                .filter_map(Destination::lock_for_fork)
                .collect();
            // While a thread ends, its locals are gone, and the locks are released too early.
            let _ = LOCKS.try_with(|held| held.set(locks));
        }
        extern "C" fn after_fork_in_parent() {
            let _ = LOCKS.try_with(Cell::take);
            destinations().for_each(Destination::after_fork_in_parent);
        }
        extern "C" fn after_fork_in_child() {
            let _ = LOCKS.try_with(Cell::take);
            destinations().for_each(Destination::after_fork_in_child);
        }
        let is_closed_at_exit = STARTED.set(Arc::clone(self)).is_ok() && sys::at_exit(close);
        sys::at_fork(
            Some(before_fork),
            Some(after_fork_in_parent),
            Some(after_fork_in_child),
        );
        if is_closed_at_exit {
            self.sinks.iter().for_each(Sink::start);
        }
        if log::max_level() != LevelFilter::Off {
            self.write_run();
        }
    }

    fn destinations(&self) -> impl Iterator<Item = &Destination> {
        self.sinks.iter().flat_map(Sink::destinations)
    }

    /// Writes the first record of the process, if it is not written yet. No filter applies.
    fn write_run(&self) {
        if let Some(run) = self.run.as_ref().filter(|run| run.claim()) {
            run.with_record(self.zone, |record| {
                for sink in self.sinks.iter().filter(|sink| sink.is_json()) {
                    sink.write(record, self.sync_errors);
                }
            });
        }
    }

    /// The filter receives the message as formatted text, because a value that panics must not end a log call.
    fn passes(&self, record: &Record<'_>) -> bool {
        if !self.has_pattern || !self.filter.enabled(record.metadata()) {
            return self.filter.matches(record);
        }
        with_formatted_message(record, |record| self.filter.matches(record))
    }

    /// Formats the message once, because a value can give another text or panic at the second time.
    fn write(&self, record: &Record<'_>) {
        match self.sinks.as_slice() {
            [sink] => sink.write(record, self.sync_errors),
            sinks => with_formatted_message(record, |record| {
                for sink in sinks {
                    sink.write(record, self.sync_errors);
                }
            }),
        }
    }
}

fn with_formatted_message<R>(record: &Record<'_>, f: impl FnOnce(&Record<'_>) -> R) -> R {
    line::with_line(|line| {
        line.catch_panics(|line| line.write_fmt(*record.args()));
        let message = String::from_utf8_lossy(line.as_bytes());
        let mut record = record.to_builder();
        f(&record.args(format_args!("{message}")).build())
    })
}

impl Log for Logger {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        is_panic(metadata) || self.filter.enabled(metadata)
    }

    fn log(&self, record: &Record<'_>) {
        if is_panic(record.metadata()) || self.passes(record) {
            // A forked child is a process of its own.
            self.write_run();
            self.write(record);
        }
    }

    fn flush(&self) {
        self.sinks.iter().for_each(Sink::flush);
    }
}

/// Filters do not apply to the records of panics.
fn is_panic(metadata: &Metadata<'_>) -> bool {
    metadata.level() == Level::Error && metadata.target() == PANIC_TARGET
}
