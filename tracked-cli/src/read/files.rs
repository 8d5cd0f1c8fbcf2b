//! Which files are one log, and in which order they are read.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::blocks::Source;
use super::line::read_lines;
use super::reader::Reader;

/// Files of one log, in time order: a current file and its rotated files.
pub type Log = Vec<Source>;

/// The files as logs: the rotated files of a log belong together, and the others are logs of their own.
pub fn logs(files: &[PathBuf], offset: i64) -> Vec<Log> {
    let mut logs = BTreeMap::<PathBuf, Vec<(i64, u64, Source)>>::new();
    for file in files {
        let is_stdin = file == Path::new("-");
        let (name, number) = if is_stdin {
            (file.clone(), u64::MAX)
        } else {
            rotated(file)
        };
        let source = if is_stdin {
            Source::Stdin
        } else {
            Source::File(file.clone())
        };
        let first = if is_stdin {
            i64::MIN
        } else {
            first_time(&source, offset)
        };
        let log = logs.entry(name).or_default();
        if !log.iter().any(|(_, _, other)| *other == source) {
            log.push((first, number, source));
        }
    }
    if logs.is_empty() {
        return vec![vec![Source::Stdin]];
    }
    logs.into_values()
        .map(|mut log| {
            log.sort_by_key(|(first, number, _)| (*first, *number));
            log.into_iter().map(|(_, _, source)| source).collect()
        })
        .collect()
}

/// The name of the current file, and a number that is greater for newer files of `log.1`, `log.2`.
pub fn rotated(file: &Path) -> (PathBuf, u64) {
    let mut path = file.to_owned();
    if path.extension().is_some_and(|extension| extension == "gz") {
        path.set_extension("");
    }
    let mut number = None;
    while let Some(extension) = path.extension().and_then(|extension| extension.to_str()) {
        let is_rotation =
            !extension.is_empty() && extension.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !is_rotation || path.file_stem().is_none() {
            break;
        }
        // The first file of a day has no number.
        number = number.or(Some(extension.parse().unwrap_or(0)));
        path.set_extension("");
    }
    (path, number.unwrap_or(u64::MAX))
}

/// The time of the first record in the first bytes of a file.
fn first_time(source: &Source, offset: i64) -> i64 {
    let mut block = Vec::new();
    if let Ok(input) = source.open() {
        let _ = input.take(1 << 16).read_to_end(&mut block);
    }
    let mut first = None;
    read_lines(&mut block, &mut Reader::new(offset), |record, _| {
        first.get_or_insert(record.time);
    });
    first.unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rotated_files_belong_to_the_current_file() {
        for (file, name, number) in [
            ("a/x.log", "a/x.log", u64::MAX),
            ("a/x.log.2", "a/x.log", 2),
            ("a/x.log.2.gz", "a/x.log", 2),
            ("a/x.log.2026-11-22", "a/x.log", 0),
            ("a/x.log.2026-11-22.gz", "a/x.log", 0),
            ("a/x.log.2026-11-22.1.gz", "a/x.log", 1),
            ("a/x.log.2026-11-22-13.gz", "a/x.log", 0),
            ("a/x.json", "a/x.json", u64::MAX),
        ] {
            assert_eq!(
                rotated(Path::new(file)),
                (PathBuf::from(name), number),
                "{file}"
            );
        }
    }

    #[test]
    fn no_file_is_stdin() {
        assert_eq!(logs(&[], 0), [[Source::Stdin]]);
    }
}
