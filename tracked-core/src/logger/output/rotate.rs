//! When a log file is full, and what it is called from then on.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::SystemTime;

use crate::logger::format::clock::{self, Zone};

/// When the log goes on in a new file, and how many of the old ones stay.
///
/// The file to which records are appended always has the path that was given to [`file`](crate::Builder::file). What is
/// in it is renamed away:
///
/// | rotation | old files of `log.txt` |
/// |---|---|
/// | by size | `log.txt.1` is the newest, `log.txt.2` the one before, and so on |
/// | by day | `log.txt.2026-11-22` holds the records of that day; should it exist, `log.txt.2026-11-22.1` goes on |
///
/// Several processes may write to one file, if all of them rotate it alike: one of them renames the file, under a lock
/// (`flock` on Unix), and the others go on in the new one. No record is lost or torn by that, also not if a process is
/// killed in the middle; a record that another process writes at that moment may stand in the old file. Files that
/// can't be renamed are told of on stderr, once a minute at most, and the log goes on in the file it has.
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
    /// Goes on in a new file before the file gets larger than this.
    ///
    /// Only what is one write may be larger: a single record, or what was [`buffered`](crate::Builder::buffered).
    ///
    /// ```
    /// use tracked_core::Rotate;
    ///
    /// let rotate = Rotate::size(10 * 1024 * 1024).keep(7);
    /// ```
    pub fn size(bytes: u64) -> Self {
        Self {
            when: When::Size(bytes),
            keep: None,
        }
    }

    /// Goes on in a new file with the first record after midnight: local time, or UTC if the log is in
    /// [`utc`](crate::Builder::utc).
    ///
    /// ```
    /// use tracked_core::Rotate;
    ///
    /// let rotate = Rotate::daily().keep(30);
    /// ```
    pub fn daily() -> Self {
        Self {
            when: When::Daily,
            keep: None,
        }
    }

    /// Removes old files, so that this many are left. Without it, all are kept.
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
    // By day: until when the file holds the present day.
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

    // Whether it is time to look at the file, which costs more than this.
    pub(crate) fn may_be_due(&self) -> bool {
        match self.rotate.when {
            When::Size(_) => true,
            When::Daily => clock::second() >= self.until.load(Ordering::Relaxed),
        }
    }

    // Whether the file is to be renamed before that many bytes are written.
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

    // The file holds the present day, even if the file system's clock, which may be a little late, has it otherwise.
    pub(crate) fn done(&self) {
        if let When::Daily = self.rotate.when {
            let (_, end) = clock::day(self.zone.time_zone(), clock::second());
            self.until.store(end, Ordering::Relaxed);
        }
    }

    // Gives the file at `path` the name of an old one. Nobody else may do so meanwhile.
    pub(crate) fn rename(&self, path: &Path, file: &Metadata) -> io::Result<()> {
        match self.rotate.when {
            When::Size(_) => {
                shift_numbered(path)?;
                fs::rename(path, numbered(path, 1))
            }
            When::Daily => {
                let date = clock::format_second(self.zone.time_zone(), last_write(file)).date;
                fs::rename(path, dated(path, &date)?)
            }
        }
    }

    // Removes what is not to be kept.
    pub(crate) fn prune(&self, path: &Path) -> io::Result<()> {
        let Some(keep) = self.rotate.keep else {
            return Ok(());
        };
        let mut old = self.old_files(path)?;
        old.sort_by(|(a, _), (b, _)| b.cmp(a));
        for (_, file) in old.into_iter().skip(keep) {
            match fs::remove_file(file) {
                // Another process was faster.
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        Ok(())
    }

    // The files that are ours, each with what is the greater the newer it is.
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

// Counts up the numbers from 1 to the first that is free, the last one first: whenever that ends, no file is gone.
fn shift_numbered(path: &Path) -> io::Result<()> {
    let mut free = 1;
    while exists(&numbered(path, free))? {
        free += 1;
    }
    for number in (1..free).rev() {
        fs::rename(numbered(path, number), numbered(path, number + 1))?;
    }
    Ok(())
}

fn dated(path: &Path, date: &[u8]) -> io::Result<PathBuf> {
    let path = with_suffix(path, &String::from_utf8_lossy(date));
    if !exists(&path)? {
        return Ok(path);
    }
    let mut number = 1;
    while exists(&numbered(&path, number))? {
        number += 1;
    }
    Ok(numbered(&path, number))
}

// A link counts, even if it leads nowhere.
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
    let since_1970 = file
        .modified()
        .ok()
        .and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    since_1970.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

// As it is written: `7`, but not `07` or `+7`.
fn number(text: &str) -> Option<i64> {
    text.parse()
        .ok()
        .filter(|number: &i64| *number > 0 && number.to_string() == text)
}

// `2026-11-22`
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
    fn old_files_are_known_by_their_names_the_newest_first() {
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
