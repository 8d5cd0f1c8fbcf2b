//! One place that lines are written to, and what becomes of them while that fails.

use std::fmt;
use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::lock;
use super::log_file::LogFile;
use crate::logger::format::line::Line;
use crate::logger::self_report::{self, REPORT_INTERVAL};
use crate::logger::write::{ShortWrite, write_to_stderr};
use crate::sys::process_id;

pub(crate) struct Destination {
    target: Target,
    // Whether the next record has to take care of what went wrong before.
    failing: AtomicBool,
    // Records that are not in the log, and of which no record there tells yet.
    lost: AtomicU64,
    state: Mutex<FailureState>,
}

pub(crate) enum Target {
    File(LogFile),
    Stderr,
}

// Longer than a write takes.
const IN_FLIGHT_GRACE: Duration = Duration::from_millis(20);

// Whole records, one behind the other.
#[derive(Clone, Copy)]
pub(crate) struct Batch<'a> {
    pub(crate) bytes: &'a [u8],
    // Where each record ends.
    pub(crate) ends: &'a [usize],
}

// Writes the record that tells how many others are not in the log, and why.
pub(crate) type ReportFn<'a> = &'a dyn Fn(&mut Line, fmt::Arguments<'_>);

struct FailureState {
    // Whose trouble it is: what a process lost is not told by its fork again.
    process: u32,
    cause: String,
    // Whether a line of ours was cut off, and what may still complete it.
    torn: bool,
    partial: Option<PartialWrite>,
    last_report: Option<Instant>,
}

// What is still to be written of a line whose beginning is at the end of the file already.
struct PartialWrite {
    bytes: Vec<u8>,
    of: Segment,
    file: Arc<File>,
    // As long as the file is that long, nobody else has written there since.
    len: u64,
}

#[derive(Clone, Copy)]
enum Segment {
    LineEnd,
    Record,
    // Tells of that many lost records.
    Report(u64),
}

// What is to be written at once.
#[derive(Default)]
struct Segments {
    bytes: Vec<u8>,
    ends: Vec<(usize, Segment)>,
    starts_with_partial: bool,
}

impl Destination {
    pub(crate) fn new(target: Target) -> Self {
        // A process that was killed in the middle of a write has left a line open: ours is not to be glued to it. One
        // that lives is about to end its line.
        let open = target.ends_open(false) && {
            let before = target.len();
            thread::sleep(IN_FLIGHT_GRACE);
            target.len() == before && target.ends_open(false)
        };
        Self {
            target,
            failing: AtomicBool::new(open),
            lost: AtomicU64::new(0),
            state: Mutex::new(FailureState {
                process: process_id(),
                cause: String::new(),
                torn: false,
                partial: None,
                last_report: None,
            }),
        }
    }

    pub(crate) fn write(&self, batch: Batch<'_>, report: ReportFn<'_>) {
        if self.failing.load(Ordering::Acquire) {
            self.write_after_failure(batch, report);
        } else if let Err(short) = self.target.write(batch.bytes) {
            self.fail(batch, &short);
        }
    }

    #[cold]
    fn fail(&self, batch: Batch<'_>, short: &ShortWrite) {
        let Some(mut state) = lock::lock(&self.state) else {
            return self.count_lost(batch.ends.len() as u64);
        };
        state.reset_after_fork(&self.lost);
        self.account_failure(&mut state, &Segments::of(batch), short);
    }

    fn write_after_failure(&self, batch: Batch<'_>, report: ReportFn<'_>) {
        let Some(mut state) = lock::lock(&self.state) else {
            return self.count_lost(batch.ends.len() as u64);
        };
        state.reset_after_fork(&self.lost);
        let mut segments = Segments::default();
        self.repair(&mut state, &mut segments);
        let lost = self.lost.load(Ordering::Relaxed);
        if lost > 0 {
            let mut line = Line::default();
            let cause = &state.cause;
            report(&mut line, format_args!("{} lost: {cause}", Records(lost)));
            segments.push(line.as_bytes(), Segment::Report(lost));
        }
        segments.extend(batch);

        match self.target.write_current(&segments.bytes) {
            Ok(()) => {
                self.lost.fetch_sub(lost, Ordering::Relaxed);
                state.partial = None;
                state.torn = false;
                // Another thread may have lost a record meanwhile.
                let more = self.lost.load(Ordering::Relaxed) > 0;
                self.failing.store(more, Ordering::Release);
            }
            Err(short) => self.account_failure(&mut state, &segments, &short),
        }
    }

    // Begins with the rest of a line that was cut off, or ends that line.
    fn repair(&self, state: &mut FailureState, segments: &mut Segments) {
        if let Some(partial) = &state.partial {
            if self.target.can_resume(partial) {
                segments.push(&partial.bytes, partial.of);
                segments.starts_with_partial = true;
                return;
            }
            self.lost.fetch_add(partial.of.records(), Ordering::Relaxed);
            state.partial = None;
        }
        if self.target.ends_open(state.torn) {
            segments.push(b"\n", Segment::LineEnd);
        }
    }

    // Takes down what a write that stopped short leaves undone.
    fn account_failure(&self, state: &mut FailureState, segments: &Segments, short: &ShortWrite) {
        let mut start = 0;
        for (at, &(end, segment)) in segments.ends.iter().enumerate() {
            let is_rest = segments.starts_with_partial && at == 0;
            if start < short.written {
                if is_rest {
                    state.partial = None;
                } else if let Segment::Report(reported) = segment {
                    self.lost.fetch_sub(reported, Ordering::Relaxed);
                }
                if end > short.written {
                    let bytes = &segments.bytes[short.written..end];
                    self.mark_torn(
                        state,
                        PartialWrite::new(bytes, segment, short.file.as_ref()),
                        segment,
                    );
                }
            } else if !is_rest && matches!(segment, Segment::Record) {
                self.lost.fetch_add(1, Ordering::Relaxed);
            }
            start = end;
        }
        state.cause = short.error.to_string();
        self.failing.store(true, Ordering::Release);
        if let Target::File(file) = &self.target {
            state.say(file.path(), self.lost.load(Ordering::Relaxed));
        }
    }

    // Keeps what is left of a piece, or gives it up where that can't be added later.
    fn mark_torn(&self, state: &mut FailureState, partial: Option<PartialWrite>, segment: Segment) {
        state.torn = true;
        let given_up = match &partial {
            None => Some(segment),
            // Two threads were cut short at once.
            Some(_) => state.partial.as_ref().map(|partial| partial.of),
        };
        if let Some(segment) = given_up {
            self.lost.fetch_add(segment.records(), Ordering::Relaxed);
        }
        state.partial = partial.or(state.partial.take());
    }

    fn count_lost(&self, records: u64) {
        self.lost.fetch_add(records, Ordering::Relaxed);
        self.failing.store(true, Ordering::Release);
    }
}

impl Target {
    fn write(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        match self {
            Self::File(log) => log.write(bytes),
            Self::Stderr => write_to_stderr(bytes, STDERR_TIMEOUT),
        }
    }

    // The same after a failure: to where that was, and without patience.
    fn write_current(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        match self {
            Self::File(log) => log.write_current(bytes),
            Self::Stderr => write_to_stderr(bytes, Duration::ZERO),
        }
    }

    fn can_resume(&self, partial: &PartialWrite) -> bool {
        match self {
            Self::File(log) => {
                log.current()
                    .is_ok_and(|file| Arc::ptr_eq(&file, &partial.file))
                    && len(&partial.file) == Some(partial.len)
            }
            Self::Stderr => false,
        }
    }

    fn len(&self) -> Option<u64> {
        match self {
            Self::File(log) => fs::metadata(log.path()).map(|file| file.len()).ok(),
            Self::Stderr => None,
        }
    }

    // Whether the last line has no end. Where that can't be looked up, it counts whether we left one open.
    fn ends_open(&self, torn: bool) -> bool {
        match self {
            Self::File(log) => log.ends_open().unwrap_or(torn),
            Self::Stderr => torn,
        }
    }
}

impl FailureState {
    fn reset_after_fork(&mut self, lost: &AtomicU64) {
        let process = process_id();
        if self.process != process {
            self.process = process;
            self.partial = None;
            lost.store(0, Ordering::Relaxed);
        }
    }

    fn say(&mut self, path: &Path, lost: u64) {
        if self
            .last_report
            .is_some_and(|last_report| last_report.elapsed() < REPORT_INTERVAL)
        {
            return;
        }
        self.last_report = Some(Instant::now());
        let (path, cause) = (path.display(), &self.cause);
        match lost {
            // What there was no room for may still be completed.
            0 => self_report::warn(format_args!(
                "cannot write to the log file `{path}`: {cause}"
            )),
            _ => self_report::warn(format_args!(
                "cannot write to the log file `{path}`: {cause}, {} lost so far",
                Records(lost)
            )),
        }
    }
}

impl PartialWrite {
    fn new(bytes: &[u8], of: Segment, file: Option<&Arc<File>>) -> Option<Self> {
        let file = Arc::clone(file?);
        let len = len(&file)?;
        Some(Self {
            bytes: bytes.to_owned(),
            of,
            file,
            len,
        })
    }
}

// The length of a file that keeps what it gets.
fn len(file: &File) -> Option<u64> {
    let file = file.metadata().ok()?;
    file.is_file().then_some(file.len())
}

impl Segment {
    // How many records are lost if this never gets written.
    fn records(self) -> u64 {
        match self {
            Self::LineEnd => 0,
            Self::Record => 1,
            Self::Report(lost) => lost,
        }
    }
}

impl Segments {
    fn of(batch: Batch<'_>) -> Self {
        let mut segments = Self::default();
        segments.extend(batch);
        segments
    }

    fn push(&mut self, bytes: &[u8], segment: Segment) {
        self.bytes.extend_from_slice(bytes);
        self.ends.push((self.bytes.len(), segment));
    }

    fn extend(&mut self, batch: Batch<'_>) {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(batch.bytes);
        self.ends
            .extend(batch.ends.iter().map(|end| (before + end, Segment::Record)));
    }
}

// `1 record`, `2 records`.
struct Records(u64);

impl fmt::Display for Records {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.0 == 1 { "" } else { "s" };
        write!(f, "{} record{plural}", self.0)
    }
}

// How long stderr may be busy before a record is lost to it.
const STDERR_TIMEOUT: Duration = Duration::from_millis(200);
