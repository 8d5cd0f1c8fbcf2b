//! The tree format: records for eyes, each under the call that it belongs to.

use std::fmt::Display;

use log::kv::{Error, Key, Source, Value, VisitSource};
use log::{Level, Record};

use super::clock::{self, Now, Zone};
use super::line::Line;
use crate::track::here::{Here, here};
use crate::track::keys;
use crate::track::site::Event;

pub(crate) fn write(line: &mut Line, record: &Record<'_>, zone: Zone, color: bool) {
    let position = TreePosition::of(record);
    write_at(line, record, &position, &clock::now(zone), color);
}

// Where a record stands among the calls.
struct TreePosition {
    event: Option<Event>,
    call: Option<u64>,
    depth: u32,
}

impl TreePosition {
    fn of(record: &Record<'_>) -> Self {
        let span = here(Here::current);
        let depth = span.map_or(0, |span| span.depth);
        let event = event_of(record.key_values());
        Self {
            event,
            call: span.map(|span| span.id.get()),
            // An event is shown at the depth of its call, a record logged in the call one level deeper.
            depth: depth.saturating_sub(event.is_some().into()),
        }
    }
}

/// The event that the record of a call describes: its first key-value.
fn event_of(key_values: &dyn Source) -> Option<Event> {
    struct FirstPair(Option<Event>);

    impl<'kvs> VisitSource<'kvs> for FirstPair {
        fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
            if key.as_str() == keys::EVENT {
                let name = value.to_borrowed_str();
                self.0 = Event::ALL
                    .into_iter()
                    .find(|event| name == Some(event.word()));
            }
            Err(Error::msg("the other pairs are not needed"))
        }
    }

    let mut first = FirstPair(None);
    let _ = key_values.visit(&mut first);
    first.0
}

fn write_at(line: &mut Line, record: &Record<'_>, position: &TreePosition, now: &Now, color: bool) {
    let paint = |color_code| if color { color_code } else { Color::NONE };
    let second = now.second;

    paint(Color("\x1b[2m")).around(line, |line| {
        line.push(&second.time);
        line.push(b".");
        line.push(&now.fraction[..3]);
    });
    line.push(b" ");
    paint(level_color(record.level())).around(line, |line| {
        line.push_fmt(format_args!("{:>5}", record.level()));
    });
    line.push(b" ");
    match position.call {
        None => line.push(b"    "),
        Some(call) => {
            let short = call & 0xffff;
            paint(call_color(short))
                .around(line, |line| line.push_fmt(format_args!("{short:04x}")));
        }
    }
    for _ in 0..=position.depth.min(MAX_DEPTH) {
        line.push(b"  ");
    }
    // What went wrong is coloured to its end, of all else only the mark.
    let color_code = paint(event_color(position.event));
    let whole = matches!(
        position.event,
        Some(Event::Error | Event::Panic | Event::Cancel)
    );
    let mark = mark(position.event);
    if whole {
        color_code.around(line, |line| message(line, record, mark));
    } else {
        color_code.around(line, |line| line.push(mark.as_bytes()));
        message(line, record, "");
    }
    line.end();
}

fn message(line: &mut Line, record: &Record<'_>, mark: impl Display) {
    line.push_fmt(format_args!("{mark} "));
    line.with_reserve(MAX_COLOR_LEN, |line| line.push_escaped(*record.args()));
}

// What switches a colour on.
#[derive(Clone, Copy)]
struct Color(&'static str);

impl Color {
    const NONE: Self = Self("");

    fn around(self, line: &mut Line, write: impl FnOnce(&mut Line)) {
        line.push(self.0.as_bytes());
        write(line);
        if !self.0.is_empty() {
            line.push(b"\x1b[0m");
        }
    }
}

fn level_color(level: Level) -> Color {
    Color(match level {
        Level::Error => "\x1b[1;31m",
        Level::Warn => "\x1b[33m",
        Level::Info => "\x1b[32m",
        Level::Debug => "\x1b[34m",
        Level::Trace => "\x1b[36m",
    })
}

fn event_color(event: Option<Event>) -> Color {
    match event {
        None => Color::NONE,
        Some(Event::Start) => Color("\x1b[36m"),
        Some(Event::Done) => Color("\x1b[32m"),
        Some(Event::Error | Event::Panic) => Color("\x1b[31m"),
        Some(Event::Cancel) => Color("\x1b[33m"),
    }
}

// Calls that run side by side mostly have different ones. Red is for what went wrong.
fn call_color(short: u64) -> Color {
    const PALETTE: [&str; 6] = [
        "\x1b[32m", "\x1b[33m", "\x1b[34m", "\x1b[35m", "\x1b[36m", "\x1b[94m",
    ];
    Color(PALETTE[usize::try_from(short).unwrap_or_default() % PALETTE.len()])
}

fn mark(event: Option<Event>) -> &'static str {
    match event {
        None => "·",
        Some(Event::Start) => "→",
        Some(Event::Done) => "←",
        Some(Event::Error | Event::Panic) => "✗",
        Some(Event::Cancel) => "⊘",
    }
}

// Deeper calls would begin behind the edge of most terminals.
const MAX_DEPTH: u32 = 40;

// What switches the colour off must not be cut away.
const MAX_COLOR_LEN: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    fn written(level: Level, position: &TreePosition, text: &str, color: bool) -> String {
        let mut line = Line::default();
        let now = Now {
            second: clock::format_second(Zone::Utc, 1_795_348_800),
            fraction: *b"007000",
        };
        let mut record = Record::builder();
        let record = record.level(level);
        write_at(
            &mut line,
            &record.args(format_args!("{text}")).build(),
            position,
            &now,
            color,
        );
        String::from_utf8(line.as_bytes().to_owned()).expect("text")
    }

    fn event(event: Event, depth: u32) -> TreePosition {
        TreePosition {
            event: Some(event),
            call: Some(0x1234_5678_9abc_0def),
            depth,
        }
    }

    #[test]
    fn a_record_stands_under_its_call() {
        let outside = TreePosition {
            event: None,
            call: None,
            depth: 0,
        };
        let inside = TreePosition {
            event: None,
            call: Some(0xdef),
            depth: 1,
        };
        for (level, position, expected) in [
            (Level::Warn, outside, "12:00:00.007  WARN       · text\n"),
            (
                Level::Info,
                event(Event::Start, 0),
                "12:00:00.007  INFO 0def  → text\n",
            ),
            (Level::Debug, inside, "12:00:00.007 DEBUG 0def    · text\n"),
            (
                Level::Error,
                event(Event::Error, 1),
                "12:00:00.007 ERROR 0def    ✗ text\n",
            ),
            (
                Level::Warn,
                event(Event::Cancel, 2),
                "12:00:00.007  WARN 0def      ⊘ text\n",
            ),
            (
                Level::Info,
                event(Event::Done, 0),
                "12:00:00.007  INFO 0def  ← text\n",
            ),
        ] {
            assert_eq!(written(level, &position, "text", false), expected);
        }
    }

    #[test]
    fn colour_is_only_around_what_was_there() {
        for kind in Event::ALL {
            let plain = written(Level::Error, &event(kind, 1), "a\nb\x1b[31m", false);
            let mut colored = written(Level::Error, &event(kind, 1), "a\nb\x1b[31m", true);
            assert!(colored.contains("\x1b[1;31mERROR\x1b[0m"), "{colored}");
            while let Some(start) = colored.find('\x1b') {
                let len = colored[start..].find('m').expect("the end of a color") + 1;
                colored.replace_range(start..start + len, "");
            }
            assert_eq!(colored, plain);
        }
    }

    #[test]
    fn a_cut_record_has_its_colour_switched_off() {
        let long = "x".repeat(100_000);
        let line = written(Level::Error, &event(Event::Panic, 0), &long, true);
        assert!(line.ends_with("x…\x1b[0m\n"));
        assert!(line.len() <= super::super::line::MAX_LEN);
    }
}
