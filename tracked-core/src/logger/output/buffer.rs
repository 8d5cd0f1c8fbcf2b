//! Records that are kept for a moment, so that many of them are one write.

use std::cell::Cell;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use log::Level;

use super::destination::Batch;
use super::destinations::Destinations;
use crate::logger::self_report;
use crate::sys;
use crate::sys::process_id;

pub(crate) struct Buffer {
    destinations: Arc<Destinations>,
    interval: Duration,
    // Whose records are kept: a fork has a copy of them, which is not for it to write.
    process: u32,
    // From then on nothing is kept any more.
    closed: AtomicBool,
    pending: Mutex<Lines>,
    filled: Condvar,
    // Swapped with what is kept, so that other threads go on while one writes. Locked first.
    flushing: Mutex<Lines>,
}

#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Buffer {
    // Nothing is kept until `start`.
    pub(crate) fn new(destinations: Arc<Destinations>, interval: Duration) -> Self {
        Self {
            destinations,
            interval,
            process: process_id(),
            closed: AtomicBool::new(true),
            pending: Mutex::default(),
            filled: Condvar::new(),
            flushing: Mutex::default(),
        }
    }

    // Begins to keep records, if it is sure that they will be written.
    pub(crate) fn start(self: &Arc<Self>) {
        static STARTED: OnceLock<Arc<Buffer>> = OnceLock::new();
        extern "C" fn close() {
            if let Some(buffer) = STARTED.get() {
                buffer.close();
            }
        }
        if STARTED.set(Arc::clone(self)).is_err() || !sys::at_exit(close) {
            return;
        }
        self.closed.store(false, Ordering::Release);
        let buffer = Arc::clone(self);
        let thread = thread::Builder::new().name("tracked-log".to_owned());
        if let Err(error) = thread.spawn(move || buffer.write_every_interval()) {
            self.close();
            self_report::warn(format_args!(
                "cannot start the thread that writes the log: {error}, logging unbuffered instead"
            ));
        }
    }

    pub(crate) fn put(&self, line: &[u8], level: Level) {
        let Some(mut pending) = self.lock() else {
            return self.destinations.write(Batch {
                bytes: line,
                ends: &[line.len()],
            });
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

    // Other threads may still log while the program exits: their records are written one by one, behind these.
    fn close(&self) {
        if !self.is_open() {
            return;
        }
        let _leaving = lock(&self.flushing);
        let mut pending = lock(&self.pending);
        self.closed.store(true, Ordering::Release);
        pending.flush_to(&self.destinations);
    }

    fn write_every_interval(&self) {
        while let Some(mut pending) = self.lock() {
            while pending.ends.is_empty() {
                pending = self
                    .filled
                    .wait(pending)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            drop(pending);
            thread::sleep(self.interval);
            self.flush();
        }
    }

    // What is kept, if anything is.
    fn lock(&self) -> Option<MutexGuard<'_, Lines>> {
        let pending = self.is_open().then(|| lock(&self.pending))?;
        (!self.closed.load(Ordering::Relaxed)).then_some(pending)
    }

    // A fork does not even ask for a lock, which somebody may have held at that moment.
    fn is_open(&self) -> bool {
        !self.closed.load(Ordering::Acquire) && self.process == process_id()
    }

    // Returns when all that is kept now is written, by this thread or another one, and in its order. What this thread
    // keeps while it writes, since the user's closure logs when it is given a report of lost records, waits for the next.
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

// Beyond that, waiting saves nothing more.
const CAPACITY: usize = 64 * 1024;
