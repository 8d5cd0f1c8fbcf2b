//! The choices of a setup, and the setup itself.

use std::io;
use std::mem;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use log::{LevelFilter, Record};

use super::color;
use super::error::InitError;
use super::filter::{Filters, RUST_LOG};
use super::panic_hook;
use crate::logger::format::Format;
use crate::logger::format::clock::Zone;
use crate::logger::format::formatter::{Formatter, Style};
use crate::logger::logger::Logger;
use crate::logger::output::buffer::Buffer;
use crate::logger::output::destination::{Destination, Target};
use crate::logger::output::destinations::Destinations;
use crate::logger::output::log_file::LogFile;
use crate::logger::output::rotate::{Rotate, Rotation};
use crate::logger::self_report;

/// The choices of a logger setup, made by [`builder`](crate::builder()) and put to work by [`init`](Self::init).
///
/// # Which records are written
///
/// The builder begins with `RUST_LOG`, or with INFO where that is unset or empty. From there on it is as in
/// `env_logger`: a later call replaces what was said before about the same module, or about all modules, and leaves the
/// rest. With `RUST_LOG=info,noisy=off`, `filter_level(LevelFilter::Debug)` raises the level to DEBUG and `noisy` stays
/// silent. For a level that `RUST_LOG` may override, end with [`parse_default_env`](Self::parse_default_env).
///
/// A part of `RUST_LOG` that can't be read is named in one line on stderr, and the other parts hold.
///
/// # What becomes of the records
///
/// A record is in the [`file`](Self::file) when the call that logs it returns, in one piece and in one write: nothing is
/// lost when the program returns, exits, panics, aborts or is killed, when it forks, and when several processes share
/// the file. A disk that is full or fails costs records, but neither the program nor the next lines, and the log tells
/// how many. One thing no program can rule out: a kill at the very moment when the system copies a record from one page
/// of the file to the next leaves the first part of it. [`buffered`](Self::buffered) trades some of this for speed. The test suite has programs do all that:
///
/// ```text
///                                         acknowledged   found  lost  torn  duplicated  reported lost
/// return                                         20000   20000     0     0           0              0
/// exit(0)                                        20000   20000     0     0           0              0
/// panic                                          20000   20000     0     0           0              0
/// abort                                          20000   20000     0     0           0              0
/// SIGTERM in mid-stream                           5004    5004     0     0           0              0
/// SIGKILL in mid-stream                           5005    5005     0     0           0              0
/// 8 threads x 50,000                            400000  400000     0     0           0              0
/// 4 processes x 20,000 on one file               80000   80000     0     0           0              0
/// the same with rotation                         80000   80000     0     0           0              0
/// rotation, killed 20 times in mid-stream          8314    8315     0     0           0              0
/// renamed and removed under load                 20000   20000     0     0           0              0
/// 20 forks under load                            82000   82000     0     0           0              0
/// file size limit, lifted                         3000    1501  1499     0           0           1499
/// disk full, twice, and recovered                 3100    1313  1787     0           0           1787
/// disk and stderr full                            2000    1000  1000     0           0           1000
/// buffered: return                               20000   20000     0     0           0              0
/// buffered: exit(0)                              20000   20000     0     0           0              0
/// buffered: panic                                20000   20000     0     0           0              0
/// buffered: SIGKILL in mid-stream               129477  129163   314     0           0              0
/// buffered: file size limit, lifted               3000    1501  1499     0           0           1499
/// buffered: 20 forks under load                  82000   82000     0     0           0              0
/// ```
///
/// `cargo test -p tracked-tests --test reliability` prints this in the repository. Lost records of a row are those that
/// the log itself counts, or those of the last interval; a record more than acknowledged was written when the kill came.
///
/// ```no_run
/// use tracked_core::LevelFilter;
///
/// tracked_core::builder()
///     .filter_module("noisy", LevelFilter::Warn)
///     .file("process_log.txt")
///     .stderr(true)
///     .init();
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until `init`"]
pub struct Builder {
    filter: env_logger::Builder,
    warnings: Vec<String>,
    file: Option<PathBuf>,
    stderr: bool,
    // The format is chosen for where the log goes, unless the user chose one.
    formatter: Option<Formatter>,
    zone: Zone,
    interval: Option<Duration>,
    rotate: Option<Rotate>,
    panics: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let mut builder = Self {
            filter: env_logger::Builder::new(),
            warnings: Vec::new(),
            file: None,
            stderr: false,
            formatter: None,
            zone: Zone::Local,
            interval: None,
            rotate: None,
            panics: true,
        };
        let filters = Filters::from_env().unwrap_or_default();
        if !filters.has_directive() {
            builder.filter_level(LevelFilter::Info);
        }
        builder.apply(&filters, RUST_LOG);
        builder
    }

    /// Sets the level of everything that no other filter names.
    ///
    /// ```
    /// use tracked_core::LevelFilter;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.filter_level(LevelFilter::Debug);
    /// ```
    pub fn filter_level(&mut self, level: LevelFilter) -> &mut Self {
        self.filter.filter_level(level);
        self
    }

    /// Sets the level of a module and all below it, or of any other target that begins with `module`.
    ///
    /// ```
    /// use tracked_core::LevelFilter;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.filter_module("my_app::db", LevelFilter::Trace);
    /// ```
    pub fn filter_module(&mut self, module: &str, level: LevelFilter) -> &mut Self {
        self.filter.filter_module(module, level);
        self
    }

    /// Adds filters written as in `RUST_LOG`: `"warn,my_app=debug"`.
    ///
    /// What can't be read is left out; `init` names it in one line on stderr.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.parse_filters("warn,my_app=debug");
    /// ```
    pub fn parse_filters(&mut self, filters: &str) -> &mut Self {
        self.apply(&Filters::parse(filters), "the filters");
        self
    }

    /// Adds the filters of `RUST_LOG` once more, so that they win over the calls before. Unset, it changes nothing.
    ///
    /// ```no_run
    /// use tracked_core::LevelFilter;
    ///
    /// // DEBUG, unless `RUST_LOG` says otherwise
    /// tracked_core::builder()
    ///     .filter_level(LevelFilter::Debug)
    ///     .parse_default_env()
    ///     .init();
    /// ```
    pub fn parse_default_env(&mut self) -> &mut Self {
        if let Some(filters) = Filters::from_env() {
            self.apply(&filters, RUST_LOG);
        }
        self
    }

    /// Appends to this file instead of writing to stderr. A missing file is made, a missing folder is not.
    ///
    /// A record is in the file when the call that logged it returns: one write to its end, which several processes may
    /// do side by side. A record above 64 KiB is cut, and ends in `…`.
    ///
    /// A file that was renamed or removed is opened anew, as `logrotate` expects it: looked at a few times a second,
    /// when a record is written.
    ///
    /// A disk that is full or fails stops nothing. Once a minute at most, a line on stderr tells of it. As soon as
    /// the file can be written again, a record at WARN tells in it how many are missing:
    /// `tracked: 3 records lost: No space left on device (os error 28)`.
    ///
    /// ```no_run
    /// tracked_core::builder().file("process_log.txt").init();
    /// ```
    pub fn file(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.file = Some(path.into());
        self
    }

    /// Writes to stderr as well as to the [`file`](Self::file). Without a file, stderr is the log in any case.
    ///
    /// ```no_run
    /// tracked_core::builder().file("process_log.txt").stderr(true).init();
    /// ```
    pub fn stderr(&mut self, also: bool) -> &mut Self {
        self.stderr = also;
        self
    }

    /// Chooses how a record looks: [`Format::Text`] unless this is called, or [`Format::Tree`] where the log goes to
    /// stderr alone and that is a terminal.
    ///
    /// ```
    /// use tracked_core::Format;
    ///
    /// let mut builder = tracked_core::builder();
    /// builder.format(Format::Text);
    /// ```
    pub fn format(&mut self, format: Format) -> &mut Self {
        self.formatter = Some(Formatter::Builtin(format));
        self
    }

    /// Writes times in UTC instead of local time, whose zone is looked up when the logger is set up.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.utc();
    /// ```
    pub fn utc(&mut self) -> &mut Self {
        self.zone = Zone::Utc;
        self
    }

    /// Lets a closure write the records, in place of a [`Format`].
    ///
    /// It gets a buffer and the record, whose message and target are escaped already, so that a record stays one
    /// line whatever is in it; its key-values are as they were given. What the closure itself writes is left as it is,
    /// and a missing line end is added. The buffer never fails; an error that the closure returns leaves the record
    /// out. What the closure itself logs, or a panic in it, is written as [`Format::Text`]. It must not panic over the
    /// record of another panic: that aborts the program.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.format_with(|out, record| writeln!(out, "{} {}", record.level(), record.args()));
    /// ```
    pub fn format_with<F>(&mut self, format: F) -> &mut Self
    where
        F: Fn(&mut dyn io::Write, &Record<'_>) -> io::Result<()> + Send + Sync + 'static,
    {
        self.formatter = Some(Formatter::Custom(Arc::new(format)));
        self
    }

    /// Keeps records for at most this long, and writes many of them at once.
    ///
    /// A record at ERROR is written at once, with all before it, and so is what is kept when `main` returns, when the
    /// program panics or calls `exit`, and when [`Log::flush`](log::Log::flush) is called. A program that is killed or
    /// aborts loses the records of the last `interval`, and may leave a part of one, behind which whoever opens the file
    /// next begins a new line; without this setting it loses none. A process that is forked
    /// off never writes the records that its parent has kept, and writes its own one by one.
    ///
    /// Where panics abort the program and [`panics`](Self::panics) are not logged, a panic counts as an abort.
    ///
    /// On Windows, [`process::exit`](std::process::exit) ends the program without any hook: call `log::logger().flush()`
    /// before it.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// tracked_core::builder()
    ///     .file("process_log.txt")
    ///     .buffered(Duration::from_millis(200))
    ///     .init();
    /// tracked_core::log::info!("kept");
    /// tracked_core::log::logger().flush(); // written
    /// ```
    pub fn buffered(&mut self, interval: Duration) -> &mut Self {
        self.interval = Some(interval).filter(|interval| !interval.is_zero());
        self
    }

    /// Goes on in a new [`file`](Self::file) when one is full or a day is over. [`Rotate`] tells what becomes of the old
    /// ones. Without a file it means nothing.
    ///
    /// ```no_run
    /// use tracked_core::Rotate;
    ///
    /// tracked_core::builder()
    ///     .file("process_log.txt")
    ///     .rotate(Rotate::daily().keep(30))
    ///     .init();
    /// ```
    pub fn rotate(&mut self, rotate: Rotate) -> &mut Self {
        self.rotate = Some(rotate);
        self
    }

    /// Says whether panics are logged, which they are unless this is `false`.
    ///
    /// A panic on any thread is then one record at ERROR with the target `panic`: `panicked at src/main.rs:3:5: message`.
    /// After it, the panic hook that was there before runs as ever. Filters don't count for this record, unless they
    /// turn everything `off`.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.panics(false);
    /// ```
    pub fn panics(&mut self, log: bool) -> &mut Self {
        self.panics = log;
        self
    }

    /// Sets the logger up. It never panics, and what goes wrong is one line on stderr.
    ///
    /// If the file can't be opened, the log goes to stderr. If the program has a logger already, that one stays.
    ///
    /// ```no_run
    /// tracked_core::builder().file("process_log.txt").init();
    /// ```
    pub fn init(&mut self) {
        let (file, unopened) = match self.log_file() {
            Ok(file) => (file, None),
            Err(error) => (None, Some(error)),
        };
        match (self.install(file), unopened) {
            (Ok(()), None) => {}
            (Ok(()), Some(error)) => self_report::warn(format_args!(
                "{error}: {}, logging to stderr instead",
                error.cause()
            )),
            (Err(error), _) => self_report::warn(format_args!("{error}, this one is ignored")),
        }
    }

    /// Sets the logger up, and returns what went wrong.
    ///
    /// # Errors
    ///
    /// [`InitError::OpenFile`] if the file can't be opened, [`InitError::AlreadySet`] if the program has a logger
    /// already. Nothing is set up then.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), tracked_core::InitError> {
    /// tracked_core::builder().file("process_log.txt").try_init()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_init(&mut self) -> Result<(), InitError> {
        let file = self.log_file()?;
        self.install(file)
    }

    fn apply(&mut self, filters: &Filters, source: &str) {
        self.filter.parse_filters(filters.valid());
        // `RUST_LOG` may be read twice, by the builder and by `parse_default_env`.
        if let Some(warning) = filters.warning(source) {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    fn log_file(&self) -> Result<Option<LogFile>, InitError> {
        let Some(path) = &self.file else {
            return Ok(None);
        };
        let rotation = self.rotate.clone();
        let rotation = rotation.map(|rotate| Rotation::new(rotate, self.zone));
        match LogFile::open(path, rotation) {
            Ok(file) => Ok(Some(file)),
            Err(source) => Err(InitError::OpenFile {
                path: path.clone(),
                source,
            }),
        }
    }

    fn install(&mut self, file: Option<LogFile>) -> Result<(), InitError> {
        Zone::Local.time_zone();
        let to_terminal = file.is_none() && color::stderr_is_terminal();
        let format = if to_terminal {
            Format::Tree
        } else {
            Format::Text
        };
        let formatter = self.formatter.clone().unwrap_or(Formatter::Builtin(format));
        let stderr = (self.stderr || file.is_none()).then_some(Target::Stderr);
        let targets = file.map(Target::File).into_iter().chain(stderr);
        let destinations = Arc::new(Destinations {
            formatter,
            style: Style {
                zone: self.zone,
                color: color::is_wanted(to_terminal),
            },
            destinations: targets.map(Destination::new).collect(),
        });
        let buffer = self
            .interval
            .map(|interval| Arc::new(Buffer::new(Arc::clone(&destinations), interval)));
        let journal = Logger {
            // A used engine panics when it is used again, and a builder can be kept.
            filter: mem::take(&mut self.filter).build(),
            destinations,
            buffer: buffer.clone(),
        };
        let level = journal.filter.filter();
        log::set_boxed_logger(Box::new(journal)).map_err(InitError::AlreadySet)?;
        log::set_max_level(level);
        if let Some(buffer) = buffer {
            buffer.start();
        }

        for warning in self.warnings.drain(..) {
            self_report::warn(format_args!("{warning}"));
        }
        if self.panics {
            panic_hook::log_panics();
        }
        Ok(())
    }
}
