//! The command line.

use std::path::PathBuf;

use clap::{ArgGroup, Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Time;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::model::filter::{Condition, Filter};
use crate::output::answer::Format;
use crate::read::text::parse_duration;

/// Read the log of `#[tracked]`: what failed and where it began, what never ended, what is slow
#[derive(Debug, Parser)]
#[command(
    name = "tracked",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true
)]
pub struct Args {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub log: LogArgs,
}

impl Args {
    /// The options that all commands have.
    pub fn log(&self) -> &LogArgs {
        match &self.command {
            None | Some(Command::Completions { .. } | Command::Man) => &self.log,
            #[cfg(feature = "ship")]
            Some(Command::Ship(_)) => &self.log,
            Some(
                Command::Functions { log, .. }
                | Command::Errors { log, .. }
                | Command::Open { log }
                | Command::Tree { log, .. }
                | Command::Slow { log, .. }
                | Command::Show { log, .. }
                | Command::Calls { log, .. }
                | Command::Export { log, .. },
            ) => log,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Show calls, failures and times of each function
    Functions {
        /// The column that orders the functions
        #[arg(long, value_enum, default_value_t)]
        sort: Sort,
        /// Show only this many functions
        #[arg(long)]
        top: Option<usize>,
        #[command(flatten)]
        log: LogArgs,
    },
    /// Show failures by the call where they arose
    Errors {
        /// Show only this many groups
        #[arg(long)]
        top: Option<usize>,
        #[command(flatten)]
        log: LogArgs,
    },
    /// Show calls that never ended, as stacks
    Open {
        #[command(flatten)]
        log: LogArgs,
    },
    /// Show calls as a tree
    Tree {
        /// Show only this many levels
        #[arg(long)]
        depth: Option<usize>,
        /// Collapse subtrees below this share of the time, such as 1%
        #[arg(long, value_parser = parse_share, default_value = "0%")]
        min: f64,
        #[command(flatten)]
        log: LogArgs,
    },
    /// Show where the slowest calls of a function spend time that the median calls do not
    Slow {
        /// The function, or a part of its name
        #[arg(value_name = "FUNCTION")]
        name: String,
        #[command(flatten)]
        log: LogArgs,
    },
    /// Show one call: its arguments, its records, its callers and callees
    Show {
        /// The id of the call, or the first digits of it
        id: String,
        #[command(flatten)]
        log: LogArgs,
    },
    /// Show the matching calls, one per line
    Calls {
        #[command(flatten)]
        log: LogArgs,
    },
    /// Write the calls for another program
    #[command(group = ArgGroup::new("target").required(true))]
    Export {
        /// Trace events for Perfetto and `chrome://tracing`
        #[arg(long, group = "target")]
        chrome: bool,
        /// Folded stacks with own times in nanoseconds, for inferno and speedscope
        #[arg(long, group = "target")]
        folded: bool,
        /// Spans and log records of OpenTelemetry, as lines of OTLP/JSON
        #[arg(long, group = "target")]
        otlp: bool,
        #[command(flatten)]
        log: LogArgs,
    },
    #[cfg(feature = "ship")]
    /// Send the calls to an OpenTelemetry collector, and remember what is sent
    #[command(after_help = SHIP_HELP)]
    Ship(ShipArgs),
    /// Write completions for a shell
    #[command(hide = true)]
    Completions { shell: clap_complete::Shell },
    /// Write the manual page
    #[command(hide = true)]
    Man,
}

#[cfg(feature = "ship")]
const SHIP_HELP: &str = "\
Environment:
  OTEL_EXPORTER_OTLP_ENDPOINT     the collector, if there is no --to
  OTEL_EXPORTER_OTLP_HEADERS      headers of each request: name=value,name=value
  OTEL_EXPORTER_OTLP_TIMEOUT      milliseconds until a request counts as failed (10000)
  OTEL_EXPORTER_OTLP_COMPRESSION  gzip or none (none)
  OTEL_EXPORTER_OTLP_CERTIFICATE  a PEM file with the certificates to trust
  OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES  override what the log says of the process";

#[cfg(feature = "ship")]
#[derive(ClapArgs, Debug)]
pub struct ShipArgs {
    /// The logs in `Format::Json`; each with its rotated files
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The collector, such as <http://collector:4318>, which is the default on this machine
    #[arg(long, value_name = "URL")]
    pub to: Option<String>,
    /// Stay, and send what the log grows by
    #[arg(long)]
    pub follow: bool,
    /// The file that remembers what is sent, instead of FILE.ship
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// Only count what would be sent
    #[arg(long, conflicts_with = "follow")]
    pub dry_run: bool,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Sort {
    Calls,
    Errors,
    Total,
    #[default]
    Own,
    P50,
    P95,
    P99,
    Max,
}

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(ClapArgs, Debug)]
pub struct LogArgs {
    /// The log: files, also rotated and compressed ones; standard input if there is none, or for `-`
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Only calls with this field: name=value, !=, ~ (contains), < or >
    #[arg(long = "where", value_name = "CONDITION", value_parser = Condition::parse, help_heading = "Filters")]
    conditions: Vec<Condition>,
    /// Only calls of functions whose name contains this; `*` stands for any text
    #[arg(long, value_name = "PATTERN", help_heading = "Filters")]
    function: Option<String>,
    /// Only calls that failed
    #[arg(long, help_heading = "Filters")]
    failed: bool,
    /// Only calls that took at least this long, such as 100ms
    #[arg(long, value_name = "TIME", value_parser = parse_time_span, help_heading = "Filters")]
    pub slower: Option<u64>,
    /// Only calls of this trace
    #[arg(long, value_name = "ID", value_parser = parse_trace, help_heading = "Filters")]
    trace: Option<u128>,
    /// Only calls that started at this time or later: `02:51`, `10m ago`, or RFC 3339
    #[arg(long, value_name = "TIME", help_heading = "Filters")]
    from: Option<String>,
    /// Only calls that started at this time or earlier
    #[arg(long, value_name = "TIME", help_heading = "Filters")]
    to: Option<String>,
    /// Only calls of this process: its id, or its program
    #[arg(long, value_name = "PROCESS", help_heading = "Filters")]
    process: Option<String>,
    /// Only calls of this thread: its id, or its name
    #[arg(long, value_name = "THREAD", help_heading = "Filters")]
    thread: Option<String>,
    /// The form of the answer
    #[arg(long, value_enum, default_value_t)]
    pub output: Format,
    /// Show times in UTC instead of local time
    #[arg(long)]
    pub utc: bool,
    /// Whether the answer has colors
    #[arg(long, value_enum, default_value_t)]
    pub color: Color,
}

impl LogArgs {
    pub fn zone(&self) -> TimeZone {
        if self.utc {
            TimeZone::UTC
        } else {
            TimeZone::system()
        }
    }

    pub fn filter(&self) -> Result<Filter, String> {
        let now = Timestamp::now().to_zoned(self.zone());
        let time = |text: &Option<String>| {
            text.as_deref()
                .map(|text| parse_point(text, &now))
                .transpose()
        };
        Ok(Filter {
            conditions: self.conditions.clone(),
            function: self.function.clone(),
            failed: self.failed,
            slower: self.slower,
            trace: self.trace,
            from: time(&self.from)?,
            to: time(&self.to)?,
            process: self.process.clone(),
            thread: self.thread.clone(),
        })
    }
}

fn parse_time_span(text: &str) -> Result<u64, String> {
    parse_duration(text).ok_or_else(|| "expected a time such as 100ms".to_owned())
}

fn parse_trace(text: &str) -> Result<u128, String> {
    u128::from_str_radix(text, 16).map_err(|_| "expected up to 32 hexadecimal digits".to_owned())
}

fn parse_share(text: &str) -> Result<f64, String> {
    let number = text.strip_suffix('%').unwrap_or(text).parse::<f64>();
    match number {
        Ok(share) if (0.0..=100.0).contains(&share) => Ok(share / 100.0),
        _ => Err("expected a share such as 1%".to_owned()),
    }
}

/// A point in time: `02:51` today, or yesterday if that is in the future; `10m ago`; RFC 3339.
fn parse_point(text: &str, now: &Zoned) -> Result<i64, String> {
    let error =
        || format!("{text}: expected a time such as 02:51, 10m ago, or 2026-11-22T02:51:00Z");
    let nanos = |time: Timestamp| i64::try_from(time.as_nanosecond()).map_err(|_| error());
    if let Some(span) = text.strip_suffix("ago") {
        let span = parse_duration(span.trim())
            .or_else(|| days(span.trim()))
            .ok_or_else(error)?;
        return Ok(nanos(now.timestamp())?.saturating_sub(i64::try_from(span).unwrap_or(i64::MAX)));
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return nanos(time);
    }
    if let Ok(time) = text.parse::<jiff::civil::DateTime>() {
        let time = time
            .to_zoned(now.time_zone().clone())
            .map_err(|_| error())?;
        return nanos(time.timestamp());
    }
    let time = text.parse::<Time>().map_err(|_| error())?;
    let today = now
        .date()
        .to_datetime(time)
        .to_zoned(now.time_zone().clone())
        .map_err(|_| error())?;
    if today > *now {
        return nanos(
            today
                .yesterday()
                .and_then(|day| day.with().time(time).build())
                .map_err(|_| error())?
                .timestamp(),
        );
    }
    nanos(today.timestamp())
}

fn days(text: &str) -> Option<u64> {
    let days = text.strip_suffix('d')?.parse::<u64>().ok()?;
    days.checked_mul(86_400_000_000_000)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn points_in_time_are_relative_to_now() {
        let now: Zoned = "2026-11-22T12:00:00+00:00[UTC]".parse().expect("a time");
        for (text, time) in [
            ("02:51", "2026-11-22T02:51:00Z"),
            ("13:00", "2026-11-21T13:00:00Z"),
            ("10m ago", "2026-11-22T11:50:00Z"),
            ("2d ago", "2026-11-20T12:00:00Z"),
            ("2026-11-22T02:51:00+01:00", "2026-11-22T01:51:00Z"),
            ("2026-11-22 02:51", "2026-11-22T02:51:00Z"),
        ] {
            let expected = time.parse::<Timestamp>().expect("a time").as_nanosecond();
            assert_eq!(
                parse_point(text, &now).map(i128::from),
                Ok(expected),
                "{text}"
            );
        }
        assert!(parse_point("noon", &now).is_err());
    }
}
