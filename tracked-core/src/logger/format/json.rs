//! The JSON format: one object a line, written by hand.

use std::fmt::{self, Display, Write};

use log::Record;

use super::clock::{self, Now, Zone};
use super::escape::{find, starts_unsafe};
use super::line::Line;
use super::thread_name;
use crate::track::span::CallIds;

pub(crate) fn write(line: &mut Line, record: &Record<'_>, zone: Zone) {
    write_at(line, record, &clock::now(zone));
}

fn write_at(line: &mut Line, record: &Record<'_>, now: &Now) {
    let Now { second, fraction } = now;
    line.push(b"{\"time\":\"");
    line.push(&second.date);
    line.push(b"T");
    line.push(&second.time);
    line.push(b".");
    line.push(fraction);
    line.push(&second.offset);
    line.push(b"\"");
    text_member(line, "level", record.level().as_str(), reserve::LEVEL);
    text_member(line, "target", record.target(), reserve::TARGET);
    member(line, "message", record.args(), reserve::MESSAGE);
    if !super::json_fields::write_call(line, record.key_values()) {
        ids(line);
    }
    super::json_fields::write(line, record.key_values());
    if let Some(file) = record.file() {
        text_member(line, "file", file, reserve::FILE);
    }
    if let Some(number) = record.line() {
        line.push_fmt(format_args!(",\"line\":{number}"));
    }
    thread_name::with(|name| text_member(line, "thread", name, reserve::THREAD));
    line.push(b"}");
    line.end();
}

// What is kept free behind the end of each value: where a record is too long, each of them is cut by itself, and the
// object is still closed.
pub(crate) mod reserve {
    const KIB: usize = 1024;
    pub(crate) const LEVEL: usize = 60 * KIB;
    pub(crate) const TARGET: usize = 48 * KIB;
    pub(crate) const MESSAGE: usize = 8 * KIB;
    pub(crate) const FUNCTION: usize = 6 * KIB;
    pub(crate) const ERROR: usize = 4 * KIB;
    pub(crate) const FIELDS: usize = 2 * KIB;
    pub(crate) const FILE: usize = KIB;
    pub(crate) const THREAD: usize = 64;
}

/// The ids of the call that a record was logged in.
fn ids(line: &mut Line) {
    let Some(CallIds {
        trace,
        call,
        parent,
    }) = CallIds::here()
    else {
        return;
    };
    line.push_fmt(format_args!(
        ",\"trace_id\":\"{trace}\",\"span_id\":\"{call}\""
    ));
    if let Some(parent) = parent {
        line.push_fmt(format_args!(",\"parent_id\":\"{parent}\""));
    }
}

// `,"key":"value"`, for a key of ours.
pub(crate) fn member(line: &mut Line, key: &str, value: impl Display, reserve: usize) {
    begin_member(line, key);
    string(line, value, reserve);
}

// The same for what needs no formatting.
fn text_member(line: &mut Line, key: &str, value: &str, reserve: usize) {
    begin_member(line, key);
    text(line, value, reserve);
}

fn begin_member(line: &mut Line, key: &str) {
    line.push(b",\"");
    line.push(key.as_bytes());
    line.push(b"\":");
}

pub(crate) fn string(line: &mut Line, value: impl Display, reserve: usize) {
    quoted(line, reserve, |line| {
        line.catch_panics(|line| write!(Escape(line), "{value}"));
    });
}

pub(crate) fn text(line: &mut Line, value: &str, reserve: usize) {
    quoted(line, reserve, |line| {
        let _ = Escape(line).write_str(value);
    });
}

fn quoted(line: &mut Line, reserve: usize, write: impl FnOnce(&mut Line)) {
    line.push(b"\"");
    line.with_reserve(reserve, write);
    line.push(b"\"");
}

// Passes text on as the inside of a JSON string. What JSON may leave as it is but a reader would not see is escaped too.
struct Escape<'a>(&'a mut Line);

impl Write for Escape<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((at, special)) = find_special(rest) {
            self.0.write_str(&rest[..at])?;
            self.0.push_whole(&escaped(special))?;
            rest = &rest[at + special.len_utf8()..];
        }
        self.0.write_str(rest)
    }
}

fn find_special(text: &str) -> Option<(usize, char)> {
    find(text, |rest| {
        matches!(rest, [b'"' | b'\\', ..]) || starts_unsafe(rest)
    })
}

fn escaped(char: char) -> Vec<u8> {
    let short = match char {
        '"' => b"\\\"",
        '\\' => b"\\\\",
        '\n' => b"\\n",
        '\r' => b"\\r",
        '\t' => b"\\t",
        // All hidden characters are within 16 bits.
        _ => return format!("\\u{:04x}", u32::from(char)).into_bytes(),
    };
    short.to_vec()
}

// Any text, with what could end or hide in a string much more often than chance has it.
#[cfg(test)]
pub(crate) fn awkward_text() -> impl proptest::strategy::Strategy<Value = String> {
    use proptest::prelude::*;

    let awkward = prop::sample::select(vec![
        '"',
        '\\',
        '/',
        '\n',
        '\r',
        '\t',
        '\0',
        '\u{1b}',
        '\u{7f}',
        '\u{85}',
        '\u{2028}',
        '\u{2029}',
        '\u{202e}',
        '\u{feff}',
        '\u{fffd}',
        '\u{10ffff}',
        '…',
        '가',
    ]);
    prop::collection::vec(prop_oneof![any::<char>(), awkward], 0..40)
        .prop_map(|chars| chars.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use log::Level;
    use proptest::prelude::*;

    use super::*;
    use crate::logger::format::escape::find_unsafe_char;

    fn written(message: fmt::Arguments<'_>) -> String {
        let mut line = Line::default();
        let record = Record::builder()
            .level(Level::Warn)
            .target("net")
            .file(Some("src/net.rs"))
            .line(Some(7))
            .args(message)
            .build();
        let now = Now {
            second: clock::format_second(Zone::Utc, 1_795_348_800),
            fraction: *b"000042",
        };
        write_at(&mut line, &record, &now);
        String::from_utf8(line.as_bytes().to_owned()).expect("text")
    }

    fn message(text: &str) -> String {
        let line = written(format_args!("{text}"));
        let (_, rest) = line.split_once("\"message\":\"").expect("a message");
        let (message, _) = rest.split_once("\",\"file\"").expect("a file");
        message.to_owned()
    }

    #[test]
    fn a_record_is_one_object() {
        let line = written(format_args!("추적 {}", "시작"));
        let (head, thread) = line.split_once(",\"thread\":").expect("a thread");
        assert_eq!(
            head,
            "{\"time\":\"2026-11-22T12:00:00.000042+00:00\",\"level\":\"WARN\",\"target\":\"net\",\
             \"message\":\"추적 시작\",\"file\":\"src/net.rs\",\"line\":7"
        );
        assert!(thread.ends_with("\"}\n"), "{thread}");
    }

    #[test]
    fn what_ends_a_string_or_hides_in_it_is_escaped() {
        for (text, inside) in [
            ("clean ~ 🦀 £", "clean ~ 🦀 £"),
            ("say \"no\"", r#"say \"no\""#),
            (r"C:\dir", r"C:\\dir"),
            ("a\nb\r\t\0\u{8}", r"a\nb\r\t\u0000\u0008"),
            ("\x1b[31m\x7f\u{9b}", r"\u001b[31m\u007f\u009b"),
            ("\u{2028}\u{202e}\u{2066}", r"\u2028\u202e\u2066"),
            ("\u{feff}\u{61c}", r"\ufeff\u061c"),
        ] {
            assert_eq!(message(text), inside);
        }
    }

    #[test]
    fn what_is_too_long_is_cut_and_the_object_closed() {
        for text in ["x", "\n", "가", "\u{1}"] {
            let line = written(format_args!("{}", text.repeat(100_000)));
            assert!(line.len() <= crate::logger::format::line::MAX_LEN);
            assert!(line.contains("…\",\"file\":\"src/net.rs\""), "{text:?}");
            assert!(line.ends_with("\"}\n"));
        }
    }

    fn parsed(line: &str) -> serde_json::Value {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    proptest! {
        #[test]
        fn any_message_comes_back(text in awkward_text()) {
            let line = written(format_args!("{text}"));
            prop_assert_eq!(&parsed(&line)["message"], &text);
            let (body, end) = line.split_at(line.len() - 1);
            prop_assert_eq!(end, "\n");
            prop_assert_eq!(find_unsafe_char(body), None);
        }

        #[test]
        fn a_message_of_any_length_is_one_object(text in awkward_text(), times in 0_usize..20_000) {
            let line = written(format_args!("{}", text.repeat(times)));
            prop_assert!(line.len() <= crate::logger::format::line::MAX_LEN);
            prop_assert!(parsed(&line)["message"].is_string());
        }
    }

    mod with_fields {
        use log::kv::Value;

        use super::*;

        #[derive(Clone, Debug)]
        enum Field {
            Unsigned(u64),
            Signed(i64),
            Wide(u128),
            Float(f64),
            Bool(bool),
            Text(String),
        }

        impl Field {
            fn value(&self) -> Value<'_> {
                match self {
                    Self::Unsigned(value) => Value::from(*value),
                    Self::Signed(value) => Value::from(*value),
                    Self::Wide(value) => Value::from(*value),
                    Self::Float(value) => Value::from(*value),
                    Self::Bool(value) => Value::from(*value),
                    Self::Text(value) => Value::from(value.as_str()),
                }
            }

            fn is(&self, json: &serde_json::Value) -> bool {
                match self {
                    Self::Unsigned(value) => json.as_u64() == Some(*value),
                    Self::Signed(value) => json.as_i64() == Some(*value),
                    Self::Wide(_) => json.is_number(),
                    // A number that JSON does not have is text.
                    Self::Float(value) if !value.is_finite() => json.is_string(),
                    Self::Float(value) => json.as_f64() == Some(*value),
                    Self::Bool(value) => json.as_bool() == Some(*value),
                    Self::Text(value) => json.as_str() == Some(value),
                }
            }
        }

        fn any_field() -> impl Strategy<Value = Field> {
            prop_oneof![
                any::<u64>().prop_map(Field::Unsigned),
                any::<i64>().prop_map(Field::Signed),
                any::<u128>().prop_map(Field::Wide),
                any::<f64>().prop_map(Field::Float),
                Just(Field::Float(f64::INFINITY)),
                Just(Field::Float(f64::NAN)),
                any::<bool>().prop_map(Field::Bool),
                awkward_text().prop_map(Field::Text),
            ]
        }

        proptest! {
            #[test]
            fn any_fields_come_back(
                target in awkward_text(),
                fields in prop::collection::vec((awkward_text(), any_field()), 0..8),
            ) {
                let pairs: Vec<_> = fields
                    .iter()
                    .map(|(key, field)| (key.as_str(), field.value()))
                    .collect();
                let mut line = Line::default();
                let source = pairs.as_slice();
                let mut record = Record::builder();
                record.target(&target).key_values(&source);
                write(&mut line, &record.args(format_args!("")).build(), Zone::Utc);
                let line = String::from_utf8(line.as_bytes().to_owned()).expect("text");
                let json = parsed(&line);
                prop_assert_eq!(&json["target"], &target);
                for (at, (key, field)) in fields.iter().enumerate() {
                    let repeated = fields[..at].iter().any(|(before, _)| before == key);
                    prop_assert!(repeated || field.is(&json["fields"][key]), "{}", line);
                }
            }
        }
    }
}
