//! One file per command: what it collects from the calls, and how it shows the answer.

use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

use anstream::{AutoStream, ColorChoice};
use clap::CommandFactory;
use indicatif::{ProgressBar, ProgressStyle};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::args::{Args, Color, Command, LogArgs};
use crate::model::calls::{Calls, Visitor};
use crate::model::pipeline::{Sink, Totals, read};
use crate::model::summary::{Detail, Summary};
use crate::output::answer::Answer;
use crate::read::blocks::Source;
use crate::read::files;
use crate::read::record::Record;

mod call_row;
mod calls;
mod errors;
mod export;
mod export_otlp;
mod functions;
mod open;
mod overview;
#[cfg(feature = "ship")]
mod ship;
mod show;
mod slow;
mod tree;

/// A command: a visitor of calls that writes an answer at the end.
trait Answers: Visitor {
    /// The calls that the answer needs one by one, if there is no filter or only `--failed`.
    fn detail(&self, _only_failed: bool) -> Detail {
        Detail::All
    }
    /// Whether the answer needs the fields of open calls.
    fn needs_fields(&self) -> bool {
        false
    }
    /// Whether the rest of the log does not change the answer.
    fn is_done(&self) -> bool {
        false
    }
    fn write(
        self: Box<Self>,
        calls: &Calls,
        totals: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()>;
}

pub fn run(args: &Args) -> io::Result<()> {
    let log = args.log();
    let command: Box<dyn Answers> = match &args.command {
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(*shell, &mut Args::command(), "tracked", &mut script);
            return io::stdout().write_all(&script);
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            clap_mangen::Man::new(Args::command()).render(&mut page)?;
            return io::stdout().write_all(&page);
        }
        #[cfg(feature = "ship")]
        Some(Command::Ship(args)) => return ship::run(args),
        None => Box::new(overview::Overview::default()),
        Some(Command::Functions { sort, top, .. }) => {
            Box::new(functions::Functions::new(*sort, *top))
        }
        Some(Command::Errors { top, .. }) => Box::new(errors::Errors::new(*top)),
        Some(Command::Open { .. }) => Box::new(open::Open::default()),
        Some(Command::Tree { depth, min, .. }) => {
            Box::new(tree::Tree::new(*depth, *min, log.output))
        }
        Some(Command::Slow { name, .. }) => Box::new(slow::Slow::new(name, log.slower)),
        Some(Command::Show { id, .. }) => Box::new(show::Show::new(id)?),
        Some(Command::Calls { .. }) => {
            let out = stdout(log.color);
            Box::new(calls::List::new(out, log.output, width(), log.zone()))
        }
        Some(Command::Export { chrome, otlp, .. }) => {
            let out = stdout(log.color);
            if *chrome {
                Box::new(export::Chrome::new(out)?)
            } else if *otlp {
                Box::new(export_otlp::Otlp::new(out))
            } else {
                Box::new(export::Folded::default())
            }
        }
    };
    answer(command, log)
}

fn answer(mut command: Box<dyn Answers>, log: &LogArgs) -> io::Result<()> {
    let filter = log.filter().map_err(io::Error::other)?;
    let offset = i64::from(TimeZone::system().to_offset(Timestamp::now()).seconds());
    let logs = files::logs(&log.files, if log.utc { 0 } else { offset });
    let only_failed = filter.failed;
    let detail = if filter.has_no_other_than_failed() {
        command.detail(only_failed)
    } else {
        Detail::All
    };
    let mut reading = Reading {
        calls: Calls::new(filter, command.needs_fields()),
        command: &mut *command,
        progress: Progress::new(&logs),
    };
    let mut totals = read(logs, if log.utc { 0 } else { offset }, detail, &mut reading);
    let Reading {
        mut calls,
        progress,
        ..
    } = reading;
    progress.finish();
    check(&totals)?;
    calls.finish(&mut *command);
    if !only_failed {
        calls.add_sums(std::mem::take(&mut totals.stats), &mut *command);
    }
    let mut out = stdout(log.color);
    let mut answer = Answer::new(&mut out, log.output, width(), log.zone());
    command.write(&calls, &totals, &mut answer)?;
    out.flush()
}

/// A file that cannot be opened is an error; one that is cut is read as far as it goes.
fn check(totals: &Totals) -> io::Result<()> {
    for (source, error) in &totals.failures {
        let name = match source {
            Source::Stdin => "standard input".to_owned(),
            Source::File(path) => path.display().to_string(),
        };
        let message = format!("{name}: {error}");
        if matches!(
            error.kind(),
            io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData
        ) {
            let message = crate::output::escape::escape(&message);
            writeln!(
                anstream::stderr(),
                "tracked: {message}; the rest of the file is not read"
            )?;
        } else {
            return Err(io::Error::other(message));
        }
    }
    if totals.records == 0 && totals.skipped > 0 {
        return Err(io::Error::other(format!(
            "no line is a record of `tracked` ({} lines read)",
            totals.skipped
        )));
    }
    Ok(())
}

/// Standard output, without colors unless it is a terminal or they are requested.
fn stdout(color: Color) -> Box<dyn Write> {
    let choice = match color {
        Color::Auto => AutoStream::choice(&io::stdout()),
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    };
    let buffered = io::BufWriter::with_capacity(1 << 16, io::stdout());
    match choice {
        ColorChoice::Always | ColorChoice::AlwaysAnsi => Box::new(buffered),
        _ => Box::new(anstream::StripStream::new(
            Box::new(buffered) as Box<dyn Write>
        )),
    }
}

/// The width of the terminal, if standard output is one.
fn width() -> Option<usize> {
    let (_, columns) = io::stdout()
        .is_terminal()
        .then(|| console::Term::stdout().size_checked())??;
    Some(usize::from(columns))
}

/// Passes records to the calls, and the calls to the command.
struct Reading<'a> {
    calls: Calls,
    command: &'a mut dyn Answers,
    progress: Progress,
}

impl Sink for Reading<'_> {
    fn begin(&mut self, summary: &Summary, log: usize) {
        self.calls.begin(summary, log);
    }

    fn record(&mut self, record: &Record, summary: &Summary, log: usize) {
        self.calls.apply(record, summary, log, self.command);
    }

    fn end(&mut self, summary: &Summary, log: usize, bytes: u64) -> bool {
        self.calls.end_summary(summary, log);
        self.progress.show(bytes);
        !self.command.is_done()
    }
}

/// A bar on stderr, if it is a terminal and reading takes longer than a second.
struct Progress {
    start: Instant,
    len: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    fn new(logs: &[files::Log]) -> Self {
        let len = |source: &Source| match source {
            Source::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
            Source::Stdin => 0,
        };
        Self {
            start: Instant::now(),
            len: logs.iter().flatten().map(len).sum(),
            bar: None,
        }
    }

    fn show(&mut self, bytes: u64) {
        if self.start.elapsed() < Duration::from_secs(1) || !io::stderr().is_terminal() {
            return;
        }
        let bar = self.bar.get_or_insert_with(|| {
            let style =
                ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {bytes_per_sec}");
            let bar = ProgressBar::new(self.len);
            if let Ok(style) = style {
                bar.set_style(style);
            }
            bar
        });
        bar.set_position(bytes);
        // Compressed files are longer than their size.
        if bytes > self.len {
            bar.set_length(bytes);
        }
    }

    fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

/// The name of a function for the command that looks closer. A name with other characters is quoted for a shell.
fn next_name(name: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ':');
    if name.chars().all(is_plain) {
        name.to_owned()
    } else {
        format!(
            "'{}'",
            crate::output::escape::escape(name).replace('\'', "'\\''")
        )
    }
}
