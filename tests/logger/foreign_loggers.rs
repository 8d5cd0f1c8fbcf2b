//! How records look through the loggers of other crates.
//!
//! Each logger is set up in a process of its own, which writes to stdout.

use std::env;
use std::io;
use std::process::Command;

use tracked_core::tracked;

#[tracked]
fn divide(a: i32, b: i32, unit: &str) -> Result<i32, String> {
    a.checked_div(b).ok_or_else(|| format!("no {unit}"))
}

const LOGGER: &str = "TRACKED_TEST_LOGGER";
const BEGIN: &str = "the log begins";
const END: &str = "the log ends";

const LOGGERS: &[(&str, fn())] = &[
    ("env_logger", || env_logger(true)),
    ("env_logger without key-values", || env_logger(false)),
    ("fern", fern),
    ("flexi_logger", flexi_logger),
    ("log4rs", log4rs),
    ("tracing", tracing),
];

fn env_logger(key_values: bool) {
    let mut builder = env_logger::Builder::new();
    builder
        .filter_level(log::LevelFilter::Info)
        .target(env_logger::Target::Stdout)
        .format_timestamp(None);
    if !key_values {
        builder.format_key_values(|_, _| Ok(()));
    }
    builder.init();
}

/// Uses the format of fern's documentation, because fern has no default format.
fn fern() {
    fern::Dispatch::new()
        .format(|out, message, record| {
            out.finish(format_args!(
                "[{} {}] {message}",
                record.level(),
                record.target()
            ));
        })
        .level(log::LevelFilter::Info)
        .chain(io::stdout())
        .apply()
        .expect("the only logger");
}

fn flexi_logger() {
    let logger = flexi_logger::Logger::with(flexi_logger::LevelFilter::Info).log_to_stdout();
    std::mem::forget(logger.start().expect("the only logger"));
}

fn log4rs() {
    use log4rs::append::console::ConsoleAppender;
    use log4rs::config::{Appender, Config, Root};
    use log4rs::encode::pattern::PatternEncoder;

    let pattern = "{l} {t} {m} [{K(tracked.event)(none)} {K(b)(none)} {K(tracked.error)(none)}]{n}";
    let console = ConsoleAppender::builder()
        .encoder(Box::new(PatternEncoder::new(pattern)))
        .build();
    let config = Config::builder()
        .appender(Appender::builder().build("console", Box::new(console)))
        .build(
            Root::builder()
                .appender("console")
                .build(log::LevelFilter::Info),
        )
        .expect("a configuration");
    log4rs::init_config(config).expect("the only logger");
}

fn tracing() {
    tracing_subscriber::fmt()
        .without_time()
        .with_ansi(false)
        .with_writer(io::stdout)
        .init();
}

/// Not a test: the process that the tests start.
#[test]
fn child() {
    let Ok(name) = env::var(LOGGER) else { return };
    let (_, set_up) = LOGGERS
        .iter()
        .find(|(known, _)| *known == name)
        .expect("the test names a logger");
    set_up();
    println!("\n{BEGIN}");
    let _ = divide(4, 2, "m");
    let _ = divide(1, 0, "s");
    log::logger().flush();
    println!("{END}");
}

/// The lines that the logger writes for two calls, without times and ids.
fn written(logger: &str) -> Vec<String> {
    let output = Command::new(env::current_exe().expect("the test binary has a path"))
        .args([
            "--exact",
            "foreign_loggers::child",
            "--nocapture",
            "--test-threads=1",
        ])
        .env(LOGGER, logger)
        .env_remove("RUST_LOG")
        .output()
        .expect("the test binary runs");
    let output = String::from_utf8(output.stdout).expect("text");
    output
        .lines()
        .skip_while(|line| *line != BEGIN)
        .skip(1)
        .take_while(|line| *line != END)
        .map(without_times)
        .collect()
}

/// Replaces times and ids: `in 1.20ms`, `tracked.call=0123456789abcdef`, `tracked.elapsed_ns=1200`.
fn without_times(line: &str) -> String {
    let mut words: Vec<&str> = line.split(' ').collect();
    for at in 0..words.len() {
        let word = words[at];
        if at > 0 && words[at - 1] == "in" {
            words[at] = if word.ends_with(':') { "TIME:" } else { "TIME" };
        }
        for key in ["tracked.trace=", "tracked.call=", "tracked.elapsed_ns="] {
            if let Some(value) = word.strip_prefix(key) {
                assert!(value.bytes().all(|byte| byte.is_ascii_hexdigit()), "{word}");
                words[at] = key;
            }
        }
    }
    words.join(" ")
}

/// Asserts that the logger writes four records, each formatted by `shape`.
#[track_caller]
fn assert_written(logger: &str, shape: impl Fn(&str, &str) -> String) {
    let expected = [
        shape("INFO", r#"start divide(a=4, b=2, unit="m")"#),
        shape("INFO", r#"done divide(a=4, b=2, unit="m") in TIME"#),
        shape("INFO", r#"start divide(a=1, b=0, unit="s")"#),
        shape("ERROR", r#"error divide(a=1, b=0, unit="s") in TIME: no s"#),
    ];
    assert_eq!(written(logger), expected);
}

#[test]
fn env_logger_shows_the_text() {
    assert_written("env_logger without key-values", |level, text| {
        format!("[{level:<5} logger::foreign_loggers] {text}")
    });
}

#[test]
fn env_logger_shows_the_key_values_too() {
    assert_eq!(
        written("env_logger"),
        [
            r#"[INFO  logger::foreign_loggers] start divide(a=4, b=2, unit="m") tracked.event=start tracked.function=logger::foreign_loggers::divide tracked.trace= tracked.call= a=4 b=2 unit=m"#,
            r#"[INFO  logger::foreign_loggers] done divide(a=4, b=2, unit="m") in TIME tracked.event=done tracked.function=logger::foreign_loggers::divide tracked.trace= tracked.call= tracked.elapsed_ns= a=4 b=2 unit=m"#,
            r#"[INFO  logger::foreign_loggers] start divide(a=1, b=0, unit="s") tracked.event=start tracked.function=logger::foreign_loggers::divide tracked.trace= tracked.call= a=1 b=0 unit=s"#,
            r#"[ERROR logger::foreign_loggers] error divide(a=1, b=0, unit="s") in TIME: no s tracked.event=error tracked.function=logger::foreign_loggers::divide tracked.trace= tracked.call= tracked.elapsed_ns= tracked.error_type=String tracked.error=no s a=1 b=0 unit=s"#,
        ]
    );
}

#[test]
fn fern_shows_the_text() {
    assert_written("fern", |level, text| {
        format!("[{level} logger::foreign_loggers] {text}")
    });
}

#[test]
fn flexi_logger_shows_the_text() {
    assert_written("flexi_logger", |level, text| {
        format!("{level} [logger::foreign_loggers] {text}")
    });
}

#[test]
fn log4rs_shows_the_text_and_the_requested_key_values() {
    assert_written("log4rs", |level, text| {
        let event = text.split(' ').next().unwrap_or_default();
        let b = if text.contains("b=2") { 2 } else { 0 };
        let error = if level == "ERROR" { "no s" } else { "none" };
        format!("{level} logger::foreign_loggers {text} [{event} {b} {error}]")
    });
}

#[test]
fn tracing_shows_the_text() {
    assert_written("tracing", |level, text| {
        format!("{level:>5} logger::foreign_loggers: {text}")
    });
}
