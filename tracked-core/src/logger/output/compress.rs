//! Compresses old files, on a thread of its own.
//!
//! Each record is in exactly one file at every moment, also if the process is killed:
//!
//! 1. The content is compressed to a hidden file next to the log, which one process at a time has locked. A process that
//!    is killed leaves this file, and the next one overwrites it.
//! 2. The hidden file is renamed to the old file, which it replaces.
//! 3. The old file gets its name with `.gz`. A process that is killed before that leaves a compressed file without
//!    `.gz`, and the next one renames it.
//!
//! A process that has not noticed the rotation may still write to the old file. It notices within [`SETTLING_TIME`], and
//! the compression starts later. A process that was suspended for longer asks, under the lock of the log, whether the old
//! file was replaced meanwhile, and then writes its record again.

use std::collections::VecDeque;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read, Seek, Write};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;

use super::old_files::compressed;
use super::path_lock::{ROTATION_TIMEOUT, SETTLING_TIME, is_at_path, lock_at_path};
use super::throttle::Throttle;
use crate::logger::self_report::{self, REPORT_INTERVAL};
use crate::sys::{
    FileLock, fork_generation, open_to_append, time_since_change, with_signals_blocked,
};

/// Starts the thread with the first file.
#[derive(Default)]
pub(super) struct Compressor {
    thread: Option<Thread>,
    /// Files for which no thread could be started.
    waiting: Vec<PathBuf>,
}

struct Thread {
    /// A forked child does not have the thread of its parent.
    process: u32,
    files: Sender<OldFile>,
}

struct OldFile {
    path: PathBuf,
    log: Arc<PathBuf>,
    /// The mode of the log.
    mode: u32,
    /// The file had its name at this time, and maybe earlier.
    renamed: Instant,
}

impl Compressor {
    /// Compresses old files of a log later. The log has this mode.
    pub(super) fn compress(
        &mut self,
        files: Vec<PathBuf>,
        log: &Path,
        mode: u32,
    ) -> io::Result<()> {
        self.waiting.extend(files);
        if self.waiting.is_empty() {
            return Ok(());
        }
        let files = self.thread()?.files.clone();
        let (log, renamed) = (Arc::new(log.to_owned()), Instant::now());
        for path in self.waiting.drain(..) {
            // The thread ends with the process.
            let _ = files.send(OldFile {
                path,
                log: Arc::clone(&log),
                mode,
                renamed,
            });
        }
        Ok(())
    }

    fn thread(&mut self) -> io::Result<&Thread> {
        let process = fork_generation();
        let thread = match self.thread.take() {
            Some(thread) if thread.process == process => thread,
            parents => {
                // During the fork, the thread of the parent may have had a lock of the channel.
                mem::forget(parents);
                let (files, receiver) = channel();
                let thread = thread::Builder::new().name("tracked-gzip".to_owned());
                // The signals of the program go to the threads of the program.
                with_signals_blocked(|| thread.spawn(move || compress_all(&receiver)))?;
                Thread { process, files }
            }
        };
        Ok(self.thread.insert(thread))
    }
}

/// After a failure, the files that are left are tried again when the next one arrives.
fn compress_all(files: &Receiver<OldFile>) {
    let report = Throttle::new(REPORT_INTERVAL);
    let mut pending = VecDeque::new();
    while let Ok(file) = files.recv() {
        pending.push_back(file);
        pending.extend(files.try_iter());
        while let Some(file) = pending.pop_front() {
            if let Err(error) = file.compress() {
                if report.claim() {
                    let path = file.path.display();
                    self_report::warn(format_args!(
                        "cannot compress the log file `{path}`: {error}"
                    ));
                }
                pending.push_back(file);
                break;
            }
        }
    }
}

impl OldFile {
    fn compress(&self) -> io::Result<()> {
        self.wait_until_settled();
        let Some(temporary) = self.temporary()? else {
            return Ok(());
        };
        // Another process may have compressed or removed the file until here.
        while let Some(mut file) = open(&self.path)? {
            let is_compressed = starts_with(&mut file, &GZIP)?;
            let len = if is_compressed {
                file.metadata()?.len()
            } else {
                temporary.fill(&file)?
            };
            // Until it is released, no file is rotated or removed, and no process asks whether this one was replaced.
            let _rotation = self.lock_rotation()?;
            if !is_at_path(&file, &self.path) {
                break;
            }
            if file.metadata()?.len() != len {
                // Another process has written a record.
                continue;
            }
            let compressed = compressed(self.path.clone());
            if fs::symlink_metadata(&compressed).is_ok() {
                return Err(ErrorKind::AlreadyExists.into());
            }
            // Windows replaces no file that is open.
            drop(file);
            if !is_compressed {
                fs::rename(&temporary.path, &self.path)?;
            }
            return fs::rename(&self.path, compressed);
        }
        Ok(())
    }

    /// Waits until all processes have noticed that the file was renamed.
    fn wait_until_settled(&self) {
        if let Ok(file) = fs::symlink_metadata(&self.path) {
            let since_rename = time_since_change(&file).unwrap_or_default();
            let since_rename = since_rename.max(self.renamed.elapsed());
            thread::sleep(SETTLING_TIME.saturating_sub(since_rename));
        }
    }

    /// The hidden file, as soon as no other process compresses files of this log. `None` if another process has
    /// compressed or removed this file.
    fn temporary(&self) -> io::Result<Option<Temporary>> {
        let mut name = OsString::from(".");
        name.push(self.log.file_name().unwrap_or_default());
        let path = compressed(self.log.with_file_name(name));
        while fs::symlink_metadata(&self.path).is_ok() {
            // On Windows, a file that is open for appending can't be truncated.
            drop(open_to_append(&path, self.mode)?);
            let file = match OpenOptions::new().write(true).open(&path) {
                Err(error) if error.kind() == ErrorKind::NotFound => continue,
                file => file?,
            };
            match FileLock::try_new(&file, &path)? {
                Some(lock) if is_at_path(&file, &path) => {
                    return Ok(Some(Temporary { path, file, lock }));
                }
                // The other process may have many files.
                _ => thread::sleep(RETRY_DELAY),
            }
        }
        Ok(None)
    }

    fn lock_rotation(&self) -> io::Result<FileLock> {
        loop {
            let log = open_to_append(&self.log, self.mode)?;
            // Another process may rotate the log meanwhile.
            if let Some(lock) = lock_at_path(&log, &self.log, ROTATION_TIMEOUT)? {
                return Ok(lock);
            }
        }
    }
}

/// The hidden file, locked. It is removed if it was not renamed.
struct Temporary {
    path: PathBuf,
    file: File,
    #[allow(dead_code, reason = "unlocked on drop")]
    lock: FileLock,
}

impl Temporary {
    /// Writes a file in compressed form to the disk. Returns how many bytes of the file were read.
    fn fill(&self, mut from: &File) -> io::Result<u64> {
        self.file.set_len(0)?;
        (&self.file).rewind()?;
        let mut encoder = GzEncoder::new(&self.file, Compression::default());
        let mut block = vec![0; BLOCK];
        let mut len = 0;
        loop {
            let read = match from.read(&mut block) {
                Ok(0) => break,
                Ok(read) => read,
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            };
            encoder.write_all(&block[..read])?;
            len += read as u64;
        }
        encoder.finish()?;
        let metadata = from.metadata()?;
        self.file.set_permissions(metadata.permissions())?;
        if let Ok(modified) = metadata.modified() {
            self.file.set_modified(modified)?;
        }
        self.file.sync_all()?;
        Ok(len)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if is_at_path(&self.file, &self.path) {
            let _ = fs::remove_file(&self.path);
        }
    }
}

fn open(path: &Path) -> io::Result<Option<File>> {
    match File::open(path) {
        Ok(file) => Ok(Some(file)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a file starts with these bytes. Its position stays at the start.
fn starts_with(file: &mut File, bytes: &[u8]) -> io::Result<bool> {
    let mut start = Vec::new();
    Read::take(&mut *file, bytes.len() as u64).read_to_end(&mut start)?;
    file.rewind()?;
    Ok(start == bytes)
}

/// How a gzip file starts. No line of a log does.
const GZIP: [u8; 2] = [0x1f, 0x8b];

const BLOCK: usize = 64 * 1024;

const RETRY_DELAY: Duration = Duration::from_millis(50);
