//! Configures and installs the logger.

use std::fs;
use std::io::{self, IsTerminal};
use std::mem;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use log::{LevelFilter, Record};

use super::color;
use super::error::InitError;
use super::filter::{Filters, RUST_LOG};
use super::panic_hook;
use crate::call::lifecycle::set_starts;
use crate::call::origin::set_errors_once;
use crate::logger::format::Format;
use crate::logger::format::clock::Zone;
use crate::logger::format::formatter::{Formatter, Style};
use crate::logger::logger::Logger;
use crate::logger::output::destination::Target;
use crate::logger::output::log_file::LogFile;
use crate::logger::output::rotate::{Rotate, Rotation};
use crate::logger::output::sink::Sink;
use crate::logger::run::Run;
use crate::logger::self_report;

/// Configures the logger: created by [`builder`](crate::builder()), installed by [`init`](Self::init).
///
/// # Filters
///
/// A builder starts with the filters of the environment variable `RUST_LOG`, or with INFO if it is unset or empty. As
/// in `env_logger`, a later call replaces the level of the same module, or the default level, and keeps the others. For
/// example, with `RUST_LOG=info,noisy=off`, `filter_level(LevelFilter::Debug)` sets the default level to DEBUG, and
/// `noisy` stays off. To let `RUST_LOG` override a level set in code, call
/// [`parse_default_env`](Self::parse_default_env) last.
///
/// Invalid parts of `RUST_LOG` are ignored and reported in one line on stderr.
///
/// # Guarantees
///
/// A record is in the [`file`](Self::file) when the call that logs it returns, by one write to the end of the file. No
/// record is lost or torn when the program returns, exits, panics, aborts, is killed or forks, or when several
/// processes write to the same file. The one exception is a SIGKILL in the middle of the kernel's copy, which can leave
/// an incomplete last record. [`buffered`](Self::buffered) trades durability for speed.
///
/// On a full or failing disk, records are lost, but the program continues, and the log reports the number of lost
/// records as soon as it can be written again: with the next record, at a flush, or at the end of the program.
///
/// Each of these guarantees is tested: `cargo test -p tracked-tests --test logger_reliability` in the repository.
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
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is an option of its own"
)]
pub struct Builder {
    filter: env_logger::Builder,
    /// Whether the filter reads messages.
    has_pattern: bool,
    warnings: Vec<String>,
    file: Option<PathBuf>,
    /// The mode of a new file on Unix.
    mode: u32,
    sync_errors: bool,
    stderr: bool,
    stderr_format: Option<Format>,
    is_test: bool,
    /// If unset, the format depends on the destination.
    formatter: Option<Formatter>,
    zone: Zone,
    interval: Option<Duration>,
    rotate: Option<Rotate>,
    /// The name and the version of the program.
    service: Option<(String, String)>,
    panics: bool,
    starts: bool,
    errors_once: bool,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let mut builder = Self {
            filter: env_logger::Builder::new(),
            has_pattern: false,
            warnings: Vec::new(),
            file: None,
            mode: 0o644,
            sync_errors: false,
            stderr: false,
            stderr_format: None,
            is_test: false,
            formatter: None,
            zone: Zone::Local,
            interval: None,
            rotate: None,
            service: None,
            panics: true,
            starts: true,
            errors_once: false,
        };
        let filters = Filters::from_env().unwrap_or_default();
        if !filters.has_directive() {
            builder.filter_level(LevelFilter::Info);
        }
        builder.apply(&filters, RUST_LOG);
        builder
    }

    /// Sets the default level, for modules without a filter of their own.
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

    /// Sets the level of a module and its submodules, and of every other target that starts with `module`.
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

    /// Adds filters in the syntax of `RUST_LOG`: `"warn,my_app=debug"`. A name with hyphens is that of a crate too:
    /// `my-app=debug` also means `my_app=debug`.
    ///
    /// Invalid parts are ignored; `init` reports them in one line on stderr.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.parse_filters("warn,my_app=debug");
    /// ```
    pub fn parse_filters(&mut self, filters: &str) -> &mut Self {
        self.apply(&Filters::parse(filters), "the filters");
        self
    }

    /// Adds the filters of `RUST_LOG` again, so that they override earlier calls. Has no effect if `RUST_LOG` is unset.
    ///
    /// ```no_run
    /// use tracked_core::LevelFilter;
    ///
    /// // DEBUG, unless `RUST_LOG` sets another level
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

    /// Appends records to this file instead of writing them to stderr.
    ///
    /// A missing file is created, with the directories in its path. Several processes can append to the same file.
    /// Records longer than 64 KiB are truncated and end in `…`.
    ///
    /// A FIFO must have a reader, otherwise it can't be opened.
    ///
    /// If the file is renamed or removed, for example by `logrotate`, the path is opened again. This is checked when a
    /// record is written, at most four times a second.
    ///
    /// If the disk is full or fails, the program continues, and stderr gets one line a minute at most. As soon as the
    /// file can be written again, a record at WARN reports the number of lost records:
    /// `tracked: 3 records lost: No space left on device (os error 28)`.
    ///
    /// ```no_run
    /// tracked_core::builder().file("process_log.txt").init();
    /// ```
    pub fn file(&mut self, path: impl Into<PathBuf>) -> &mut Self {
        self.file = Some(path.into());
        self
    }

    /// Sets the mode of a new [`file`](Self::file), from which the system removes the bits of the umask. The default is
    /// `0o644`. The mode of an existing file does not change.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.mode(0o640);
    /// ```
    #[cfg(unix)]
    pub fn mode(&mut self, mode: u32) -> &mut Self {
        self.mode = mode;
        self
    }

    /// Waits after each record at ERROR until the [`file`](Self::file) is on the disk (`fdatasync`), so that the record
    /// and all before it survive a power failure. The default is `false`: a record survives the end of the program.
    ///
    /// ```no_run
    /// tracked_core::builder().file("process_log.txt").sync_errors(true).init();
    /// ```
    pub fn sync_errors(&mut self, sync: bool) -> &mut Self {
        self.sync_errors = sync;
        self
    }

    /// Writes to stderr in addition to the [`file`](Self::file). Without a file, records always go to stderr.
    ///
    /// Stderr has its own [format](Self::stderr_format).
    ///
    /// ```no_run
    /// tracked_core::builder().file("process_log.txt").stderr(true).init();
    /// ```
    pub fn stderr(&mut self, also: bool) -> &mut Self {
        self.stderr = also;
        self
    }

    /// Sets the format of records on stderr.
    ///
    /// The default is [`Format::Tree`] if stderr is a terminal, else [`Format::Text`], whatever the format of the
    /// [`file`](Self::file) is. Without a file, [`format`](Self::format) overrides this default.
    ///
    /// ```no_run
    /// use tracked_core::Format;
    ///
    /// // JSON for programs, and a log on stderr for people
    /// tracked_core::builder()
    ///     .file("process_log.json")
    ///     .format(Format::Json)
    ///     .stderr(true)
    ///     .stderr_format(Format::Tree)
    ///     .init();
    /// ```
    pub fn stderr_format(&mut self, format: Format) -> &mut Self {
        self.stderr_format = Some(format);
        self
    }

    /// Prints the records of stderr so that the test harness captures them: they are shown only for a test that fails.
    /// The default is `false`.
    ///
    /// These records are printed one by one, even if the log is [`buffered`](Self::buffered). As with every captured
    /// output, a thread that a test starts belongs to the test, and a thread of a pool to the test that started it.
    ///
    /// ```
    /// // in each test, because any of them can be the first
    /// let _ = tracked_core::builder().is_test(true).try_init();
    /// ```
    pub fn is_test(&mut self, is_test: bool) -> &mut Self {
        self.is_test = is_test;
        self
    }

    /// Sets the format of records in the [`file`](Self::file), or on stderr if there is no file.
    ///
    /// The default in a file is [`Format::Text`]. [`stderr_format`](Self::stderr_format) describes that of stderr.
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

    /// Writes times in UTC instead of local time. The local time zone is read once, by [`init`](Self::init).
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.utc();
    /// ```
    pub fn utc(&mut self) -> &mut Self {
        self.zone = Zone::Utc;
        self
    }

    /// Sets a closure that writes records, instead of the [`format`](Self::format).
    ///
    /// The closure receives a buffer and the record. The record's message and target are escaped, so that they cannot
    /// start a new line; its key-values are not. The closure's output is not escaped; a missing line end is added.
    ///
    /// Writing to the buffer never fails. If the closure returns an error or writes nothing, the record is omitted.
    /// Records that the closure itself logs, and the record of a panic in it, are written as [`Format::Text`]. The
    /// closure must not panic for the record of another panic: that aborts the program.
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

    /// Collects records for at most this interval, and writes many of them at once. Zero disables this.
    ///
    /// All collected records are written immediately when a record at ERROR is logged, when `main` returns, when the
    /// program panics or calls `exit`, and when [`Log::flush`](log::Log::flush) is called. A flush returns when the
    /// operating system has the records, not when the disk has them: see [`sync_errors`](Self::sync_errors).
    ///
    /// If the program is killed or aborts, records of the last `interval` are lost and the last line may be incomplete;
    /// the next process that opens the file ends that line. A forked child discards the records that its parent has
    /// collected and writes its own one by one.
    ///
    /// If panics abort the program and [`panics`](Self::panics) is `false`, a panic is like any other abort. On
    /// Windows, [`process::exit`](std::process::exit) runs no hooks: call `log::logger().flush()` before it.
    ///
    /// ```no_run
    /// use std::time::Duration;
    ///
    /// tracked_core::builder()
    ///     .file("process_log.txt")
    ///     .buffered(Duration::from_millis(200))
    ///     .init();
    /// tracked_core::log::info!("collected");
    /// tracked_core::log::logger().flush(); // written
    /// ```
    pub fn buffered(&mut self, interval: Duration) -> &mut Self {
        self.interval = Some(interval).filter(|interval| !interval.is_zero());
        self
    }

    /// Starts a new [`file`](Self::file) by size, every day or every hour. [`Rotate`] describes the names of the old files.
    ///
    /// Has no effect without a file.
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

    /// Sets the name and the version of the program, which the first record of each process in [`Format::Json`] states.
    ///
    /// The default is the name of the executable, without a version.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.service("billing", env!("CARGO_PKG_VERSION"));
    /// ```
    pub fn service(&mut self, name: impl Into<String>, version: impl Into<String>) -> &mut Self {
        self.service = Some((name.into(), version.into()));
        self
    }

    /// Sets whether panics are logged. The default is `true`.
    ///
    /// Every panic on any thread is one record at ERROR with the target `panic`:
    /// `panicked at src/main.rs:3:5: message`. Then the previous panic hook runs. Filters do not apply to this record,
    /// unless they set everything to `off`.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.panics(false);
    /// ```
    pub fn panics(&mut self, log: bool) -> &mut Self {
        self.panics = log;
        self
    }

    /// Sets whether `start` records are logged. The default is `true`.
    ///
    /// Without them, a call has one record, which has the same fields. A call that never ends has none.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.starts(false);
    /// ```
    pub fn starts(&mut self, log: bool) -> &mut Self {
        self.starts = log;
        self
    }

    /// Sets whether a failure is logged at its level only once. The default is `false`.
    ///
    /// If several calls pass on an error, only the first record has the level of the error. The others are logged at
    /// DEBUG. They have the id of the first call as `tracked.origin`, and as `origin_id` in JSON. The same holds for a
    /// panic that unwinds through several calls, and for calls that are cancelled with their caller, which is their origin.
    /// The option `again` of the attribute overrides this.
    ///
    /// Of a panic, only the call in which it began is logged at ERROR. The record of the panic hook is logged at WARN,
    /// unless the panic is outside of all calls or aborts the program.
    ///
    /// ```
    /// let mut builder = tracked_core::builder();
    /// builder.errors_once(true);
    /// ```
    pub fn errors_once(&mut self, once: bool) -> &mut Self {
        self.errors_once = once;
        self
    }

    /// Installs the logger. Never panics: an error is reported in one line on stderr.
    ///
    /// If the file can't be opened, the log goes to stderr. If the program already has a logger, that logger stays.
    ///
    /// ```no_run
    /// tracked_core::builder().file("process_log.txt").init();
    /// ```
    pub fn init(&mut self) {
        let is_new = self.is_file_new();
        let (file, unopened) = match self.log_file() {
            Ok(file) => (file, None),
            Err(error) => (None, Some(error)),
        };
        match (self.install_or_clean_up(file, is_new), unopened) {
            (Ok(()), None) => {}
            (Ok(()), Some(error)) => self_report::warn(format_args!(
                "{error}: {}, logging to stderr instead",
                error.cause()
            )),
            (Err(error), _) => self_report::warn(format_args!("{error}, this one is ignored")),
        }
    }

    /// Installs the logger, or returns an error.
    ///
    /// # Errors
    ///
    /// [`InitError::OpenFile`] if the file can't be opened, [`InitError::AlreadySet`] if the program already has a
    /// logger. In both cases, nothing is installed.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), tracked_core::InitError> {
    /// tracked_core::builder().file("process_log.txt").try_init()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn try_init(&mut self) -> Result<(), InitError> {
        let is_new = self.is_file_new();
        let file = self.log_file()?;
        self.install_or_clean_up(file, is_new)
    }

    fn apply(&mut self, filters: &Filters, source: &str) {
        self.filter.parse_filters(&filters.valid);
        self.has_pattern |= filters.valid.contains('/');
        // `RUST_LOG` is read twice if `parse_default_env` is called.
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
        let file = create_directories(path).and_then(|()| LogFile::open(path, self.mode, rotation));
        let file = file.map_err(|source| InitError::OpenFile {
            path: path.clone(),
            source,
        })?;
        Ok(Some(file))
    }

    /// Installs the logger. If there is one already, removes the file that was created for this one.
    fn install_or_clean_up(
        &mut self,
        file: Option<LogFile>,
        is_new: bool,
    ) -> Result<(), InitError> {
        let result = self.install(file);
        if let (Err(_), Some(path), true) = (&result, &self.file, is_new) {
            if fs::metadata(path).is_ok_and(|file| file.len() == 0) {
                // If this fails, an empty file stays.
                let _ = fs::remove_file(path);
            }
        }
        result
    }

    fn is_file_new(&self) -> bool {
        self.file.as_ref().is_some_and(|path| !path.exists())
    }

    /// One sink for each format, because the destinations of a sink receive the same lines.
    fn sinks(&self, file: Option<LogFile>) -> Vec<Sink> {
        let to_terminal = io::stderr().is_terminal();
        let [file_style, stderr_style] = [false, to_terminal].map(|to_terminal| Style {
            zone: self.zone,
            color: color::is_wanted(to_terminal),
        });
        let on_stderr = match (&self.formatter, self.stderr_format) {
            (Some(formatter), None) if file.is_none() => formatter.clone(),
            (_, Some(format)) => Formatter::Builtin(format),
            (_, None) if to_terminal => Formatter::Builtin(Format::Tree),
            (_, None) => Formatter::Builtin(Format::Text),
        };
        let (stderr, stderr_interval) = if self.is_test {
            (Target::TestOutput, None)
        } else {
            (Target::Stderr, self.interval)
        };
        let to_stderr =
            |formatter| Sink::new(formatter, stderr_style, vec![stderr], stderr_interval);
        let Some(file) = file else {
            return vec![to_stderr(on_stderr)];
        };
        let in_file = self.formatter.clone();
        let in_file = in_file.unwrap_or(Formatter::Builtin(Format::Text));
        let has_one_format = in_file.is_same(&on_stderr) && file_style == stderr_style;
        let to_file = |targets| Sink::new(in_file, file_style, targets, self.interval);
        let file = Target::File(file);
        match (self.stderr, has_one_format && !self.is_test) {
            (false, _) => vec![to_file(vec![file])],
            (true, true) => vec![to_file(vec![file, Target::Stderr])],
            (true, false) => vec![to_file(vec![file]), to_stderr(on_stderr)],
        }
    }

    fn install(&mut self, file: Option<LogFile>) -> Result<(), InitError> {
        Zone::Local.time_zone();
        let sinks = self.sinks(file);
        let logger = Arc::new(Logger {
            // The builder of env_logger panics if it builds twice, and this one can be reused.
            filter: mem::take(&mut self.filter).build(),
            has_pattern: mem::take(&mut self.has_pattern),
            run: (sinks.iter())
                .any(Sink::is_json)
                .then(|| Run::new(self.service.clone())),
            sinks,
            sync_errors: self.sync_errors,
            zone: self.zone,
        });
        let level = logger.filter.filter();
        log::set_boxed_logger(Box::new(Arc::clone(&logger))).map_err(InitError::AlreadySet)?;
        set_starts(self.starts);
        set_errors_once(self.errors_once);
        log::set_max_level(level);
        logger.start();

        for warning in self.warnings.drain(..) {
            self_report::warn(format_args!("{warning}"));
        }
        if self.panics {
            panic_hook::install();
        }
        Ok(())
    }
}

/// Creates the directories in the path of a file.
fn create_directories(file: &Path) -> io::Result<()> {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => fs::create_dir_all(parent),
        _ => Ok(()),
    }
}
