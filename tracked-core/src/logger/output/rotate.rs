//! When a log file is rotated.

use std::fs::{File, Metadata};
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, Weak};
use std::time::{Duration, SystemTime};

#[cfg(feature = "compress")]
use super::compress::Compressor;
use super::old_files::{Naming, OldFiles};
use crate::logger::format::clock::{self, Zone};
use crate::sys::file_identity;

/// When a new log file is started, and how many old files are kept.
///
/// Records are always appended to the path given to [`file`](crate::Builder::file). A rotation renames the file at this
/// path:
///
/// | rotation | old files of `log.txt` |
/// |---|---|
/// | by size | `log.txt.1`, then `log.txt.2`, and so on: the greatest number is the newest |
/// | by day | `log.txt.2026-11-22` has the records of that day. If this name is taken, `log.txt.2026-11-22.1` follows |
/// | by hour | `log.txt.2026-11-22-13` has the records from 13:00 to 14:00, then `log.txt.2026-11-22-13.1` |
///
/// The day or the hour of a file is that in which it was begun, as its metadata states it. If the file system does not
/// store when a file was created, the time of the last write counts. A file of another day than
/// today is renamed, also if it is of a later one, because the clock was set back.
///
/// No file is renamed a second time, so a rotation costs the same, however many old files there are. A compressed file
/// has the same name and `.gz`.
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
    #[cfg(feature = "compress")]
    compress: bool,
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
        Self {
            when,
            keep: None,
            #[cfg(feature = "compress")]
            compress: false,
        }
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

    /// Compresses old files with gzip. `log.txt.1` becomes `log.txt.1.gz`.
    ///
    /// A thread does this in the background, one second after the rotation. One process compresses at a time, if several
    /// write to one log. The content is written to the hidden file `.log.txt.gz` until it is complete.
    ///
    /// Each record stays in exactly one file, also if the process ends or is killed meanwhile. The next rotation
    /// compresses what is left. `zcat -f log.txt*` reads all files, whether they are compressed or not, and so does the
    /// program `tracked`.
    ///
    /// If a file can't be compressed, one line on stderr reports it, at most once a minute, and the file stays as it is.
    ///
    /// ```
    /// use tracked_core::Rotate;
    ///
    /// let rotate = Rotate::daily().keep(30).compress();
    /// ```
    #[cfg(feature = "compress")]
    #[must_use]
    pub fn compress(mut self) -> Self {
        self.compress = true;
        self
    }
}

pub(crate) struct Rotation {
    rotate: Rotate,
    zone: Zone,
    /// For rotation by time: the seconds in which the file is not due.
    current: Range<i64>,
    old: OldFiles,
    /// The file that this process began with its last rotation, as long as it is open: no other file has its identity.
    made: Weak<File>,
    #[cfg(feature = "compress")]
    compressor: Compressor,
}

impl Rotation {
    pub(crate) fn new(rotate: Rotate, zone: Zone) -> Self {
        let naming = match rotate.when {
            When::Size(_) => Naming::Number,
            When::Daily => Naming::Day,
            When::Hourly => Naming::Hour,
        };
        #[cfg_attr(not(feature = "compress"), allow(unused_mut))]
        let mut old = OldFiles::new(naming, rotate.keep);
        #[cfg(feature = "compress")]
        if rotate.compress {
            old.collect_uncompressed();
        }
        Self {
            rotate,
            zone,
            current: 0..0,
            old,
            made: Weak::new(),
            #[cfg(feature = "compress")]
            compressor: Compressor::default(),
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

    /// Treats the new file as one of the current day or hour, even if the clock of the file system differs.
    pub(crate) fn mark_done(&mut self, new: &Arc<File>) {
        self.current = self.period();
        self.made = Arc::downgrade(new);
    }

    /// The current day or hour.
    fn period(&self) -> Range<i64> {
        let (zone, second) = (self.zone.time_zone(), clock::second());
        match self.rotate.when {
            When::Hourly => clock::hour(zone, second),
            When::Size(_) | When::Daily => clock::day(zone, second),
        }
    }

    /// Renames the file at `path`, which has this metadata, to an old file. The caller holds the lock.
    pub(crate) fn rename(&mut self, path: &Path, file: &Metadata) -> io::Result<()> {
        let begin = || clock::format_second(self.zone.time_zone(), begin(file));
        let period = match self.rotate.when {
            When::Size(_) => Vec::new(),
            When::Daily => begin().date.to_vec(),
            When::Hourly => {
                let begin = begin();
                [&begin.date[..], b"-", &begin.time[..2]].concat()
            }
        };
        let made = self.made.upgrade().and_then(|made| made.metadata().ok());
        let is_ours = made.is_some_and(|made| file_identity(&made) == file_identity(file));
        let period = String::from_utf8_lossy(&period).into_owned();
        self.old.rename(path, period, is_ours)
    }

    /// Removes the old files that are not kept.
    pub(crate) fn prune(&mut self, path: &Path) -> io::Result<()> {
        self.old.prune(path)
    }

    /// Compresses the old files in the background, if this is wanted. A new file has this mode.
    #[cfg(feature = "compress")]
    pub(crate) fn compress(&mut self, path: &Path, mode: u32) -> io::Result<()> {
        let files = self.old.take_uncompressed();
        self.compressor.compress(files, path, mode)
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_was_set_back_does_not_stop_the_rotation() {
        let mut rotation = Rotation::new(Rotate::daily(), Zone::Utc);
        rotation.current = rotation.period();
        assert!(!rotation.may_be_due());
        let Range { start, end } = rotation.current;
        rotation.current = start + 7 * (end - start)..end + 7 * (end - start);
        assert!(rotation.may_be_due());
    }
}
