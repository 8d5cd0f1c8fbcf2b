//! A file or stderr: writes lines, and accounts for those that can't be written.

use std::fmt;
use std::fs::File;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::lock;
use super::log_file::LogFile;
use super::throttle::Throttle;
use crate::logger::format::line::Line;
use crate::logger::self_report::REPORT_INTERVAL;
use crate::logger::write::{ShortWrite, write_to_stderr};
use crate::sys::process_id;

pub(crate) struct Destination {
    target: Target,
    /// Whether the next record has to handle an earlier failure.
    failing: AtomicBool,
    /// The number of lost records that the log does not report yet.
    lost: AtomicU64,
    state: Mutex<FailureState>,
    report: Throttle,
}

pub(crate) enum Target {
    File(LogFile),
    Stderr,
}

/// One or more complete lines.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) bytes: &'a [u8],
    /// The end of each line.
    pub(crate) ends: &'a [usize],
}

/// Formats a record that reports lost records.
pub(crate) type ReportFn<'a> = &'a dyn Fn(&mut Line, fmt::Arguments<'_>);

struct FailureState {
    /// The process that had the failure. A forked child does not report the records that its parent lost.
    process: u32,
    cause: String,
    /// Whether the last line written is incomplete.
    torn: bool,
    partial: Option<PartialWrite>,
}

/// The end of a line whose beginning is in the file.
struct PartialWrite {
    bytes: Vec<u8>,
    segment: Segment,
    file: Arc<File>,
    /// The length of the file after the beginning. As long as it stays, the line can be completed.
    len: u64,
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

impl Destination {
    pub(crate) fn new(target: Target) -> Self {
        let torn = matches!(&target, Target::File(log) if log.is_torn());
        Self {
            target,
            failing: AtomicBool::new(torn),
            lost: AtomicU64::new(0),
            state: Mutex::new(FailureState {
                process: process_id(),
                cause: String::new(),
                torn: false,
                partial: None,
            }),
            report: Throttle::new(REPORT_INTERVAL),
        }
    }

    pub(crate) fn write(&self, batch: Batch<'_>, report: ReportFn<'_>) {
        if self.failing.load(Ordering::Acquire) {
            self.with_state(batch, |state| {
                self.write_after_failure(state, batch, report);
            });
        } else if let Err(short) = self.target.write(batch.bytes) {
            self.with_state(batch, |state| {
                self.account_failure(state, &Segments::from(batch), &short);
            });
        }
    }

    /// Counts the batch as lost if the state is locked for too long.
    #[cold]
    fn with_state(&self, batch: Batch<'_>, f: impl FnOnce(&mut FailureState)) {
        let Some(mut state) = lock::lock(&self.state) else {
            self.count_lost(batch.ends.len() as u64);
            return self.failing.store(true, Ordering::Release);
        };
        if state.process != process_id() {
            state.process = process_id();
            state.partial = None;
            self.lost.store(0, Ordering::Relaxed);
        }
        f(&mut state);
    }

    fn write_after_failure(
        &self,
        state: &mut FailureState,
        batch: Batch<'_>,
        report: ReportFn<'_>,
    ) {
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

        match self.target.write_current(&segments.bytes) {
            Ok(()) => {
                self.lost.fetch_sub(lost, Ordering::Relaxed);
                state.partial = None;
                state.torn = false;
                // Another thread may have lost a record in the meantime.
                let more = self.lost.load(Ordering::Relaxed) > 0;
                self.failing.store(more, Ordering::Release);
            }
            Err(short) => self.account_failure(state, &segments, &short),
        }
    }

    /// Completes or ends a line that was written partially.
    fn repair(&self, state: &mut FailureState, segments: &mut Segments) {
        if let Some(partial) = &state.partial {
            if self.target.can_resume(partial) {
                segments.push(&partial.bytes, partial.segment);
                segments.starts_with_partial = true;
                return;
            }
            self.count_lost(partial.segment.records());
            state.partial = None;
        }
        if self.target.ends_open(state.torn) {
            segments.push(b"\n", Segment::LineEnd);
        }
    }

    fn account_failure(&self, state: &mut FailureState, segments: &Segments, short: &ShortWrite) {
        let mut start = 0;
        for (at, &(end, segment)) in segments.ends.iter().enumerate() {
            let is_partial = segments.starts_with_partial && at == 0;
            if start < short.written {
                if is_partial {
                    state.partial = None;
                } else if let Segment::Report(reported) = segment {
                    self.lost.fetch_sub(reported, Ordering::Relaxed);
                }
                if end > short.written {
                    let bytes = &segments.bytes[short.written..end];
                    let partial = PartialWrite::new(bytes, segment, short.file.as_ref());
                    self.mark_torn(state, partial, segment);
                }
            } else if !is_partial && matches!(segment, Segment::Record) {
                self.count_lost(1);
            }
            start = end;
        }
        state.cause = short.error.to_string();
        self.failing.store(true, Ordering::Release);
        self.warn(&state.cause);
    }

    /// Keeps the end of a segment for later, or counts the segment as lost if it can't be completed.
    fn mark_torn(&self, state: &mut FailureState, partial: Option<PartialWrite>, segment: Segment) {
        state.torn = true;
        let abandoned = match partial {
            // Two threads failed at the same time.
            Some(partial) => state.partial.replace(partial).map(|old| old.segment),
            None => Some(segment),
        };
        self.count_lost(abandoned.map_or(0, Segment::records));
    }

    fn count_lost(&self, records: u64) {
        self.lost.fetch_add(records, Ordering::Relaxed);
    }

    /// Warns on stderr that the file can't be written.
    fn warn(&self, cause: &str) {
        if let Target::File(log) = &self.target {
            let lost = match self.lost.load(Ordering::Relaxed) {
                // A partial line may still be completed.
                0 => String::new(),
                lost => format!(", {} lost so far", records(lost)),
            };
            log.warn(
                &self.report,
                "cannot write to",
                format_args!("{cause}{lost}"),
            );
        }
    }
}

impl Target {
    fn write(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        match self {
            Self::File(log) => log.write(bytes),
            Self::Stderr => write_to_stderr(bytes, STDERR_TIMEOUT),
        }
    }

    /// Writes after a failure: without rotation and without a timeout.
    fn write_current(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        match self {
            Self::File(log) => log.write_current(bytes),
            Self::Stderr => write_to_stderr(bytes, Duration::ZERO),
        }
    }

    /// Whether the beginning of the line is still the end of the file.
    fn can_resume(&self, partial: &PartialWrite) -> bool {
        let Self::File(log) = self else { return false };
        let current = log.current();
        current.is_ok_and(|file| Arc::ptr_eq(&file, &partial.file))
            && len(&partial.file) == Some(partial.len)
    }

    /// Whether the last line has no end; `torn` if the target can't be read.
    fn ends_open(&self, torn: bool) -> bool {
        match self {
            Self::File(log) => log.ends_open().unwrap_or(torn),
            Self::Stderr => torn,
        }
    }
}

impl PartialWrite {
    fn new(bytes: &[u8], segment: Segment, file: Option<&Arc<File>>) -> Option<Self> {
        let file = Arc::clone(file?);
        let len = len(&file)?;
        Some(Self {
            bytes: bytes.to_owned(),
            segment,
            file,
            len,
        })
    }
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
