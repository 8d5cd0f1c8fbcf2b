//! Turns a record into a line: by one of the formats, or by a closure.

use std::cell::Cell;
use std::fmt;
use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use log::Record;

use super::Format;
use super::clock::{self, Zone};
use super::escape::{Escaped, escaped};
use super::line::Line;
use super::{json, text, tree};
use crate::context::thread::OnDrop;

/// Settings that apply to all records.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(crate) struct Style {
    pub(crate) zone: Zone,
    pub(crate) color: bool,
}

#[derive(Clone)]
pub(crate) enum Formatter {
    Builtin(Format),
    Custom(Arc<FormatFn>),
}

type FormatFn = dyn Fn(&mut dyn io::Write, &Record<'_>) -> io::Result<()> + Send + Sync;

thread_local! {
    /// A record that a closure logs must not reach it again: the recursion would not end, and the record of the closure's
    /// own panic would abort the program.
    static IS_CLOSURE_RUNNING: Cell<bool> = const { Cell::new(false) };
}

impl Formatter {
    pub(crate) fn write(
        &self,
        line: &mut Line,
        record: &Record<'_>,
        style: Style,
    ) -> io::Result<()> {
        let format = match self {
            Self::Builtin(format) => *format,
            Self::Custom(_) if IS_CLOSURE_RUNNING.get() => Format::Text,
            Self::Custom(format_fn) => {
                IS_CLOSURE_RUNNING.set(true);
                let _restore = OnDrop(|| IS_CLOSURE_RUNNING.set(false));
                return write_custom(&**format_fn, line, record);
            }
        };
        let now = &clock::now(style.zone);
        match format {
            Format::Text => text::write(line, record, now),
            Format::Tree => tree::write(line, record, now, style.color),
            Format::Json => json::write(line, record, now),
        }
        Ok(())
    }

    /// Whether both write the same lines. Closures can't be compared.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        matches!((self, other), (Self::Builtin(format), Self::Builtin(other)) if format == other)
    }

    /// Writes a record that must not be lost: as text if a closure fails, panics or writes nothing.
    pub(crate) fn write_or_fallback(&self, line: &mut Line, record: &Record<'_>, style: Style) {
        let written = panic::catch_unwind(AssertUnwindSafe(|| self.write(line, record, style)));
        if !matches!(written, Ok(Ok(()))) || line.as_bytes().is_empty() {
            *line = Line::default();
            text::write(line, record, &clock::now(style.zone));
        }
    }
}

impl fmt::Debug for Formatter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Builtin(format) => format.fmt(f),
            Self::Custom(_) => f.write_str("<closure>"),
        }
    }
}

fn write_custom(format_fn: &FormatFn, line: &mut Line, record: &Record<'_>) -> io::Result<()> {
    let target = escaped(record.target());
    let mut safe = Record::builder();
    safe.level(record.level())
        .target(&target)
        .module_path(record.module_path())
        .file(record.file())
        .line(record.line())
        .key_values(record.key_values());
    format_fn(
        line,
        &safe
            .args(format_args!("{}", Escaped(record.args())))
            .build(),
    )?;
    line.end_if_open();
    Ok(())
}

#[cfg(test)]
mod tests {
    use log::Level;
    use proptest::prelude::*;

    use super::*;
    use crate::logger::format::escape::find_unsafe_char;
    use crate::logger::format::json_object::awkward_text;

    const STYLE: Style = Style {
        zone: Zone::Utc,
        color: false,
    };

    fn written(formatter: &Formatter, message: fmt::Arguments<'_>) -> String {
        let mut line = Line::default();
        let record = Record::builder()
            .level(Level::Warn)
            .target("net\n")
            .line(Some(7))
            .args(message)
            .build();
        formatter
            .write(&mut line, &record, STYLE)
            .expect("the closure returns no error");
        line.into_text()
    }

    fn custom(
        closure: impl Fn(&mut dyn io::Write, &Record<'_>) -> io::Result<()> + Send + Sync + 'static,
    ) -> Formatter {
        Formatter::Custom(Arc::new(closure))
    }

    #[test]
    fn a_closure_receives_an_escaped_message_and_target() {
        let formatter = custom(|out, record| {
            writeln!(
                out,
                "{} {} {:?}\t{}",
                record.level(),
                record.target(),
                record.line(),
                record.args()
            )
        });
        assert_eq!(
            written(&formatter, format_args!("a\nb")),
            "WARN net\\n Some(7)\ta\\nb\n"
        );
    }

    #[test]
    fn a_missing_line_end_is_added_unless_the_line_is_empty() {
        let formatter = custom(|out, record| write!(out, "{}", record.args()));
        assert_eq!(written(&formatter, format_args!("message")), "message\n");
        assert_eq!(written(&formatter, format_args!("")), "");
    }

    #[test]
    fn a_value_that_fails_to_format_is_marked() {
        struct Broken;
        impl fmt::Display for Broken {
            fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
                Err(fmt::Error)
            }
        }
        let formatter = custom(|out, _| writeln!(out, "a {Broken}"));
        assert_eq!(
            written(&formatter, format_args!("")),
            "a [formatting failed]\n"
        );
    }

    #[test]
    fn a_record_logged_by_the_closure_does_not_reach_it() {
        let formatter = custom(|out, _| {
            let inner = written(
                &custom(|out, _| writeln!(out, "reached again")),
                format_args!("inner"),
            );
            write!(out, "outer; {inner}")
        });
        let line = written(&formatter, format_args!(""));
        assert!(line.starts_with("outer; "), "{line}");
        assert!(line.ends_with(" - WARN - inner\n"), "{line}");
    }

    proptest! {
        #[test]
        fn every_record_is_one_line(text in awkward_text(), color: bool) {
            let closure = custom(|out, record| {
                write!(out, "{} {}", record.target(), record.args())
            });
            let formatters = [
                Formatter::Builtin(Format::Text),
                Formatter::Builtin(Format::Tree),
                Formatter::Builtin(Format::Json),
                closure,
            ];
            for formatter in formatters {
                let mut line = Line::default();
                let mut record = Record::builder();
                record.target(&text).module_path(Some(&text)).file(Some(&text));
                let style = Style { color, ..STYLE };
                formatter
                    .write(&mut line, &record.args(format_args!("{text}{text}")).build(), style)
                    .expect("the closure returns no error");
                let line = line.into_text();
                let inside = line.strip_suffix('\n').expect("an end").replace("\x1b[", "");
                prop_assert!(find_unsafe_char(&inside).is_none(), "{:?}: {}", formatter, inside);
            }
        }
    }

    #[test]
    fn a_closure_is_called_again_after_its_panic() {
        let formatter = custom(|out, record| {
            assert!(record.args().to_string() != "bad");
            writeln!(out, "{}", record.args())
        });
        let panicked = panic::catch_unwind(AssertUnwindSafe(|| {
            written(&formatter, format_args!("bad"))
        }));
        assert!(panicked.is_err());
        assert_eq!(written(&formatter, format_args!("good")), "good\n");
    }
}
