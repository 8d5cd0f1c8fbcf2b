//! When a log file is rotated, and the names of old files.

use std::ffi::OsString;
use std::fs::{self, Metadata};
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

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
/// | by hour | `log.txt.2026-11-22-13` has the records from 13:00 to 14:00, then `log.txt.2026-11-22-13.1` |
///
/// The day or the hour of a file is that in which it was begun, as its metadata states it. If the file system does not
/// store when a file was created, the time of the last write counts. A file of another day than
/// today is renamed, also if it is of a later one, because the clock was set back.
///
/// Several processes can write to one file if all of them use the same rotation. One of them renames the file under a
/// lock (`flock` on Unix), and the others wait for it and continue in the new file. No record is lost or torn, even if a
/// process is killed during a rotation. A record that another process writes during a rotation may be in the old file.
///
/// A symbolic link at the path stays, and the file to which it leads is rotated. A file that is not a regular one, such
/// as a FIFO or a file in `/dev`, is never rotated.
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
    Hourly,
}

impl Rotate {
    /// Starts a new file before the file exceeds this number of bytes.
    ///
    /// Each process may exceed the limit by a single write: one record, or the records that were
    /// [`buffered`](crate::Builder::buffered).
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

    /// Starts a new file with the first record of each hour, in local time, or in UTC with
    /// [`utc`](crate::Builder::utc).
    ///
    /// ```
    /// use tracked_core::Rotate;
    ///
    /// let rotate = Rotate::hourly().keep(48);
    /// ```
    pub fn hourly() -> Self {
        Self::new(When::Hourly)
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
    /// For rotation by time: the seconds in which the file is not due.
    current: Range<i64>,
}

impl Rotation {
    pub(crate) fn new(rotate: Rotate, zone: Zone) -> Self {
        Self {
            rotate,
            zone,
            current: 0..0,
        }
    }

    /// A cheap check before [`is_due`](Self::is_due), which needs the metadata of the file.
    pub(crate) fn may_be_due(&self) -> bool {
        match self.rotate.when {
            When::Size(_) => true,
            When::Daily | When::Hourly => !self.current.contains(&clock::second()),
        }
    }

    /// Whether the file must be renamed before this number of bytes is written.
    pub(crate) fn is_due(&mut self, file: &Metadata, bytes: usize) -> bool {
        if !file.is_file() {
            return false;
        }
        if let When::Size(limit) = self.rotate.when {
            return file.len() > 0 && file.len().saturating_add(bytes as u64) > limit;
        }
        let current = self.period();
        let is_due = !current.contains(&begin(file));
        if !is_due {
            self.current = current;
        }
        is_due
    }

    /// Treats the file as one of the current day or hour, even if the clock of the file system differs.
    pub(crate) fn mark_done(&mut self) {
        self.current = self.period();
    }

    /// The current day or hour.
    fn period(&self) -> Range<i64> {
        let (zone, second) = (self.zone.time_zone(), clock::second());
        match self.rotate.when {
            When::Hourly => clock::hour(zone, second),
            When::Size(_) | When::Daily => clock::day(zone, second),
        }
    }

    /// Renames the file at `path` to an old file. The caller holds the lock.
    pub(crate) fn rename(&self, path: &Path, file: &Metadata) -> io::Result<()> {
        let old = match self.rotate.when {
            When::Size(_) => {
                shift_numbered(path)?;
                numbered(path, 1)
            }
            When::Daily => dated(path, &self.begin(file).date)?,
            When::Hourly => {
                let begin = self.begin(file);
                dated(path, &[&begin.date[..], b"-", &begin.time[..2]].concat())?
            }
        };
        fs::rename(path, old)
    }

    fn begin(&self, file: &Metadata) -> clock::Second {
        clock::format_second(self.zone.time_zone(), begin(file))
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
            // Only a rotation makes files of these names. Links and folders are not from one.
            let is_file = entry.file_type().is_ok_and(|file| file.is_file());
            let suffix = suffix.filter(|_| is_file);
            if let Some(sort_key) = suffix.and_then(|suffix| self.sort_key(suffix)) {
                found.push((sort_key, entry.path()));
            }
        }
        Ok(found)
    }

    fn sort_key(&self, suffix: &str) -> Option<SortKey> {
        match self.rotate.when {
            When::Size(_) => Some((String::new(), -number(suffix)?)),
            When::Daily | When::Hourly => {
                let (date, number) = match suffix.split_once('.') {
                    Some((date, suffix)) => (date, number(suffix)?),
                    None => (suffix, 0),
                };
                let is_ours = match date.split_at_checked(10) {
                    Some((date, "")) => self.rotate.when == When::Daily && is_date(date),
                    Some((date, hour)) => {
                        self.rotate.when == When::Hourly && is_date(date) && is_hour(hour)
                    }
                    None => false,
                };
                is_ours.then(|| (date.to_owned(), number))
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

/// The second in which the file was begun.
///
/// This is the time of its creation, or that of the last write if it is earlier, as in a restored file, or the only one
/// that is known.
fn begin(file: &Metadata) -> i64 {
    let time = match (file.created(), file.modified()) {
        (Ok(created), Ok(modified)) => Some(created.min(modified)),
        (created, modified) => created.or(modified).ok(),
    };
    let since_1970 = time.and_then(|time| {
        (time + CLOCK_TICK)
            .duration_since(SystemTime::UNIX_EPOCH)
            .ok()
    });
    since_1970.map_or(0, |time| i64::try_from(time.as_secs()).unwrap_or(i64::MAX))
}

/// The clock of the file system may be this late.
const CLOCK_TICK: Duration = Duration::from_millis(20);

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

/// Whether the text looks like `-13`.
fn is_hour(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or_default();
    digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit())
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
    fn a_clock_that_was_set_back_does_not_stop_the_rotation() {
        let mut rotation = Rotation::new(Rotate::daily(), Zone::Utc);
        rotation.mark_done();
        assert!(!rotation.may_be_due());
        let Range { start, end } = rotation.current;
        rotation.current = start + 7 * (end - start)..end + 7 * (end - start);
        assert!(rotation.may_be_due());
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
        assert_eq!(
            sort_keys(
                Rotate::hourly(),
                &[
                    "2026-11-22-09",
                    "2026-11-22-10",
                    "2026-11-22-10.1",
                    "2026-11-22",
                    "2026-11-22-1"
                ]
            ),
            ["2026-11-22-10.1", "2026-11-22-10", "2026-11-22-09"]
        );
    }
}
