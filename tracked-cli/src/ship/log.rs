//! The files of a log, while they grow and rotate.
//!
//! A file is known by its first line, which no other file has: rotation and compression rename files, and the system gives
//! the number of a removed file to a new one.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use memchr::{memchr, memrchr};

use crate::read::blocks::Source;
use crate::read::files::rotated;
use crate::read::json::time;

/// How often a log is asked for new lines.
pub const POLL: Duration = Duration::from_millis(100);
/// How much is read at once.
const CHUNK: usize = 1 << 20;
/// The first bytes of a file, which are its identity up to the end of the first line.
const HEAD: usize = 4096;
/// A line that is longer is skipped.
const MAX_LINE: usize = 16 << 20;

/// A file of the log.
struct LogFile {
    id: u64,
    path: PathBuf,
    /// The time of the first record.
    first: i64,
    /// The bytes that are read, up to the end of a line.
    offset: u64,
    /// What follows the offset: the start of a line.
    partial: Vec<u8>,
    /// `None` if the file is at its end and rotated.
    input: Option<Box<dyn Read + Send>>,
    is_compressed: bool,
    /// The size at which the file was read to its end.
    len_at_end: Option<u64>,
    /// Whether the folder still has the file.
    is_listed: bool,
}

pub struct Log {
    /// The path of the current file.
    path: PathBuf,
    files: Vec<LogFile>,
    /// The offsets of the checkpoint.
    known: Vec<(u64, u64)>,
    last_scan: Option<Instant>,
    was_cut: bool,
}

impl Log {
    pub fn new(path: PathBuf, known: Vec<(u64, u64)>) -> Self {
        Self {
            path,
            files: Vec::new(),
            known,
            last_scan: None,
            was_cut: false,
        }
    }

    /// The identity of each file, and the bytes that are read.
    pub fn offsets(&self) -> Vec<(u64, u64)> {
        let files = self.files.iter();
        files.map(|file| (file.id, file.offset)).collect()
    }

    /// Whether a file was cut since the last call of this function. The checkpoint then needs the new offset: once the file
    /// is longer than the old offset again, its length no longer shows that it was cut.
    pub fn was_cut(&mut self) -> bool {
        std::mem::take(&mut self.was_cut)
    }

    /// The files in the order of their first records.
    pub fn paths(&self) -> Vec<PathBuf> {
        let listed = self.files.iter().filter(|file| file.is_listed);
        listed.map(|file| file.path.clone()).collect()
    }

    /// The next complete lines, of the oldest file that has some. Returns `false` if there are none.
    pub fn read(&mut self, lines: &mut Vec<u8>) -> io::Result<bool> {
        if self.last_scan.is_none_or(|last| last.elapsed() >= POLL) {
            self.scan()?;
            self.last_scan = Some(Instant::now());
        }
        for file in &mut self.files {
            if file.read(lines)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Finds the files of the log.
    fn scan(&mut self) -> io::Result<()> {
        for file in &mut self.files {
            file.is_listed = false;
        }
        let folder = match self.path.parent() {
            Some(folder) if folder != Path::new("") => folder.to_owned(),
            _ => PathBuf::from("."),
        };
        let entries = fs::read_dir(&folder);
        let entries = entries.map_err(|error| name(&folder, &error))?;
        for entry in entries {
            let path = folder.join(entry?.file_name());
            if rotated(&path).0.file_name() == self.path.file_name() {
                self.find(&path);
            }
        }
        // What is still open is read to its end, although the folder has it no longer.
        self.files
            .retain(|file| file.is_listed || file.input.is_some());
        self.files.sort_by_key(|file| file.first);
        Ok(())
    }

    /// A file with the name of one of the log. A file without a complete line waits for it.
    fn find(&mut self, path: &Path) {
        // A file that is gone or unreadable now is found by a later scan.
        let Ok(metadata) = fs::metadata(path) else {
            return;
        };
        let Some((id, first, is_compressed)) = identity(path) else {
            return;
        };
        let len = metadata.len();
        if let Some(file) = self.files.iter_mut().find(|file| file.id == id) {
            file.is_listed = true;
            path.clone_into(&mut file.path);
            file.is_compressed = is_compressed;
            if !is_compressed && len < file.offset + file.partial.len() as u64 {
                // The machine or somebody has cut the file.
                file.offset = file.offset.min(len);
                file.partial.clear();
                file.input = None;
                self.was_cut = true;
            }
            if file.input.is_none() && file.len_at_end != Some(len) {
                file.open();
            }
            if path != self.path && file.len_at_end == Some(len) {
                file.input = None;
            }
            return;
        }
        let known = self.known.iter().find(|(known, _)| *known == id);
        let offset = known.map_or(0, |(_, offset)| *offset);
        self.was_cut |= !is_compressed && len < offset;
        let mut file = LogFile {
            id,
            path: path.to_owned(),
            first,
            offset: if is_compressed {
                offset
            } else {
                offset.min(len)
            },
            partial: Vec::new(),
            input: None,
            is_compressed,
            len_at_end: None,
            is_listed: true,
        };
        file.open();
        self.files.push(file);
    }
}

impl LogFile {
    /// Opens the file at the offset. If that fails, the next scan tries it again.
    fn open(&mut self) {
        self.partial.clear();
        self.input = if self.is_compressed {
            let input = Source::File(self.path.clone()).open();
            input.ok().and_then(|mut input| {
                let skipped = io::copy(&mut (&mut input).take(self.offset), &mut io::sink());
                skipped.ok().map(|_| input)
            })
        } else {
            File::open(&self.path).ok().and_then(|mut file| {
                file.seek(SeekFrom::Start(self.offset)).ok()?;
                Some(Box::new(file) as Box<dyn Read + Send>)
            })
        };
    }

    /// Replaces the contents of `lines` by the next complete lines.
    fn read(&mut self, lines: &mut Vec<u8>) -> io::Result<bool> {
        lines.clear();
        let Some(input) = &mut self.input else {
            return Ok(false);
        };
        lines.append(&mut self.partial);
        loop {
            let before = lines.len();
            let result = input.take(CHUNK as u64).read_to_end(lines);
            let read = match result {
                Ok(read) => read,
                // A compressed file that is cut: its rest is lost.
                Err(_) if self.is_compressed => 0,
                Err(error) => return Err(name(&self.path, &error)),
            };
            if let Some(end) = memrchr(b'\n', &lines[before..]) {
                self.partial.extend_from_slice(&lines[before + end + 1..]);
                lines.truncate(before + end + 1);
                self.offset += lines.len() as u64;
                self.len_at_end = None;
                return Ok(true);
            }
            if read == 0 {
                self.partial.append(lines);
                self.len_at_end = if self.is_compressed {
                    let metadata = fs::metadata(&self.path);
                    metadata.ok().map(|metadata| metadata.len())
                } else {
                    Some(self.offset + self.partial.len() as u64)
                };
                if self.is_compressed || !self.is_listed {
                    self.input = None;
                }
                return Ok(false);
            }
            if lines.len() > MAX_LINE {
                self.offset += lines.len() as u64;
                lines.clear();
            }
        }
    }
}

/// The identity of a file, the time of its first record, and whether it is compressed.
fn identity(path: &Path) -> Option<(u64, i64, bool)> {
    let mut head = [0; 2];
    let is_compressed = File::open(path)
        .and_then(|mut file| file.read_exact(&mut head))
        .is_ok_and(|()| head == [0x1f, 0x8b]);
    let mut first = Vec::with_capacity(HEAD);
    let input = Source::File(path.to_owned()).open().ok()?;
    input.take(HEAD as u64).read_to_end(&mut first).ok()?;
    let end = memchr(b'\n', &first);
    let line = match end {
        Some(end) => &first[..end],
        None if first.len() == HEAD => &first[..],
        None => return None,
    };
    // The first record may be longer than the head; its time is at its start.
    let time = time(line).unwrap_or(i64::MIN);
    Some((hash(line), time, is_compressed))
}

/// FNV-1a: the hash must be the same in all versions.
fn hash(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn name(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
