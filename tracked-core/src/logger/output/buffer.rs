//! Records that are kept for a moment, so that many of them are one write.

use std::cell::Cell;
use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use log::Level;

use super::destination::Chunk;
use super::sink::Sink;
use crate::logger::self_report;
use crate::sys;
use crate::sys::process_id;

pub(crate) struct Buffer {
    sink: Arc<Sink>,
    interval: Duration,
    // Whose records are kept: a fork has a copy of them, which is not for it to write.
    process: u32,
    // From then on nothing is kept any more.
    closed: AtomicBool,
    kept: Mutex<Kept>,
    filled: Condvar,
    // Swapped with what is kept, so that other threads go on while one writes. Locked first.
    leaving: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Buffer {
    // Nothing is kept until `start`.
    pub(crate) fn new(sink: Arc<Sink>, interval: Duration) -> Self {
        Self {
            sink,
            interval,
            process: process_id(),
            closed: AtomicBool::new(true),
            kept: Mutex::default(),
            filled: Condvar::new(),
            leaving: Mutex::default(),
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
            self_report::say(format_args!(
                "cannot start the thread that writes the log: {error}, logging unbuffered instead"
            ));
        }
    }

    pub(crate) fn put(&self, line: &[u8], level: Level) {
        let Some(mut kept) = self.lock() else {
            return self.sink.write(Chunk {
                bytes: line,
                ends: &[line.len()],
            });
        };
        let was_empty = kept.ends.is_empty();
        kept.bytes.extend_from_slice(line);
        let end = kept.bytes.len();
        kept.ends.push(end);
        drop(kept);
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
        let _leaving = lock(&self.leaving);
        let mut kept = lock(&self.kept);
        self.closed.store(true, Ordering::Release);
        kept.leave(&self.sink);
    }

    fn write_every_interval(&self) {
        while let Some(mut kept) = self.lock() {
            while kept.ends.is_empty() {
                kept = self
                    .filled
                    .wait(kept)
                    .unwrap_or_else(PoisonError::into_inner);
            }
            drop(kept);
            thread::sleep(self.interval);
            self.flush();
        }
    }

    // What is kept, if anything is.
    fn lock(&self) -> Option<MutexGuard<'_, Kept>> {
        let kept = self.is_open().then(|| lock(&self.kept))?;
        (!self.closed.load(Ordering::Relaxed)).then_some(kept)
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
        let mut leaving = lock(&self.leaving);
        mem::swap(&mut *leaving, &mut *lock(&self.kept));
        leaving.leave(&self.sink);
        IS_WRITING.set(false);
    }
}

impl Kept {
    fn leave(&mut self, sink: &Sink) {
        if self.ends.is_empty() {
            return;
        }
        sink.write(Chunk {
            bytes: &self.bytes,
            ends: &self.ends,
        });
        self.bytes.clear();
        self.ends.clear();
    }
}

fn lock(kept: &Mutex<Kept>) -> MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

// Beyond that, waiting saves nothing more.
const CAPACITY: usize = 64 * 1024;
