//! The log file: reopens it after a rename, and rotates it.

use std::fmt::Display;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::thread;
use std::time::Duration;

use super::lock;
use super::rotate::Rotation;
use super::throttle::Throttle;
use crate::logger::self_report::{self, REPORT_INTERVAL};
use crate::logger::write::{ShortWrite, write_all};
use crate::sys::{self, FileLock};

/// The file that is at a path at the time of each write.
pub(crate) struct LogFile {
    path: PathBuf,
    /// Locked only to clone or replace the `Arc`, never during a write.
    current: RwLock<Arc<File>>,
    check: Throttle,
    rotation: Option<Rotation>,
    retry: Throttle,
    report: Throttle,
}

impl LogFile {
    pub(crate) fn open(path: &Path, rotation: Option<Rotation>) -> io::Result<Self> {
        // The program may change its working directory later.
        let path = std::path::absolute(path)?;
        let file = open(&path)?;
        let check = Throttle::new(CHECK_INTERVAL);
        check.defer();
        Ok(Self {
            path,
            current: RwLock::new(Arc::new(file)),
            check,
            rotation,
            retry: Throttle::new(CHECK_INTERVAL),
            report: Throttle::new(REPORT_INTERVAL),
        })
    }

    /// The file for the next write. Opens the path again if the file was renamed or removed.
    pub(crate) fn current(&self) -> io::Result<Arc<File>> {
        let Some(file) = lock::read(&self.current).map(|file| Arc::clone(&file)) else {
            return open(&self.path).map(Arc::new);
        };
        if !self.check.claim() || is_at_path(&file, &self.path) {
            return Ok(file);
        }
        match open(&self.path) {
            Ok(file) => Ok(self.replace(file)),
            // The file was renamed and is still someone's log.
            Err(_) if sys::is_linked(&file) => Ok(file),
            Err(error) => {
                self.check.trigger();
                Err(error)
            }
        }
    }

    /// Writes to the file, and to a new one if the file is due for rotation.
    pub(crate) fn write(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        self.write_to(&self.rotated(self.current()?, bytes.len())?, bytes)
    }

    /// Writes to the file without rotating it.
    pub(crate) fn write_current(&self, bytes: &[u8]) -> Result<(), ShortWrite> {
        self.write_to(&self.current()?, bytes)
    }

    fn write_to(&self, file: &Arc<File>, bytes: &[u8]) -> Result<(), ShortWrite> {
        write(file, bytes)?;
        if self.rotation.is_some() && !sys::is_linked(file) {
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

    /// The file, or the new one if the file was due for rotation.
    fn rotated(&self, file: Arc<File>, bytes: usize) -> io::Result<Arc<File>> {
        let Some(rotation) = &self.rotation else {
            return Ok(file);
        };
        if !self.retry.is_due()
            || !rotation.may_be_due()
            || !rotation.is_due(&file.metadata()?, bytes)
        {
            return Ok(file);
        }
        match self.rotate(rotation, bytes) {
            // While another process rotates the file, the old one can still be written to.
            Ok(new) => Ok(new.unwrap_or(file)),
            Err(error) => {
                self.retry.defer();
                self.warn(&self.report, "cannot rotate", &error);
                Ok(file)
            }
        }
    }

    /// Returns the new file, or `None` if another process or thread is rotating.
    fn rotate(&self, rotation: &Rotation, bytes: usize) -> io::Result<Option<Arc<File>>> {
        let file = open(&self.path)?;
        let Some(_lock) = FileLock::try_new(&file, &self.path)? else {
            return Ok(None);
        };
        if !is_at_path(&file, &self.path) {
            self.check.trigger();
            return self.current().map(Some);
        }
        let metadata = file.metadata()?;
        if !rotation.is_due(&metadata, bytes) {
            // Another process has rotated it.
            rotation.mark_done();
            return Ok(Some(self.replace(file)));
        }
        rotation.rename(&self.path, &metadata)?;
        let new = self.replace(open(&self.path)?);
        rotation.mark_done();
        if let Err(error) = rotation.prune(&self.path) {
            self.warn(&self.report, "cannot remove the old files of", &error);
        }
        Ok(Some(new))
    }

    /// Warns on stderr, at most once per interval of the throttle.
    pub(crate) fn warn(&self, throttle: &Throttle, action: &str, cause: impl Display) {
        if throttle.claim() {
            let path = self.path.display();
            self_report::warn(format_args!("{action} the log file `{path}`: {cause}"));
        }
    }

    fn replace(&self, file: File) -> Arc<File> {
        let file = Arc::new(file);
        if let Some(mut current) = lock::write(&self.current) {
            *current = Arc::clone(&file);
        }
        file
    }

    /// Whether the last line of the file is incomplete and will stay so.
    ///
    /// It was left by a process that was killed in the middle of a write, unless a process is about to complete it.
    pub(crate) fn is_torn(&self) -> bool {
        let len = || fs::metadata(&self.path).map(|file| file.len()).ok();
        let ends_open = || self.ends_open().unwrap_or(false);
        ends_open() && {
            let before = len();
            thread::sleep(IN_FLIGHT_GRACE);
            len() == before && ends_open()
        }
    }

    /// Whether the last line of the file has no end.
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
    // A file never blocks. A device at the path that does is treated like a full disk.
    let written = write_all(|bytes| (&**file).write(bytes), bytes, Duration::ZERO);
    written.map_err(|short| ShortWrite {
        file: Some(Arc::clone(file)),
        ..short
    })
}

/// Opens a file for appending: each write goes to the end, even if other processes have moved it.
fn open(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).create(true).open(path)
}

fn is_at_path(file: &File, path: &Path) -> bool {
    match (file.metadata(), fs::metadata(path)) {
        (Ok(file), Ok(other)) => sys::file_identity(&file) == sys::file_identity(&other),
        (_, Err(error)) if error.kind() == io::ErrorKind::NotFound => false,
        // Unknown, so keep the file.
        _ => true,
    }
}

/// Longer than a write of another process takes.
const IN_FLIGHT_GRACE: Duration = Duration::from_millis(20);

/// The time between two checks whether the file is still at its path, and between two attempts to rotate it.
const CHECK_INTERVAL: Duration = Duration::from_millis(250);
