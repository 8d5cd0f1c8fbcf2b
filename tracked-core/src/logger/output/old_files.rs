//! The old files of a log: their names, and which of them are removed.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

/// The old files that this process knows.
///
/// A rotation must not cost more if there are more old files. Therefore the folder is read only if another process may
/// have removed the newest file that this one knows.
pub(super) struct OldFiles {
    naming: Naming,
    keep: Option<usize>,
    /// At least the newest one, if there is one. The others are known if the oldest are removed at some time.
    known: BTreeSet<OldFile>,
    /// The files that may be uncompressed, since they were taken. `None` if they stay so.
    #[cfg(feature = "compress")]
    uncompressed: Option<Vec<PathBuf>>,
}

/// What stands in the name of an old file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Naming {
    Number,
    Day,
    Hour,
}

/// A newer file is greater.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct OldFile {
    /// The day or the hour, or nothing.
    period: String,
    /// 0 if the name is the period alone.
    number: u64,
}

impl OldFiles {
    pub(super) fn new(naming: Naming, keep: Option<usize>) -> Self {
        Self {
            naming,
            keep,
            known: BTreeSet::new(),
            #[cfg(feature = "compress")]
            uncompressed: None,
        }
    }

    /// Renames the file at `path` to the newest old file of a period.
    ///
    /// `is_ours` is whether no other process has rotated since this one did. The caller holds the lock.
    pub(super) fn rename(&mut self, path: &Path, period: String, is_ours: bool) -> io::Result<()> {
        if !is_ours && !self.can_catch_up(path)? {
            self.read_folder(path)?;
        }
        let mut old = self.naming.first(period);
        if let Some(last) = self.known.last().filter(|last| last.period == old.period) {
            old.number = last.number + 1;
        }
        // Other processes have made these. A link or a folder is from somebody else, and stays.
        while let Some(file_type) = old.file_type(path)? {
            if file_type.is_file() {
                self.insert(path, old.clone(), false);
            }
            old.number += 1;
        }
        fs::rename(path, old.path(path))?;
        self.insert(path, old, false);
        Ok(())
    }

    /// Removes the old files that are not kept.
    pub(super) fn prune(&mut self, path: &Path) -> io::Result<()> {
        while self.known.len() > self.keep.unwrap_or(1) {
            let Some(oldest) = self.known.pop_first() else {
                break;
            };
            if self.keep.is_some() {
                let removed = [oldest.path(path), compressed(oldest.path(path))]
                    .into_iter()
                    .try_for_each(remove);
                if let Err(error) = removed {
                    self.known.insert(oldest);
                    return Err(error);
                }
            }
        }
        Ok(())
    }

    /// Whether the files of other processes have the numbers after the newest one that is known.
    ///
    /// If it was removed, other processes may have removed some after it.
    fn can_catch_up(&self, path: &Path) -> io::Result<bool> {
        match self.known.last() {
            Some(last) if self.naming == Naming::Number => Ok(last.file_type(path)?.is_some()),
            _ => Ok(false),
        }
    }

    fn read_folder(&mut self, path: &Path) -> io::Result<()> {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else {
            return Ok(());
        };
        // No number is used twice, even if somebody moved all old files away.
        let last = self.known.pop_last();
        self.known.clear();
        self.known.extend(last);
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let other = entry.file_name();
            let suffix = other
                .as_encoded_bytes()
                .strip_prefix(name.as_encoded_bytes())
                .and_then(|rest| rest.strip_prefix(b"."))
                .and_then(|suffix| std::str::from_utf8(suffix).ok());
            let Some(old) = suffix.and_then(|suffix| self.naming.parse(suffix)) else {
                continue;
            };
            // Only a rotation makes files of these names. Links and folders are not from one.
            if entry.file_type().is_ok_and(|file| file.is_file()) {
                let is_compressed = suffix.is_some_and(|suffix| suffix.ends_with(COMPRESSED));
                self.insert(path, old, is_compressed);
            }
        }
        Ok(())
    }

    #[cfg_attr(not(feature = "compress"), allow(unused_variables))]
    fn insert(&mut self, path: &Path, old: OldFile, is_compressed: bool) {
        #[cfg(feature = "compress")]
        if let Some(uncompressed) = self.uncompressed.as_mut().filter(|_| !is_compressed) {
            uncompressed.push(old.path(path));
        }
        self.known.insert(old);
    }
}

#[cfg(feature = "compress")]
impl OldFiles {
    /// From now on, collects the files that may be uncompressed.
    pub(super) fn collect_uncompressed(&mut self) {
        self.uncompressed = Some(Vec::new());
    }

    /// The files that were found or made since the last call and may be uncompressed.
    pub(super) fn take_uncompressed(&mut self) -> Vec<PathBuf> {
        self.uncompressed
            .as_mut()
            .map(std::mem::take)
            .unwrap_or_default()
    }
}

impl Naming {
    fn first(self, period: String) -> OldFile {
        OldFile {
            period,
            number: u64::from(self == Self::Number),
        }
    }

    /// Parses what follows the name of the log and a dot.
    fn parse(self, suffix: &str) -> Option<OldFile> {
        let suffix = suffix.strip_suffix(COMPRESSED).unwrap_or(suffix);
        let (period, number) = match suffix.split_once('.') {
            _ if self == Self::Number => ("", parse_number(suffix)?),
            Some((period, suffix)) => (period, parse_number(suffix)?),
            None => (suffix, 0),
        };
        let is_ours = match period.split_at_checked(10) {
            Some((date, "")) => self == Self::Day && is_date(date),
            Some((date, hour)) => self == Self::Hour && is_date(date) && is_hour(hour),
            None => self == Self::Number,
        };
        is_ours.then(|| OldFile {
            period: period.to_owned(),
            number,
        })
    }
}

impl OldFile {
    fn path(&self, log: &Path) -> PathBuf {
        let Self { period, number } = self;
        match (period.as_str(), number) {
            ("", _) => with_suffix(log, &number.to_string()),
            (_, 0) => with_suffix(log, period),
            _ => with_suffix(log, &format!("{period}.{number}")),
        }
    }

    /// What is at the name of this file, compressed or not.
    fn file_type(&self, log: &Path) -> io::Result<Option<FileType>> {
        let path = self.path(log);
        Ok(match file_type(&path)? {
            Some(found) => Some(found),
            None => file_type(&compressed(path))?,
        })
    }
}

/// The name of an old file after its compression.
pub(super) fn compressed(path: PathBuf) -> PathBuf {
    let mut path = OsString::from(path);
    path.push(COMPRESSED);
    path.into()
}

/// Ends the name of a compressed file.
const COMPRESSED: &str = ".gz";

fn file_type(path: &Path) -> io::Result<Option<FileType>> {
    match fs::symlink_metadata(path) {
        Ok(file) => Ok(Some(file.file_type())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn remove(file: PathBuf) -> io::Result<()> {
    match fs::remove_file(file) {
        // Another process has removed it.
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = OsString::from(path);
    path.push(".");
    path.push(suffix);
    path.into()
}

/// Parses a number as the rotation writes it: `7`, but not `07` or `+7`.
fn parse_number(text: &str) -> Option<u64> {
    const LONGEST: usize = 18;
    text.parse()
        .ok()
        .filter(|number: &u64| *number > 0 && number.to_string() == text && text.len() <= LONGEST)
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

    /// The suffixes that are those of old files, the newest first.
    fn sorted(naming: Naming, suffixes: &[&str]) -> Vec<String> {
        let mut old: Vec<_> = suffixes
            .iter()
            .filter_map(|suffix| Some((naming.parse(suffix)?, (*suffix).to_owned())))
            .collect();
        old.sort_by(|(a, _), (b, _)| b.cmp(a));
        old.into_iter().map(|(_, suffix)| suffix).collect()
    }

    #[test]
    fn old_files_are_recognized_and_sorted_by_name() {
        assert_eq!(
            sorted(
                Naming::Number,
                &[
                    "10",
                    "9",
                    "1",
                    "0",
                    "01",
                    "-1",
                    "gz",
                    "2.gz",
                    "2026-11-22",
                    "1234567890123456789"
                ]
            ),
            ["10", "9", "2.gz", "1"]
        );
        assert_eq!(
            sorted(
                Naming::Day,
                &[
                    "2026-11-22",
                    "2026-11-22.2",
                    "2026-11-22.10.gz",
                    "2026-12-01",
                    "2026-11-21.gz",
                    "2026-11-22.gz.1",
                    "2026-11-2",
                    "1"
                ]
            ),
            [
                "2026-12-01",
                "2026-11-22.10.gz",
                "2026-11-22.2",
                "2026-11-22",
                "2026-11-21.gz"
            ]
        );
        assert_eq!(
            sorted(
                Naming::Hour,
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

    #[test]
    fn the_name_of_an_old_file_is_what_is_parsed() {
        for (naming, suffix) in [
            (Naming::Number, "7"),
            (Naming::Day, "2026-11-22"),
            (Naming::Day, "2026-11-22.1"),
            (Naming::Hour, "2026-11-22-13"),
        ] {
            let old = naming.parse(suffix).expect("an old file");
            assert_eq!(
                old.path(Path::new("log")),
                with_suffix("log".as_ref(), suffix)
            );
        }
    }
}
