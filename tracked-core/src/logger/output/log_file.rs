//! The log file: reopens it after a rename, and rotates it.

use std::fmt::Display;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::path_lock::{ROTATION_TIMEOUT, SETTLING_TIME, is_at_path, lock_at_path};
use super::rotate::Rotation;
use super::throttle::Throttle;
use crate::logger::self_report::{self, REPORT_INTERVAL};
use crate::logger::write::{ShortWrite, write_all};
use crate::sys::{self, open_to_append};

/// The file that is at a path at the time of each write.
pub(crate) struct LogFile {
    path: PathBuf,
    current: Arc<File>,
    /// When the current file was known to be at the path.
    seen: Instant,
    check: Throttle,
    /// The mode of a new file on Unix.
    mode: u32,
    rotation: Option<Box<Rotation>>,
    retry: Throttle,
    report: Throttle,
}

impl LogFile {
    pub(crate) fn open(path: &Path, mode: u32, rotation: Option<Rotation>) -> io::Result<Self> {
        // The program may change its working directory later.
        let path = std::path::absolute(path)?;
        let seen = Instant::now();
        let file = open_to_append(&path, mode)?;
        let check = Throttle::new(CHECK_INTERVAL);
        check.defer();
        Ok(Self {
            current: Arc::new(file),
            seen,
            check,
            mode,
            // `/dev/stdout` may be a file, but not one of this program.
            rotation: rotation.filter(|_| !is_device(&path)).map(Box::new),
            retry: Throttle::new(CHECK_INTERVAL),
            report: Throttle::new(REPORT_INTERVAL),
            path,
        })
    }

    /// The file for the next write. Opens the path again if the file was renamed or removed.
    pub(crate) fn current(&mut self) -> io::Result<Arc<File>> {
        let file = Arc::clone(&self.current);
        if !self.check.claim() {
            return Ok(file);
        }
        let now = Instant::now();
        let file = if is_at_path(&file, &self.path) {
            file
        } else {
            match self.open_path(&self.path) {
                Ok(file) => self.replace(file),
                // The file was renamed and is still someone's log.
                Err(_) if sys::is_linked(&file) => return Ok(file),
                Err(error) => {
                    self.check.trigger();
                    return Err(error);
                }
            }
        };
        self.seen = now;
        Ok(file)
    }

    /// Writes to the file, and to a new one if the file is due for rotation.
    pub(crate) fn write(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        let file = self.current()?;
        let file = self.rotated(file, bytes.len());
        self.write_to(&file, bytes)
    }

    /// Writes to the file without rotating it.
    pub(crate) fn write_current(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        let file = self.current()?;
        self.write_to(&file, bytes)
    }

    fn write_to(&mut self, file: &Arc<File>, bytes: &[u8]) -> Result<(), ShortWrite> {
        match write(file, bytes) {
            Err(short) if sys::is_closed(&short.error) => return self.write_to_reopened(bytes),
            result => result?,
        }
        if self.rotation.is_some() && self.may_be_lost(file) {
            // Since the last check, other processes have rotated this file and removed it as an old one.
            self.check.trigger();
            if let Ok(other) = self.current() {
                if !Arc::ptr_eq(file, &other) {
                    return write(&other, bytes);
                }
            }
        }
        Ok(())
    }

    /// Whether a record that was just written may be in a file that was removed or compressed before.
    ///
    /// A file is compressed only some time after its rotation. A record that was written within this time is in the
    /// compressed file, too. A process that was suspended for so long waits for the lock, because no other process
    /// replaces the file meanwhile.
    fn may_be_lost(&self, file: &File) -> bool {
        let is_linked = sys::is_linked(file);
        if !is_linked || self.seen.elapsed() < SETTLING_TIME || is_at_path(file, &self.path) {
            return !is_linked;
        }
        let path = without_links(self.path.clone());
        loop {
            let log = self.open_path(&path);
            let lock = log.and_then(|log| lock_at_path(&log, &path, ROTATION_TIMEOUT));
            match lock {
                Ok(Some(_lock)) => return !sys::is_linked(file),
                // Another process has rotated the log meanwhile.
                Ok(None) => {}
                Err(_) => return true,
            }
        }
    }

    /// Writes to the file at the path, because the descriptor of the current one is closed.
    fn write_to_reopened(&mut self, bytes: &[u8]) -> Result<(), ShortWrite> {
        let file = Arc::new(self.open_path(&self.path)?);
        // The number of the descriptor may be that of another file by now, which must stay open.
        mem::forget(mem::replace(&mut self.current, Arc::clone(&file)));
        write(&file, bytes)
    }

    /// The file, or the new one if the file was due for rotation.
    fn rotated(&mut self, file: Arc<File>, bytes: usize) -> Arc<File> {
        let Some(rotation) = self.rotation.as_mut().filter(|_| self.retry.is_due()) else {
            return file;
        };
        let is_due = rotation.may_be_due()
            && file
                .metadata()
                .is_ok_and(|file| rotation.is_due(&file, bytes));
        if !is_due {
            return file;
        }
        match self.rotate(bytes) {
            Ok(new) => new,
            Err(error) => {
                self.retry.defer();
                self.warn(&self.report, "cannot rotate", &error);
                file
            }
        }
    }

    /// Returns the new file, which another process may have made.
    fn rotate(&mut self, bytes: usize) -> io::Result<Arc<File>> {
        // A symbolic link stays, and leads to the new file.
        let path = &without_links(self.path.clone());
        let file = self.open_path(path)?;
        let Some(_lock) = lock_at_path(&file, path, ROTATION_TIMEOUT)? else {
            self.check.trigger();
            return self.current();
        };
        let Some(rotation) = &mut self.rotation else {
            return Ok(self.replace(file));
        };
        let metadata = file.metadata()?;
        if !rotation.is_due(&metadata, bytes) {
            return Ok(self.replace(file));
        }
        rotation.rename(path, &metadata)?;
        let new = Arc::new(open_to_append(path, self.mode)?);
        rotation.mark_done(&new);
        let pruned = rotation.prune(path);
        #[cfg(feature = "compress")]
        let compressed = rotation.compress(path, self.mode);
        if let Err(error) = pruned {
            self.warn(&self.report, "cannot remove the old files of", &error);
        }
        #[cfg(feature = "compress")]
        if let Err(error) = compressed {
            self.warn(&self.report, "cannot compress the old files of", &error);
        }
        self.current = Arc::clone(&new);
        Ok(new)
    }

    /// Warns on stderr, at most once per interval of the throttle.
    pub(crate) fn warn(&self, throttle: &Throttle, action: &str, cause: impl Display) {
        if throttle.claim() {
            let path = self.path.display();
            self_report::warn(format_args!("{action} the log file `{path}`: {cause}"));
        }
    }

    fn open_path(&self, path: &Path) -> io::Result<File> {
        open_to_append(path, self.mode)
    }

    fn replace(&mut self, file: File) -> Arc<File> {
        self.current = Arc::new(file);
        Arc::clone(&self.current)
    }

    /// The file of the last write.
    pub(crate) fn file(&self) -> Arc<File> {
        Arc::clone(&self.current)
    }

    /// Opens a file a second time, to overwrite the end of a line that could not be written completely.
    pub(crate) fn open_to_repair(&self, file: &File) -> io::Result<File> {
        let other = OpenOptions::new().read(true).write(true).open(&self.path)?;
        if sys::file_identity(&other.metadata()?) != sys::file_identity(&file.metadata()?) {
            return Err(ErrorKind::NotFound.into());
        }
        Ok(other)
    }

    /// Whether the last line of the file is incomplete and will stay so.
    ///
    /// It was left by a process that was killed in the middle of a write, unless a process is about to complete it.
    pub(crate) fn is_torn(&self) -> bool {
        let len = || fs::metadata(&self.path).map(|file| file.len()).ok();
        let ends_open = || self.ends_open().unwrap_or(false);
        let stays_open = |_| {
            let before = len();
            thread::sleep(IN_FLIGHT_GRACE);
            len() == before && ends_open()
        };
        // A busy machine may suspend another process in the middle of a write.
        ends_open() && (0..IN_FLIGHT_CHECKS).all(stays_open)
    }

    /// Whether the last line of the file has no end.
    pub(crate) fn ends_open(&self) -> io::Result<bool> {
        let mut file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
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
    // A file never blocks. A device at the path that does is treated like a full disk.
    let written = write_all(|bytes| (&**file).write(bytes), bytes, Duration::ZERO);
    written.map_err(|short| ShortWrite {
        file: Some(Arc::clone(file)),
        ..short
    })
}

/// The path to which a symbolic link leads. Another process may have renamed the file there a moment ago.
fn without_links(mut path: PathBuf) -> PathBuf {
    const LIMIT: usize = 16;
    for _ in 0..LIMIT {
        let Ok(target) = fs::read_link(&path) else {
            break;
        };
        path.set_file_name(target);
    }
    path
}

/// The names of the devices and of the open files of a process.
fn is_device(path: &Path) -> bool {
    cfg!(unix) && (path.starts_with("/dev") || path.starts_with("/proc"))
}

/// Longer than a write of another process takes, unless the machine is busy.
const IN_FLIGHT_GRACE: Duration = Duration::from_millis(20);

const IN_FLIGHT_CHECKS: u32 = 10;

/// The time between two checks whether the file is still at its path, and between two attempts to rotate it.
const CHECK_INTERVAL: Duration = Duration::from_millis(250);
