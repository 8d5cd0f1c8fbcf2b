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
use crate::logger::self_report::{self, SILENCE};
use crate::logger::write::{Short, write_to_stderr};
use crate::sys::process_id;

pub(crate) struct Output {
    to: To,
    // Whether the next record has to take care of what went wrong before.
    failing: AtomicBool,
    // Records that are not in the log, and of which no record there tells yet.
    lost: AtomicU64,
    trouble: Mutex<Trouble>,
}

pub(crate) enum To {
    File(LogFile),
    Stderr,
}

// Longer than a write takes.
const MID_WRITE: Duration = Duration::from_millis(20);

// Whole records, one behind the other.
#[derive(Clone, Copy)]
pub(crate) struct Chunk<'a> {
    pub(crate) bytes: &'a [u8],
    // Where each record ends.
    pub(crate) ends: &'a [usize],
}

// Writes the record that tells how many others are not in the log, and why.
pub(crate) type Report<'a> = &'a dyn Fn(&mut Line, fmt::Arguments<'_>);

struct Trouble {
    // Whose trouble it is: what a process lost is not told by its fork again.
    process: u32,
    cause: String,
    // Whether a line of ours was cut off, and what may still complete it.
    torn: bool,
    rest: Option<Rest>,
    said: Option<Instant>,
}

// What is still to be written of a line whose beginning is at the end of the file already.
struct Rest {
    bytes: Vec<u8>,
    of: Piece,
    file: Arc<File>,
    // As long as the file is that long, nobody else has written there since.
    len: u64,
}

#[derive(Clone, Copy)]
enum Piece {
    LineEnd,
    Record,
    // Tells of that many lost records.
    Report(u64),
}

// What is to be written at once.
#[derive(Default)]
struct Pieces {
    bytes: Vec<u8>,
    ends: Vec<(usize, Piece)>,
    begin_with_rest: bool,
}

impl Output {
    pub(crate) fn new(to: To) -> Self {
        // A process that was killed in the middle of a write has left a line open: ours is not to be glued to it. One
        // that lives is about to end its line.
        let open = to.ends_open(false) && {
            let before = to.len();
            thread::sleep(MID_WRITE);
            to.len() == before && to.ends_open(false)
        };
        Self {
            to,
            failing: AtomicBool::new(open),
            lost: AtomicU64::new(0),
            trouble: Mutex::new(Trouble {
                process: process_id(),
                cause: String::new(),
                torn: false,
                rest: None,
                said: None,
            }),
        }
    }

    pub(crate) fn write(&self, chunk: Chunk<'_>, report: Report<'_>) {
        if self.failing.load(Ordering::Acquire) {
            self.write_after_failure(chunk, report);
        } else if let Err(short) = self.to.write(chunk.bytes) {
            self.fail(chunk, &short);
        }
    }

    #[cold]
    fn fail(&self, chunk: Chunk<'_>, short: &Short) {
        let Some(mut trouble) = lock::lock(&self.trouble) else {
            return self.lose(chunk.ends.len() as u64);
        };
        trouble.belong_to_this_process(&self.lost);
        self.settle(&mut trouble, &Pieces::of(chunk), short);
    }

    fn write_after_failure(&self, chunk: Chunk<'_>, report: Report<'_>) {
        let Some(mut trouble) = lock::lock(&self.trouble) else {
            return self.lose(chunk.ends.len() as u64);
        };
        trouble.belong_to_this_process(&self.lost);
        let mut pieces = Pieces::default();
        self.mend(&mut trouble, &mut pieces);
        let lost = self.lost.load(Ordering::Relaxed);
        if lost > 0 {
            let mut line = Line::default();
            let cause = &trouble.cause;
            report(&mut line, format_args!("{} lost: {cause}", Records(lost)));
            pieces.push(line.as_bytes(), Piece::Report(lost));
        }
        pieces.extend(chunk);

        match self.to.write_on(&pieces.bytes) {
            Ok(()) => {
                self.lost.fetch_sub(lost, Ordering::Relaxed);
                trouble.rest = None;
                trouble.torn = false;
                // Another thread may have lost a record meanwhile.
                let more = self.lost.load(Ordering::Relaxed) > 0;
                self.failing.store(more, Ordering::Release);
            }
            Err(short) => self.settle(&mut trouble, &pieces, &short),
        }
    }

    // Begins with the rest of a line that was cut off, or ends that line.
    fn mend(&self, trouble: &mut Trouble, pieces: &mut Pieces) {
        if let Some(rest) = &trouble.rest {
            if self.to.is_where_it_was(rest) {
                pieces.push(&rest.bytes, rest.of);
                pieces.begin_with_rest = true;
                return;
            }
            self.lost.fetch_add(rest.of.records(), Ordering::Relaxed);
            trouble.rest = None;
        }
        if self.to.ends_open(trouble.torn) {
            pieces.push(b"\n", Piece::LineEnd);
        }
    }

    // Takes down what a write that stopped short leaves undone.
    fn settle(&self, trouble: &mut Trouble, pieces: &Pieces, short: &Short) {
        let mut start = 0;
        for (at, &(end, piece)) in pieces.ends.iter().enumerate() {
            let is_rest = pieces.begin_with_rest && at == 0;
            if start < short.written {
                if is_rest {
                    trouble.rest = None;
                } else if let Piece::Report(told) = piece {
                    self.lost.fetch_sub(told, Ordering::Relaxed);
                }
                if end > short.written {
                    let bytes = &pieces.bytes[short.written..end];
                    self.tear(trouble, Rest::new(bytes, piece, short.file.as_ref()), piece);
                }
            } else if !is_rest && matches!(piece, Piece::Record) {
                self.lost.fetch_add(1, Ordering::Relaxed);
            }
            start = end;
        }
        trouble.cause = short.error.to_string();
        self.failing.store(true, Ordering::Release);
        if let To::File(file) = &self.to {
            trouble.say(file.path(), self.lost.load(Ordering::Relaxed));
        }
    }

    // Keeps what is left of a piece, or gives it up where that can't be added later.
    fn tear(&self, trouble: &mut Trouble, rest: Option<Rest>, piece: Piece) {
        trouble.torn = true;
        let given_up = match &rest {
            None => Some(piece),
            // Two threads were cut short at once.
            Some(_) => trouble.rest.as_ref().map(|rest| rest.of),
        };
        if let Some(piece) = given_up {
            self.lost.fetch_add(piece.records(), Ordering::Relaxed);
        }
        trouble.rest = rest.or(trouble.rest.take());
    }

    fn lose(&self, records: u64) {
        self.lost.fetch_add(records, Ordering::Relaxed);
        self.failing.store(true, Ordering::Release);
    }
}

impl To {
    fn write(&self, bytes: &[u8]) -> Result<(), Short> {
        match self {
            Self::File(log) => log.write(bytes),
            Self::Stderr => write_to_stderr(bytes, PATIENCE),
        }
    }

    // The same after a failure: to where that was, and without patience.
    fn write_on(&self, bytes: &[u8]) -> Result<(), Short> {
        match self {
            Self::File(log) => log.write_on(bytes),
            Self::Stderr => write_to_stderr(bytes, Duration::ZERO),
        }
    }

    fn is_where_it_was(&self, rest: &Rest) -> bool {
        match self {
            Self::File(log) => {
                log.current()
                    .is_ok_and(|file| Arc::ptr_eq(&file, &rest.file))
                    && len(&rest.file) == Some(rest.len)
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

impl Trouble {
    fn belong_to_this_process(&mut self, lost: &AtomicU64) {
        let process = process_id();
        if self.process != process {
            self.process = process;
            self.rest = None;
            lost.store(0, Ordering::Relaxed);
        }
    }

    fn say(&mut self, path: &Path, lost: u64) {
        if self.said.is_some_and(|said| said.elapsed() < SILENCE) {
            return;
        }
        self.said = Some(Instant::now());
        let (path, cause) = (path.display(), &self.cause);
        match lost {
            // What there was no room for may still be completed.
            0 => self_report::say(format_args!(
                "cannot write to the log file `{path}`: {cause}"
            )),
            _ => self_report::say(format_args!(
                "cannot write to the log file `{path}`: {cause}, {} lost so far",
                Records(lost)
            )),
        }
    }
}

impl Rest {
    fn new(bytes: &[u8], of: Piece, file: Option<&Arc<File>>) -> Option<Self> {
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

impl Piece {
    // How many records are lost if this never gets written.
    fn records(self) -> u64 {
        match self {
            Self::LineEnd => 0,
            Self::Record => 1,
            Self::Report(lost) => lost,
        }
    }
}

impl Pieces {
    fn of(chunk: Chunk<'_>) -> Self {
        let mut pieces = Self::default();
        pieces.extend(chunk);
        pieces
    }

    fn push(&mut self, bytes: &[u8], piece: Piece) {
        self.bytes.extend_from_slice(bytes);
        self.ends.push((self.bytes.len(), piece));
    }

    fn extend(&mut self, chunk: Chunk<'_>) {
        let before = self.bytes.len();
        self.bytes.extend_from_slice(chunk.bytes);
        self.ends
            .extend(chunk.ends.iter().map(|end| (before + end, Piece::Record)));
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
const PATIENCE: Duration = Duration::from_millis(200);
