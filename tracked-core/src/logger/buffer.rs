//! Records that are kept for a moment, so that many of them are one write.

use std::mem;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use log::Level;

use super::output::Chunk;
use super::sink::Sink;
use super::{notice, system};
use crate::process;

pub(super) struct Buffer {
    sink: Arc<Sink>,
    interval: Duration,
    // Whose records are kept: a fork has a copy of them, which is not for it to write.
    process: u32,
    // From then on nothing is kept any more.
    closed: AtomicBool,
    kept: Mutex<Kept>,
    filled: Condvar,
}

#[derive(Default)]
struct Kept {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Buffer {
    // Nothing is kept until `start`.
    pub(super) fn new(sink: Arc<Sink>, interval: Duration) -> Self {
        Self {
            sink,
            interval,
            process: process::id(),
            closed: AtomicBool::new(true),
            kept: Mutex::default(),
            filled: Condvar::new(),
        }
    }

    // Begins to keep records, if it is sure that they will be written.
    pub(super) fn start(self: &Arc<Self>) {
        static STARTED: OnceLock<Arc<Buffer>> = OnceLock::new();
        extern "C" fn close() {
            if let Some(buffer) = STARTED.get() {
                buffer.close();
            }
        }
        if STARTED.set(Arc::clone(self)).is_err() || !system::at_exit(close) {
            return;
        }
        self.closed.store(false, Ordering::Release);
        let buffer = Arc::clone(self);
        let thread = thread::Builder::new().name("tracked-log".to_owned());
        if let Err(error) = thread.spawn(move || buffer.write_every_interval()) {
            self.close();
            notice::say(format_args!(
                "cannot start the thread that writes the log: {error}, logging unbuffered instead"
            ));
        }
    }

    pub(super) fn put(&self, line: &[u8], level: Level) {
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
        if level == Level::Error || end >= CAPACITY {
            self.write(&mut kept);
        } else if was_empty {
            self.filled.notify_one();
        }
    }

    pub(super) fn flush(&self) {
        if let Some(mut kept) = self.lock() {
            self.write(&mut kept);
        }
    }

    // Other threads may still log while the program exits: their records are written one by one.
    fn close(&self) {
        if let Some(mut kept) = self.lock() {
            self.closed.store(true, Ordering::Release);
            self.write(&mut kept);
        }
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

    // What is kept, if anything is. A fork does not even ask for the lock, which somebody may have held at that moment.
    fn lock(&self) -> Option<MutexGuard<'_, Kept>> {
        let is_open = || !self.closed.load(Ordering::Acquire);
        if !is_open() || self.process != process::id() {
            return None;
        }
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        is_open().then_some(kept)
    }

    // Under the lock, so that records stay in their order.
    fn write(&self, kept: &mut Kept) {
        if kept.ends.is_empty() {
            return;
        }
        let Kept { bytes, ends } = mem::take(kept);
        self.sink.write(Chunk {
            bytes: &bytes,
            ends: &ends,
        });
        *kept = Kept { bytes, ends };
        kept.bytes.clear();
        kept.ends.clear();
    }
}

// Beyond that, waiting saves nothing more.
const CAPACITY: usize = 64 * 1024;
