//! The tree format: records for people, indented by the depth of their call.

use log::kv::{Error, Source};
use log::{Level, Record};

use super::clock::TimeText;
use super::line::Line;
use crate::callsite::event_kind::EventKind;
use crate::context::thread::current_span;
use crate::key_values;
use crate::log_format::keys;

pub(crate) fn write(line: &mut Line, record: &Record<'_>, now: &TimeText, color: bool) {
    let code = |code| if color { code } else { "" };
    let (span, event) = (current_span(), event_of(record.key_values()));

    paint(line, code("\x1b[2m"), |line| {
        line.push(&now.time);
        line.push(b".");
        line.push(&now.fraction[..3]);
    });
    line.push(b" ");
    paint(line, code(level_color(record.level())), |line| {
        line.push_fmt(format_args!("{:>5}", record.level()));
    });
    line.push(b" ");
    match span {
        None => line.push(b"    "),
        Some(span) => {
            let short = span.id.0.get() & 0xffff;
            paint(line, code(call_color(short)), |line| {
                line.push_fmt(format_args!("{short:04x}"));
            });
        }
    }
    let depth = span.map_or(0, |span| span.depth);
    // An event has the depth of its call; a record logged in the call is one level deeper.
    let depth = depth.saturating_sub(event.is_some().into());
    for _ in 0..=depth.min(MAX_DEPTH) {
        line.push(b"  ");
    }
    let (mark, event_color, colors_message) = appearance(event);
    paint(line, code(event_color), |line| {
        line.push(mark.as_bytes());
        if colors_message {
            push_message(line, record);
        }
    });
    if !colors_message {
        push_message(line, record);
    }
    line.end();
}

/// The event that a record of a call describes: its first key-value.
fn event_of(source: &dyn Source) -> Option<EventKind> {
    let mut event = None;
    key_values::visit(source, |key, value| {
        if key.as_str() == keys::EVENT {
            let name = value.to_borrowed_str();
            event = EventKind::ALL
                .into_iter()
                .find(|event| name == Some(event.as_str()));
        }
        Err(Error::msg("the other pairs are not needed"))
    });
    event
}

fn push_message(line: &mut Line, record: &Record<'_>) {
    line.push(b" ");
    line.with_reserve(MAX_COLOR_LEN, |line| line.push_escaped(*record.args()));
}

/// Writes between the code of a color and the code that ends it.
fn paint(line: &mut Line, code: &str, write: impl FnOnce(&mut Line)) {
    line.push(code.as_bytes());
    write(line);
    if !code.is_empty() {
        line.push(b"\x1b[0m");
    }
}

fn level_color(level: Level) -> &'static str {
    match level {
        Level::Error => "\x1b[1;31m",
        Level::Warn => "\x1b[33m",
        Level::Info => "\x1b[32m",
        Level::Debug => "\x1b[34m",
        Level::Trace => "\x1b[36m",
    }
}

/// Concurrent calls usually get different colors. None of them is the red of failures.
fn call_color(short: u64) -> &'static str {
    const PALETTE: [&str; 6] = [
        "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m", "\x1b[94m",
    ];
    PALETTE[usize::try_from(short).unwrap_or_default() % PALETTE.len()]
}

/// The mark of an event, its color, and whether the message has that color too.
fn appearance(event: Option<EventKind>) -> (&'static str, &'static str, bool) {
    match event {
        None => ("·", "", false),
        Some(EventKind::Start) => ("→", "\x1b[36m", false),
        Some(EventKind::Done) => ("←", "\x1b[32m", false),
        Some(EventKind::Error | EventKind::Panic) => ("✗", "\x1b[31m", true),
        Some(EventKind::Cancel) => ("⊘", "\x1b[33m", true),
    }
}

/// Deeper calls would be beyond the edge of most terminals.
const MAX_DEPTH: u32 = 40;

/// Reserved so that the code that ends a color is never truncated.
const MAX_COLOR_LEN: usize = 8;

#[cfg(test)]
mod tests {
    use std::num::NonZeroU64;

    use super::*;
    use crate::context::span::{Span, SpanId, TraceId};
    use crate::context::thread::with_thread;
    use crate::logger::format::clock::TEST_TIME;
    use crate::logger::format::line::MAX_LEN;

    /// A record outside of all calls, or in a call of this depth.
    fn written(
        level: Level,
        event: Option<EventKind>,
        depth: Option<u32>,
        text: &str,
        color: bool,
    ) -> String {
        let trace_id = TraceId::new([1, 1]).expect("not zero");
        let id = SpanId(NonZeroU64::new(0x1234_5678_9abc_0def).expect("not zero"));
        let span = depth.map(|depth| Span {
            depth,
            ..Span::remote(trace_id, id, false)
        });
        let _entered = with_thread(|thread| thread.enter(span));
        let key_values = event.map(|event| (keys::EVENT, event.as_str()));
        let mut line = Line::default();
        let mut record = Record::builder();
        record.level(level).key_values(&key_values);
        write(
            &mut line,
            &record.args(format_args!("{text}")).build(),
            &TEST_TIME,
            color,
        );
        line.into_text()
    }

    #[test]
    fn the_event_is_the_first_key_value() {
        for (pairs, expected) in [
            ([(keys::EVENT, "done"), ("a", "")], Some(EventKind::Done)),
            ([(keys::EVENT, "stop"), ("a", "")], None),
            ([("a", ""), (keys::EVENT, "done")], None),
        ] {
            assert!(event_of(&pairs) == expected, "{pairs:?}");
        }
    }

    #[test]
    fn a_record_is_indented_by_its_call() {
        let [start, done] = [EventKind::Start, EventKind::Done].map(Some);
        let [error, cancel] = [EventKind::Error, EventKind::Cancel].map(Some);
        for (level, event, depth, expected) in [
            (Level::Warn, None, None, "12:00:00.007  WARN       · text\n"),
            (
                Level::Info,
                start,
                Some(1),
                "12:00:00.007  INFO 0def  → text\n",
            ),
            (
                Level::Debug,
                None,
                Some(1),
                "12:00:00.007 DEBUG 0def    · text\n",
            ),
            (
                Level::Error,
                error,
                Some(2),
                "12:00:00.007 ERROR 0def    ✗ text\n",
            ),
            (
                Level::Warn,
                cancel,
                Some(3),
                "12:00:00.007  WARN 0def      ⊘ text\n",
            ),
            (
                Level::Info,
                done,
                Some(1),
                "12:00:00.007  INFO 0def  ← text\n",
            ),
        ] {
            assert_eq!(written(level, event, depth, "text", false), expected);
        }
    }

    #[test]
    fn colors_change_nothing_else() {
        for kind in EventKind::ALL {
            let shown = |color| written(Level::Error, Some(kind), Some(2), "a\nb\x1b[31m", color);
            let (plain, mut colored) = (shown(false), shown(true));
            assert!(colored.contains("\x1b[1;31mERROR\x1b[0m"), "{colored}");
            while let Some(start) = colored.find('\x1b') {
                let len = colored[start..].find('m').expect("the end of a color") + 1;
                colored.replace_range(start..start + len, "");
            }
            assert_eq!(colored, plain);
        }
    }

    #[test]
    fn a_truncated_record_ends_its_color() {
        let long = "x".repeat(100_000);
        let line = written(Level::Error, Some(EventKind::Panic), Some(1), &long, true);
        assert!(line.ends_with("x…\x1b[0m\n"));
        assert!(line.len() <= MAX_LEN);
    }
}
