//! Writes that report how far they came.

use std::fs::File;
use std::io::{self, ErrorKind};
use std::panic;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crate::sys;

/// A write that failed before its end.
#[derive(Debug)]
pub(crate) struct ShortWrite {
    pub(crate) written: usize,
    pub(crate) error: io::Error,
    /// The file that has the bytes written so far.
    pub(crate) file: Option<Arc<File>>,
}

impl From<io::Error> for ShortWrite {
    fn from(error: io::Error) -> Self {
        Self {
            written: 0,
            error,
            file: None,
        }
    }
}

pub(crate) fn write_to_stderr(bytes: &[u8], timeout: Duration) -> Result<(), ShortWrite> {
    write_all(sys::write_to_stderr, bytes, timeout)
}

/// Prints lines, so that the test harness can capture them.
pub(crate) fn print_to_stderr(lines: &[u8]) -> Result<(), ShortWrite> {
    let lines = String::from_utf8_lossy(lines);
    // Only the macro knows the output that is captured. It panics if stderr fails.
    panic::catch_unwind(|| eprint!("{lines}"))
        .map_err(|_| io::Error::other("cannot print to stderr").into())
}

/// Writes all bytes by one call of `write`, and by further calls only if the system accepts less.
///
/// Retries after a signal, and for as long as `timeout` if a pipe is full.
pub(crate) fn write_all(
    mut write: impl FnMut(&[u8]) -> io::Result<usize>,
    bytes: &[u8],
    timeout: Duration,
) -> Result<(), ShortWrite> {
    let mut written = 0;
    let mut waited = Duration::ZERO;
    while written < bytes.len() {
        let error = match write(&bytes[written..]) {
            Ok(0) => ErrorKind::WriteZero.into(),
            Ok(more) => {
                written += more;
                continue;
            }
            Err(error) => error,
        };
        match error.kind() {
            ErrorKind::Interrupted => {}
            ErrorKind::WouldBlock if waited < timeout => {
                thread::sleep(RETRY_DELAY);
                waited += RETRY_DELAY;
            }
            _ => {
                return Err(ShortWrite {
                    written,
                    ..error.into()
                });
            }
        }
    }
    Ok(())
}

const RETRY_DELAY: Duration = Duration::from_millis(1);

#[cfg(test)]
mod tests {
    use super::*;

    fn written(
        answers: &[Result<usize, ErrorKind>],
        timeout: Duration,
    ) -> (Result<(), (usize, ErrorKind)>, String) {
        let mut answers = answers.iter().copied();
        let mut taken = Vec::new();
        let write = |bytes: &[u8]| {
            let len = answers.next().expect("no more writes than answers")?;
            taken.extend_from_slice(&bytes[..len]);
            Ok(len)
        };
        let result = write_all(write, b"record\n", timeout)
            .map_err(|short| (short.written, short.error.kind()));
        assert_eq!(answers.next(), None);
        (result, String::from_utf8_lossy(&taken).into_owned())
    }

    #[test]
    fn a_record_is_one_write() {
        assert_eq!(
            written(&[Ok(7)], Duration::ZERO),
            (Ok(()), "record\n".into())
        );
    }

    #[test]
    fn a_short_write_is_continued() {
        let answers = [Ok(3), Err(ErrorKind::Interrupted), Ok(4)];
        assert_eq!(
            written(&answers, Duration::ZERO),
            (Ok(()), "record\n".into())
        );
    }

    #[test]
    fn a_full_pipe_is_retried_until_the_timeout() {
        let busy = Err(ErrorKind::WouldBlock);
        assert_eq!(
            written(&[busy, Ok(7)], RETRY_DELAY),
            (Ok(()), "record\n".into())
        );
        assert_eq!(
            written(&[Ok(2), busy, busy], RETRY_DELAY),
            (Err((2, ErrorKind::WouldBlock)), "re".into())
        );
    }

    #[test]
    fn an_error_has_the_number_of_bytes_written() {
        let full = ErrorKind::StorageFull;
        assert_eq!(
            written(&[Ok(2), Err(full)], Duration::ZERO),
            (Err((2, full)), "re".into())
        );
        assert_eq!(
            written(&[Ok(0)], Duration::ZERO),
            (Err((0, ErrorKind::WriteZero)), String::new())
        );
    }
}
