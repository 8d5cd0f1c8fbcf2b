//! Errors of the setup.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;

use log::SetLoggerError;

/// An error that prevents the installation of the logger.
///
/// ```no_run
/// use tracked_core::InitError;
///
/// match tracked_core::builder().file("process_log.txt").try_init() {
///     Err(InitError::OpenFile { path, source }) => println!("{}: {source}", path.display()),
///     Err(error) => println!("{error}"),
///     Ok(()) => {}
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum InitError {
    /// The log file could not be opened.
    OpenFile {
        /// The path given to [`file`](crate::Builder::file).
        path: PathBuf,
        /// The error of the operating system.
        source: io::Error,
    },
    /// The program already has a logger.
    AlreadySet(SetLoggerError),
}

impl InitError {
    pub(crate) fn cause(&self) -> &(dyn Error + 'static) {
        match self {
            Self::OpenFile { source, .. } => source,
            Self::AlreadySet(source) => source,
        }
    }
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenFile { path, .. } => {
                write!(f, "cannot open the log file `{}`", path.display())
            }
            Self::AlreadySet(_) => f.write_str("a logger is already set"),
        }
    }
}

impl Error for InitError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(self.cause())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_message_has_the_path_and_the_source_has_the_cause() {
        let error = InitError::OpenFile {
            path: "missing/log.txt".into(),
            source: io::Error::other("no such folder"),
        };
        assert_eq!(
            error.to_string(),
            "cannot open the log file `missing/log.txt`"
        );
        assert_eq!(
            error.source().map(ToString::to_string).as_deref(),
            Some("no such folder")
        );
    }
}
