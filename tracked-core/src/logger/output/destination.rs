//! A file or stderr: writes lines, and accounts for those that can't be written.

use std::cell::Cell;
use std::fmt;
use std::fs::File;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::lock::lock_within_a_second;
use super::log_file::LogFile;
use super::throttle::Throttle;
use crate::logger::format::line::Line;
use crate::logger::self_report::REPORT_INTERVAL;
use crate::logger::write::{ShortWrite, print_to_stderr, write_to_stderr};
use crate::sys::{self, fork_generation};

pub(crate) struct Destination {
    is_stderr: bool,
    /// Whether the next record has to handle an earlier failure.
    failing: AtomicBool,
    /// The number of lost records that the log does not report yet.
    lost: AtomicU64,
    /// Locked for each write to a file: after a partial write, the next one has to know it.
    state: Mutex<State>,
    /// Whether a thread waits for the lock in order to fork. The other threads let it pass.
    is_forking: AtomicBool,
    /// Whether this process was forked while the state was locked for long.
    is_stuck: AtomicBool,
}

pub(crate) enum Target {
    File(LogFile),
    Stderr,
    /// Stderr, or the output that the test harness captures.
    TestOutput,
}

/// One or more complete lines.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) bytes: &'a [u8],
    /// The end of each line.
    pub(crate) ends: &'a [usize],
}

impl Batch<'_> {
    const EMPTY: Self = Self {
        bytes: &[],
        ends: &[],
    };
}

/// Formats a record that reports lost records.
pub(crate) type ReportFn<'a> = &'a dyn Fn(&mut Line, fmt::Arguments<'_>);

/// Locked before a fork, so that no child inherits a lock that another thread holds.
pub(crate) struct LockedForFork(
    #[allow(dead_code, reason = "unlocked on drop")] MutexGuard<'static, State>,
);

struct State {
    target: Target,
    /// The process that had the failure: a forked child does not report what its parent lost.
    process: u32,
    cause: String,
    /// Whether the last line written is incomplete and has no end.
    torn: bool,
    partial: Option<PartialWrite>,
    report: Throttle,
}

/// The end of a line whose beginning is in the file.
struct PartialWrite {
    bytes: Vec<u8>,
    segment: Segment,
    file: Arc<File>,
    /// The length of the file after the beginning. As long as it stays, the line can be completed.
    len: u64,
    seal: Option<Seal>,
}

/// A line end in place of the last byte of a partial line, so that a record of another process starts a new line.
struct Seal {
    /// The same file, not open for appending.
    file: File,
    byte: u8,
    at: u64,
}

#[derive(Clone, Copy)]
enum Segment {
    LineEnd,
    Record,
    /// A record that reports this many lost records.
    Report(u64),
}

/// The parts of one write after a failure.
#[derive(Default)]
struct Segments {
    bytes: Vec<u8>,
    ends: Vec<(usize, Segment)>,
    starts_with_partial: bool,
}

thread_local! {
    /// Whether this thread writes to a destination. A closure that formats a report may log.
    static IS_WRITING: Cell<bool> = const { Cell::new(false) };
}

impl Destination {
    pub(crate) fn new(target: Target) -> Self {
        let torn = matches!(&target, Target::File(log) if log.is_torn());
        Self {
            is_stderr: matches!(target, Target::Stderr),
            failing: AtomicBool::new(torn),
            lost: AtomicU64::new(0),
            state: Mutex::new(State {
                target,
                process: fork_generation(),
                cause: String::new(),
                torn,
                partial: None,
                report: Throttle::new(REPORT_INTERVAL),
            }),
            is_forking: AtomicBool::new(false),
            is_stuck: AtomicBool::new(false),
        }
    }

    pub(crate) fn write(&self, batch: Batch<'_>, report: ReportFn<'_>) {
        if self.is_stderr && !self.failing.load(Ordering::Acquire) {
            if let Err(short) = write_to_stderr(batch.bytes, STDERR_TIMEOUT) {
                self.with_state(batch, |state| {
                    self.account_failure(state, &Segments::from(batch), &short);
                });
            }
            return;
        }
        self.with_state(batch, |state| {
            if self.failing.load(Ordering::Relaxed) {
                self.write_after_failure(state, batch, report);
            } else if let Err(short) = state.target.write(batch.bytes) {
                self.account_failure(state, &Segments::from(batch), &short);
            }
        });
    }

    /// Completes the last line and reports lost records, if that is possible now.
    pub(crate) fn flush(&self, report: ReportFn<'_>) {
        if self.failing.load(Ordering::Acquire) {
            self.with_state(Batch::EMPTY, |state| {
                self.write_after_failure(state, Batch::EMPTY, report);
            });
        }
    }

    /// Waits until the last record is on the disk.
    pub(crate) fn sync(&self) {
        let mut file = None;
        self.with_state(Batch::EMPTY, |state| {
            if let Target::File(log) = &state.target {
                file = Some(log.file());
            }
        });
        // Not every file can be synchronised, for example a pipe.
        let _ = file.map(|file| file.sync_data());
    }

    /// Returns `None` if the state is locked for too long.
    pub(crate) fn lock_for_fork(&'static self) -> Option<LockedForFork> {
        self.is_forking.store(true, Ordering::Relaxed);
        let state = lock_within_a_second(&self.state);
        self.is_stuck.store(state.is_none(), Ordering::Relaxed);
        state.map(LockedForFork)
    }

    pub(crate) fn after_fork_in_parent(&self) {
        self.is_forking.store(false, Ordering::Relaxed);
        // The parent can wait for its own threads.
        self.is_stuck.store(false, Ordering::Relaxed);
    }

    pub(crate) fn after_fork_in_child(&self) {
        self.is_forking.store(false, Ordering::Relaxed);
    }

    /// Waits while another thread forks, or for a second.
    #[cold]
    fn let_fork_pass(&self) {
        let start = Instant::now();
        while self.is_forking.load(Ordering::Relaxed) && start.elapsed() < Duration::from_secs(1) {
            thread::sleep(Duration::from_micros(100));
        }
    }

    /// Counts the batch as lost if the state is locked for too long.
    fn with_state(&self, batch: Batch<'_>, f: impl FnOnce(&mut State)) {
        let is_nested = IS_WRITING.replace(true);
        if self.is_forking.load(Ordering::Relaxed) && !is_nested {
            self.let_fork_pass();
        }
        let state = if is_nested || self.is_stuck.load(Ordering::Relaxed) {
            lock_within_a_second(&self.state)
        } else {
            // What the lock protects is consistent at every moment.
            Some(self.state.lock().unwrap_or_else(PoisonError::into_inner))
        };
        if let Some(mut state) = state {
            if state.process != fork_generation() {
                state.process = fork_generation();
                state.partial = None;
                self.lost.store(0, Ordering::Relaxed);
            }
            f(&mut state);
        } else {
            self.count_lost(batch.ends.len() as u64);
            self.failing.store(true, Ordering::Release);
        }
        IS_WRITING.set(is_nested);
    }

    fn write_after_failure(&self, state: &mut State, batch: Batch<'_>, report: ReportFn<'_>) {
        let mut segments = Segments::default();
        self.repair(state, &mut segments);
        let lost = self.lost.load(Ordering::Relaxed);
        if lost > 0 {
            let mut line = Line::default();
            let cause = &state.cause;
            report(&mut line, format_args!("{} lost: {cause}", records(lost)));
            segments.push(line.as_bytes(), Segment::Report(lost));
        }
        segments.extend(batch);

        match state.target.write_current(&segments.bytes) {
            Ok(()) => {
                self.lost.fetch_sub(lost, Ordering::Relaxed);
                self.complete(state);
                state.torn = false;
                // A nested record may be lost meanwhile, or a partial line could not be completed.
                let more = self.lost.load(Ordering::Relaxed) > 0;
                self.failing.store(more, Ordering::Release);
            }
            Err(short) => self.account_failure(state, &segments, &short),
        }
    }

    /// Completes or ends a line that was written partially.
    fn repair(&self, state: &mut State, segments: &mut Segments) {
        if let Some(partial) = state.partial.take() {
            if state.target.can_resume(&partial) {
                segments.push(&partial.bytes, partial.segment);
                segments.starts_with_partial = true;
                state.partial = Some(partial);
                return;
            }
            self.count_lost(partial.segment.records());
            state.torn &= partial.seal.is_none();
        }
        if state.torn && state.target.ends_open() {
            segments.push(b"\n", Segment::LineEnd);
        }
    }

    /// Removes the line end inside of a line whose end is written now.
    fn complete(&self, state: &mut State) {
        if let Some(partial) = state.partial.take() {
            if !(partial.is_followed_by(&partial.bytes) && partial.remove_seal()) {
                self.count_lost(partial.segment.records());
            }
        }
    }

    fn account_failure(&self, state: &mut State, segments: &Segments, short: &ShortWrite) {
        let mut start = 0;
        for (at, &(end, segment)) in segments.ends.iter().enumerate() {
            let is_partial = segments.starts_with_partial && at == 0;
            if start < short.written {
                let written = &segments.bytes[start..end.min(short.written)];
                let old = state.partial.take();
                let is_whole = old.as_ref().is_none_or(|old| old.is_followed_by(written));
                if let (Segment::Report(reported), false) = (segment, is_partial) {
                    self.lost.fetch_sub(reported, Ordering::Relaxed);
                }
                let mut is_kept = end <= short.written;
                if !is_kept {
                    let rest = &segments.bytes[short.written..end];
                    let partial = state
                        .target
                        .seal(written, rest, segment, short.file.as_ref());
                    state.torn = partial
                        .as_ref()
                        .is_none_or(|partial| partial.seal.is_none());
                    state.partial = partial.filter(|_| is_whole);
                    is_kept = state.partial.is_some();
                }
                if !(is_kept && is_whole && old.is_none_or(|old| old.remove_seal())) {
                    state.partial = None;
                    self.count_lost(segment.records());
                }
            } else if !is_partial && matches!(segment, Segment::Record) {
                self.count_lost(1);
            }
            start = end;
        }
        state.cause = short.error.to_string();
        self.failing.store(true, Ordering::Release);
        self.warn(state);
    }

    fn count_lost(&self, records: u64) {
        self.lost.fetch_add(records, Ordering::Relaxed);
    }

    /// Warns on stderr that the file can't be written.
    fn warn(&self, state: &State) {
        if let Target::File(log) = &state.target {
            let cause = &state.cause;
            let lost = match self.lost.load(Ordering::Relaxed) {
                // A partial line may still be completed.
                0 => String::new(),
                lost => format!(", {} lost so far", records(lost)),
            };
            log.warn(
                &state.report,
                "cannot write to",
                format_args!("{cause}{lost}"),
            );
        }
    }
}

impl Target {
    fn write(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        match self {
            Self::File(log) => log.write(bytes),
            Self::Stderr => write_to_stderr(bytes, STDERR_TIMEOUT),
            Self::TestOutput => print_to_stderr(bytes),
        }
    }

    /// Writes after a failure: without rotation and without a timeout.
    fn write_current(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        match self {
            Self::File(log) => log.write_current(bytes),
            Self::Stderr => write_to_stderr(bytes, Duration::ZERO),
            Self::TestOutput => print_to_stderr(bytes),
        }
    }

    /// Whether the beginning of the line is still the end of the file.
    fn can_resume(&mut self, partial: &PartialWrite) -> bool {
        let Self::File(log) = self else { return false };
        let current = log.current();
        current.is_ok_and(|file| Arc::ptr_eq(&file, &partial.file))
            && len(&partial.file) == Some(partial.len)
    }

    /// Whether the last line has no end, as far as is known.
    fn ends_open(&self) -> bool {
        match self {
            Self::File(log) => log.ends_open().unwrap_or(true),
            Self::Stderr | Self::TestOutput => true,
        }
    }

    /// Keeps the end of a line for later, and ends the line in place until then.
    ///
    /// Returns `None` if the line can't be completed later.
    fn seal(
        &self,
        written: &[u8],
        rest: &[u8],
        segment: Segment,
        file: Option<&Arc<File>>,
    ) -> Option<PartialWrite> {
        let Self::File(log) = self else { return None };
        let file = Arc::clone(file?);
        let seal = Seal::new(log, &file, written);
        let len = match &seal {
            Some(seal) => seal.at + 1,
            None => len(&file)?,
        };
        Some(PartialWrite {
            bytes: rest.to_owned(),
            segment,
            file,
            len,
            seal,
        })
    }
}

impl Seal {
    fn new(log: &LogFile, file: &File, written: &[u8]) -> Option<Self> {
        let (&byte, position) = (written.last()?, sys::position(file).ok()?);
        let other = log.open_to_repair(file).ok()?;
        let start = position.checked_sub(written.len() as u64)?;
        // A forked child shares the position, and may have moved it.
        let at = position - 1;
        let is_ours = has(&other, written, start);
        (is_ours && sys::write_at(&other, b"\n", at).is_ok()).then_some(Self {
            file: other,
            byte,
            at,
        })
    }
}

impl PartialWrite {
    /// Whether these bytes are behind the beginning of the line. They are not if another process was faster.
    fn is_followed_by(&self, bytes: &[u8]) -> bool {
        let seal = self.seal.as_ref();
        seal.is_none_or(|seal| has(&seal.file, bytes, seal.at + 1))
    }

    /// Restores the byte under the line end.
    fn remove_seal(&self) -> bool {
        let seal = self.seal.as_ref();
        seal.is_none_or(|seal| sys::write_at(&seal.file, &[seal.byte], seal.at).is_ok())
    }
}

/// Whether a file has these bytes at this position.
fn has(file: &File, bytes: &[u8], at: u64) -> bool {
    let mut found = vec![0; bytes.len()];
    sys::read_at(file, &mut found, at).is_ok() && found == bytes
}

/// The length of a regular file.
fn len(file: &File) -> Option<u64> {
    let file = file.metadata().ok()?;
    file.is_file().then_some(file.len())
}

impl Segment {
    /// The number of records that are lost if this segment is not written.
    fn records(self) -> u64 {
        match self {
            Self::LineEnd => 0,
            Self::Record => 1,
            Self::Report(lost) => lost,
        }
    }
}

impl From<Batch<'_>> for Segments {
    fn from(batch: Batch<'_>) -> Self {
        let mut segments = Self::default();
        segments.extend(batch);
        segments
    }
}

impl Segments {
    fn push(&mut self, bytes: &[u8], segment: Segment) {
        self.bytes.extend_from_slice(bytes);
        self.ends.push((self.bytes.len(), segment));
    }

    fn extend(&mut self, batch: Batch<'_>) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(batch.bytes);
        let ends = batch.ends.iter();
        self.ends
            .extend(ends.map(|end| (start + end, Segment::Record)));
    }
}

/// `1 record` or `2 records`
fn records(number: u64) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} record{plural}")
}

/// How long stderr may block before a record is lost.
const STDERR_TIMEOUT: Duration = Duration::from_millis(200);
