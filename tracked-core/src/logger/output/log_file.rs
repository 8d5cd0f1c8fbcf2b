//! The log file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, Instant};

use super::lock;
use super::rotate::Rotation;
use crate::logger::self_report::{self, REPORT_INTERVAL};
use crate::logger::write::{ShortWrite, write_all};
use crate::sys::{self, FileLock};

// The file at a path, whichever that is at the time.
pub(crate) struct LogFile {
    path: PathBuf,
    // Held only to copy or to replace what is in it, never while something is written.
    current: RwLock<Arc<File>>,
    check: Throttle,
    rotation: Option<Rotation>,
    // After a rotation that failed, the next attempt.
    retry: Throttle,
    failed: AtomicBool,
    last_report: Mutex<Option<Instant>>,
}

impl LogFile {
    pub(crate) fn open(path: &Path, rotation: Option<Rotation>) -> io::Result<Self> {
        // The program may change its folder later.
        let path = std::path::absolute(path)?;
        let file = open(&path)?;
        Ok(Self {
            path,
            current: RwLock::new(Arc::new(file)),
            check: Throttle::new(),
            rotation,
            retry: Throttle::new(),
            failed: AtomicBool::new(false),
            last_report: Mutex::new(None),
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    // The file to write to next. A file that was renamed or removed is opened anew first.
    pub(crate) fn current(&self) -> io::Result<Arc<File>> {
        let Some(file) = lock::read(&self.current).map(|file| Arc::clone(&file)) else {
            return open(&self.path).map(Arc::new);
        };
        if !self.check.is_due() || is_same_file(&file, &self.path) {
            return Ok(file);
        }
        match open(&self.path) {
            Ok(file) => Ok(self.replace(file)),
            // A file that has only lost its name here is still somebody's.
            Err(_) if sys::is_linked(&file) => Ok(file),
            Err(error) => {
                self.check.trigger();
                Err(error)
            }
        }
    }

    // Writes to the file, and to a new one where this one is full.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        self.write_to(&self.rotated(self.current()?, bytes.len())?, bytes)
    }

    // The same without a new file, where the end of this one is not in order.
    pub(crate) fn write_current(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        self.write_to(&self.current()?, bytes)
    }

    fn write_to(&self, file: &Arc<File>, bytes: &[u8]) -> Result<(), ShortWrite> {
        write(file, bytes)?;
        if self.rotation.is_some() && !sys::is_linked(file) {
            // Other processes have renamed it, and then removed it as an old one, since we looked.
            self.check.trigger();
            if let Ok(other) = self.current() {
                if !Arc::ptr_eq(file, &other) {
                    return write(&other, bytes);
                }
            }
        }
        Ok(())
    }

    // The file, or the new one if it is time for that.
    fn rotated(&self, file: Arc<File>, bytes: usize) -> io::Result<Arc<File>> {
        let Some(rotation) = &self.rotation else {
            return Ok(file);
        };
        let may_try = !self.failed.load(Ordering::Relaxed) || self.retry.is_due();
        if !may_try || !rotation.may_be_due() || !rotation.is_due(&file.metadata()?, bytes) {
            return Ok(file);
        }
        let result = self.rotate(rotation, bytes);
        self.failed.store(result.is_err(), Ordering::Relaxed);
        match result {
            Ok(Some(new)) => Ok(new),
            // Somebody else is at it; until that is done the old file will do.
            Ok(None) => Ok(file),
            Err(error) => {
                self.say("cannot rotate", &error);
                Ok(file)
            }
        }
    }

    fn rotate(&self, rotation: &Rotation, bytes: usize) -> io::Result<Option<Arc<File>>> {
        let file = open(&self.path)?;
        let Some(_lock) = FileLock::try_new(&file, &self.path)? else {
            return Ok(None);
        };
        if !is_same_file(&file, &self.path) {
            self.check.trigger();
            return self.current().map(Some);
        }
        let found = file.metadata()?;
        if !rotation.is_due(&found, bytes) {
            // It has been done already, by someone else.
            rotation.done();
            return Ok(Some(self.replace(file.try_clone()?)));
        }
        rotation.rename(&self.path, &found)?;
        let new = self.replace(open(&self.path)?);
        rotation.done();
        if let Err(error) = rotation.prune(&self.path) {
            self.say("cannot remove the old files of", &error);
        }
        Ok(Some(new))
    }

    fn say(&self, what: &str, error: &io::Error) {
        let Some(mut last_report) = lock::lock(&self.last_report) else {
            return;
        };
        if last_report.is_none_or(|last_report| last_report.elapsed() >= REPORT_INTERVAL) {
            *last_report = Some(Instant::now());
            self_report::warn(format_args!(
                "{what} the log file `{}`: {error}",
                self.path.display()
            ));
        }
    }

    fn replace(&self, file: File) -> Arc<File> {
        let file = Arc::new(file);
        if let Some(mut current) = lock::write(&self.current) {
            *current = Arc::clone(&file);
        }
        file
    }

    // Whether the file ends in the middle of a line, as far as that can be found out.
    pub(crate) fn ends_open(&self) -> io::Result<bool> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
            Err(error) => return Err(error),
        };
        if file.metadata()?.len() == 0 {
            return Ok(false);
        }
        file.seek(SeekFrom::End(-1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        Ok(last != *b"\n")
    }
}

fn write(file: &Arc<File>, bytes: &[u8]) -> Result<(), ShortWrite> {
    // A file is never too busy; should some device at the path say so, it is as good as full.
    write_all(|bytes| (&**file).write(bytes), bytes, Duration::ZERO).map_err(|short| ShortWrite {
        file: Some(Arc::clone(file)),
        ..short
    })
}

// Opens a file whose every write goes to its end, wherever other processes have moved that.
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).open(path)
}

fn is_same_file(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::metadata(path)) {
        (Ok(file), Ok(there)) => sys::file_identity(&file) == sys::file_identity(&there),
        (_, Err(error)) if error.kind() == io::ErrorKind::NotFound => false,
        // It can't be told: better to stay.
        _ => true,
    }
}

// Says when it is time to look again whether the file at the path is still the same: four times a second at most.
struct Throttle {
    start: Instant,
    // In milliseconds since `start`.
    due: AtomicU64,
}

impl Throttle {
    fn new() -> Self {
        Self {
            start: Instant::now(),
            due: AtomicU64::new(CHECK_INTERVAL_MS),
        }
    }

    // Of several threads, one gets the task.
    fn is_due(&self) -> bool {
        let now = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        let due = self.due.load(Ordering::Relaxed);
        now >= due
            && self
                .due
                .compare_exchange(
                    due,
                    now + CHECK_INTERVAL_MS,
                    Ordering::Relaxed,
                    Ordering::Relaxed,
                )
                .is_ok()
    }

    fn trigger(&self) {
        self.due.store(0, Ordering::Relaxed);
    }
}

// In milliseconds.
const CHECK_INTERVAL_MS: u64 = 250;
