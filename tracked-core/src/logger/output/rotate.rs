//! When a log file is rotated, and the names of old files.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use crate::logger::format::clock::{self, Zone};

/// When a new log file is started, and how many old files are kept.
///
/// Records are always appended to the path given to [`file`](crate::Builder::file). A rotation renames the file at this
/// path:
///
/// | rotation | old files of `log.txt` |
/// |---|---|
/// | by size | `log.txt.1` is the newest, then `log.txt.2`, and so on |
/// | by day | `log.txt.2026-11-22` has the records of that day. If this name is taken, `log.txt.2026-11-22.1` follows |
///
/// Several processes can write to one file if all of them use the same rotation. One of them renames the file under a
/// lock (`flock` on Unix), and the others continue in the new file. No record is lost or torn, even if a process is
/// killed during a rotation. A record that another process writes during a rotation may be in the old file.
///
/// If the file can't be renamed, one line on stderr reports it, at most once a minute, and the log continues in the
/// same file.
///
/// ```no_run
/// use tracked_core::Rotate;
///
/// tracked_core::builder()
///     .file("process_log.txt")
///     .rotate(Rotate::size(10 * 1024 * 1024).keep(7))
///     .init();
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Rotate {
    when: When,
    keep: Option<usize>,
}

#[derive(Clone, Debug, Eq, PartialEq)]
enum When {
    Size(u64),
    Daily,
}

impl Rotate {
    /// Starts a new file before the file exceeds this number of bytes.
    ///
    /// A file can be larger only if a single write is: one record, or the records that were
    /// [`buffered`](crate::Builder::buffered). If `bytes` is smaller than every record, each record is in a file of its
    /// own.
    ///
    /// ```
    /// use tracked_core::Rotate;
    ///
    /// let rotate = Rotate::size(10 * 1024 * 1024).keep(7);
    /// ```
    pub fn size(bytes: u64) -> Self {
        Self::new(When::Size(bytes))
    }

    /// Starts a new file with the first record after midnight, in local time, or in UTC with
    /// [`utc`](crate::Builder::utc).
    ///
    /// ```
    /// use tracked_core::Rotate;
    ///
    /// let rotate = Rotate::daily().keep(30);
    /// ```
    pub fn daily() -> Self {
        Self::new(When::Daily)
    }

    fn new(when: When) -> Self {
        Self { when, keep: None }
    }

    /// Keeps the newest `files` old files, and removes the others after each rotation. With 0, no old file is kept. By
    /// default, all are kept.
    ///
    /// ```
    /// use tracked_core::Rotate;
    ///
    /// let rotate = Rotate::daily().keep(30);
    /// ```
    #[must_use]
    pub fn keep(mut self, files: usize) -> Self {
        self.keep = Some(files);
        self
    }
}

pub(crate) struct Rotation {
    rotate: Rotate,
    zone: Zone,
    /// For daily rotation: the second from which the file may be of an earlier day.
    until: AtomicI64,
}

impl Rotation {
    pub(crate) fn new(rotate: Rotate, zone: Zone) -> Self {
        Self {
            rotate,
            zone,
            until: AtomicI64::new(i64::MIN),
        }
    }

    /// A cheap check before [`is_due`](Self::is_due), which needs the metadata of the file.
    pub(crate) fn may_be_due(&self) -> bool {
        match self.rotate.when {
            When::Size(_) => true,
            When::Daily => clock::second() >= self.until.load(Ordering::Relaxed),
        }
    }

    /// Whether the file must be renamed before this number of bytes is written.
    pub(crate) fn is_due(&self, file: &Metadata, bytes: usize) -> bool {
        if !file.is_file() || file.len() == 0 {
            return false;
        }
        match self.rotate.when {
            When::Size(limit) => file.len().saturating_add(bytes as u64) > limit,
            When::Daily => {
                let (day, end) = clock::day(self.zone.time_zone(), clock::second());
                let is_old = last_write(file) < day;
                if !is_old {
                    self.until.store(end, Ordering::Relaxed);
                }
                is_old
            }
        }
    }

    /// Treats the file as one of the current day, even if the clock of the file system is late.
    pub(crate) fn mark_done(&self) {
        if let When::Daily = self.rotate.when {
            let (_, end) = clock::day(self.zone.time_zone(), clock::second());
            self.until.store(end, Ordering::Relaxed);
        }
    }

    /// Renames the file at `path` to an old file. The caller holds the lock.
    pub(crate) fn rename(&self, path: &Path, file: &Metadata) -> io::Result<()> {
        let old = match self.rotate.when {
            When::Size(_) => {
                shift_numbered(path)?;
                numbered(path, 1)
            }
            When::Daily => {
                let second = clock::format_second(self.zone.time_zone(), last_write(file));
                dated(path, &second.date)?
            }
        };
        fs::rename(path, old)
    }

    /// Removes the old files that are not kept.
    pub(crate) fn prune(&self, path: &Path) -> io::Result<()> {
        let Some(keep) = self.rotate.keep else {
            return Ok(());
        };
        let mut old = self.old_files(path)?;
        old.sort_by(|(a, _), (b, _)| b.cmp(a));
        for (_, file) in old.into_iter().skip(keep) {
            match fs::remove_file(file) {
                // Another process has removed it.
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    /// The old files of this log. A newer file has a greater key.
    fn old_files(&self, path: &Path) -> io::Result<Vec<(SortKey, PathBuf)>> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(Vec::new());
        };
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let other = entry.file_name();
            let suffix = other
                .as_encoded_bytes()
                .strip_prefix(name.as_encoded_bytes())
                .and_then(|rest| rest.strip_prefix(b"."))
                .and_then(|suffix| std::str::from_utf8(suffix).ok());
            if let Some(sort_key) = suffix.and_then(|suffix| self.sort_key(suffix)) {
                found.push((sort_key, entry.path()));
            }
        }
        Ok(found)
    }

    fn sort_key(&self, suffix: &str) -> Option<SortKey> {
        match self.rotate.when {
            When::Size(_) => Some((String::new(), -number(suffix)?)),
            When::Daily => {
                let (date, number) = match suffix.split_once('.') {
                    Some((date, suffix)) => (date, number(suffix)?),
                    None => (suffix, 0),
                };
                is_date(date).then(|| (date.to_owned(), number))
            }
        }
    }
}

type SortKey = (String, i64);

/// Increments the numbers up to the first free one. It starts with the highest, so no file is overwritten at any
/// moment.
fn shift_numbered(path: &Path) -> io::Result<()> {
    for number in (1..first_free(path)?).rev() {
        fs::rename(numbered(path, number), numbered(path, number + 1))?;
    }
    Ok(())
}

fn dated(path: &Path, date: &[u8]) -> io::Result<PathBuf> {
    let path = with_suffix(path, &String::from_utf8_lossy(date));
    if !exists(&path)? {
        return Ok(path);
    }
    Ok(numbered(&path, first_free(&path)?))
}

fn first_free(path: &Path) -> io::Result<u64> {
    let mut number = 1;
    while exists(&numbered(path, number))? {
        number += 1;
    }
    Ok(number)
}

/// A dangling symbolic link exists too.
fn exists(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn numbered(path: &Path, number: u64) -> PathBuf {
    with_suffix(path, &number.to_string())
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = OsString::from(path);
    path.push(".");
    path.push(suffix);
    path.into()
}

fn last_write(file: &Metadata) -> i64 {
    let modified = file.modified().ok();
    let age = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    age.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

/// Parses a number as the rotation writes it: `7`, but not `07` or `+7`.
fn number(text: &str) -> Option<i64> {
    text.parse()
        .ok()
        .filter(|number: &i64| *number > 0 && number.to_string() == text)
}

/// Whether the text looks like `2026-11-22`.
fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sort_keys(rotate: Rotate, suffixes: &[&str]) -> Vec<String> {
        let rotation = Rotation::new(rotate, Zone::Utc);
        let mut sort_keys: Vec<_> = suffixes
            .iter()
            .filter_map(|suffix| Some((rotation.sort_key(suffix)?, (*suffix).to_owned())))
            .collect();
        sort_keys.sort_by(|(a, _), (b, _)| b.cmp(a));
        sort_keys.into_iter().map(|(_, suffix)| suffix).collect()
    }

    #[test]
    fn old_files_are_recognized_and_sorted_by_name() {
        assert_eq!(
            sort_keys(
                Rotate::size(1),
                &["10", "9", "1", "0", "01", "-1", "gz", "1.gz", "2026-11-22"]
            ),
            ["1", "9", "10"]
        );
        assert_eq!(
            sort_keys(
                Rotate::daily(),
                &[
                    "2026-11-22",
                    "2026-11-22.2",
                    "2026-11-22.10",
                    "2026-12-01",
                    "2026-11-22.gz",
                    "2026-11-2",
                    "1"
                ]
            ),
            ["2026-12-01", "2026-11-22.10", "2026-11-22.2", "2026-11-22"]
        );
    }
}
