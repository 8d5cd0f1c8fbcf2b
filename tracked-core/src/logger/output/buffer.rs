//! Collects records, so that many of them are one write.

use std::cell::Cell;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use log::Level;

use super::destination::Batch;
use super::destinations::Destinations;
use crate::logger::self_report;
use crate::sys::{fork_generation, with_signals_blocked};

pub(crate) struct Buffer {
    destinations: Arc<Destinations>,
    interval: Duration,
    /// The process that collects records. A forked child has a copy of them, which it must not write.
    process: u32,
    /// If true, records are written one by one.
    closed: AtomicBool,
    pending: Mutex<Lines>,
    filled: Condvar,
    /// Swapped with `pending` for a write, so that other threads can log during the write. Locked before `pending`.
    flushing: Mutex<Lines>,
}

#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Buffer {
    /// A closed buffer, until `start`.
    pub(crate) fn new(destinations: Arc<Destinations>, interval: Duration) -> Self {
        Self {
            destinations,
            interval,
            process: fork_generation(),
            closed: AtomicBool::new(true),
            pending: Mutex::default(),
            filled: Condvar::new(),
            flushing: Mutex::default(),
        }
    }

    /// Opens the buffer. The caller guarantees that it is closed before the program exits.
    pub(crate) fn start(self: &Arc<Self>) {
        self.closed.store(false, Ordering::Release);
        let buffer = Arc::clone(self);
        let thread = thread::Builder::new().name("tracked-log".to_owned());
        // The signals of the program go to the threads of the program.
        let spawned = with_signals_blocked(|| thread.spawn(move || buffer.write_every_interval()));
        if let Err(error) = spawned {
            self.close();
            self_report::warn(format_args!(
                "cannot start the thread that writes the log: {error}, logging unbuffered instead"
            ));
        }
    }

    pub(crate) fn put(&self, line: &[u8], level: Level) {
        let Some(mut pending) = self.lock() else {
            return self.destinations.write_line(line);
        };
        let was_empty = pending.ends.is_empty();
        pending.bytes.extend_from_slice(line);
        let end = pending.bytes.len();
        pending.ends.push(end);
        drop(pending);
        if was_empty {
            self.filled.notify_one();
        }
        if level == Level::Error || end >= CAPACITY {
            self.write();
        }
    }

    pub(crate) fn flush(&self) {
        if self.is_open() {
            self.write();
        }
    }

    /// Writes pending records. What other threads log while the program exits is written after them, one by one.
    pub(crate) fn close(&self) {
        if !self.is_open() {
            return;
        }
        let _flushing = lock(&self.flushing);
        let mut pending = lock(&self.pending);
        self.closed.store(true, Ordering::Release);
        pending.flush_to(&self.destinations);
    }

    fn write_every_interval(&self) {
        while let Some(pending) = self.lock() {
            let is_empty = |pending: &mut Lines| pending.ends.is_empty();
            drop(self.filled.wait_while(pending, is_empty));
            thread::sleep(self.interval);
            self.flush();
        }
    }

    /// The pending records, unless the buffer is closed.
    fn lock(&self) -> Option<MutexGuard<'_, Lines>> {
        let pending = self.is_open().then(|| lock(&self.pending))?;
        (!self.closed.load(Ordering::Relaxed)).then_some(pending)
    }

    /// False in a forked child, which must not take a lock: another thread may have held it during the fork.
    fn is_open(&self) -> bool {
        !self.closed.load(Ordering::Acquire) && self.process == fork_generation()
    }

    /// Returns when all pending records are written in order, by this thread or another one.
    ///
    /// The user's closure may log while it formats a report of lost records. Such a record stays pending.
    fn write(&self) {
        thread_local! {
            static IS_WRITING: Cell<bool> = const { Cell::new(false) };
        }
        if IS_WRITING.replace(true) {
            return;
        }
        let mut flushing = lock(&self.flushing);
        mem::swap(&mut *flushing, &mut *lock(&self.pending));
        flushing.flush_to(&self.destinations);
        IS_WRITING.set(false);
    }
}

impl Lines {
    fn flush_to(&mut self, destinations: &Destinations) {
        if self.ends.is_empty() {
            return;
        }
        destinations.write(Batch {
            bytes: &self.bytes,
            ends: &self.ends,
        });
        self.bytes.clear();
        self.ends.clear();
    }
}

fn lock(pending: &Mutex<Lines>) -> MutexGuard<'_, Lines> {
    pending.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The number of bytes after which a larger write saves nothing.
const CAPACITY: usize = 64 * 1024;
