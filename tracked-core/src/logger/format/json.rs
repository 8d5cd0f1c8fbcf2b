//! The JSON format: one object per line.

use std::cell::RefCell;

use log::Record;

use super::clock::TimeText;
use super::json_fields::JsonKeyValues;
use super::json_object::{begin_member, member, number_member, reserve, str_member};
use super::line::Line;
use super::thread_name;
use crate::context::thread::current_span;
use crate::log_format::members;
use crate::sys::{fork_generation, process_id, thread_id};

pub(crate) fn write(line: &mut Line, record: &Record<'_>, now: &TimeText) {
    line.push(b"{\"time\":\"");
    now.write_rfc3339(line);
    line.push(b"\"");
    begin_member(line, members::LEVEL);
    line.push(b"\"");
    line.push(record.level().as_str().as_bytes());
    line.push(b"\"");
    let key_values = JsonKeyValues::of(record.key_values());
    key_values.write_identity(line);
    if key_values.is_anonymous() {
        write_ids(line);
    }
    push_thread(line);
    key_values.write_failure(line);
    str_member(line, members::TARGET, record.target(), reserve::TARGET);
    if let Some(file) = record.file() {
        str_member(line, members::FILE, file, reserve::FILE);
    }
    if let Some(number) = record.line() {
        number_member(line, members::LINE, number.into());
    }
    key_values.write_fields(line);
    key_values.write_return(line);
    member(line, members::MESSAGE, *record.args(), reserve::MESSAGE);
    line.push(b"}");
    line.end();
}

/// Appends the process and the thread, which are the same in all records of a thread until it forks.
fn push_thread(line: &mut Line) {
    thread_local! {
        static CACHE: RefCell<(u32, Line)> = RefCell::default();
    }
    let cached = CACHE.try_with(|cache| {
        let mut cache = cache.try_borrow_mut().ok()?;
        let (generation, members) = &mut *cache;
        if *generation != fork_generation() {
            *generation = fork_generation();
            *members = Line::default();
            write_thread(members);
        }
        line.push(members.as_bytes());
        Some(())
    });
    if cached.ok().flatten().is_none() {
        // The thread ends.
        write_thread(line);
    }
}

fn write_thread(line: &mut Line) {
    number_member(line, members::PID, process_id().into());
    number_member(line, members::TID, thread_id());
    thread_name::with(|name| str_member(line, members::THREAD, name, reserve::THREAD));
}

/// The ids of the call that a record was logged in, if it is no event of a call.
fn write_ids(line: &mut Line) {
    let Some(span) = current_span() else { return };
    line.push_fmt(format_args!(
        ",\"trace_id\":\"{}\",\"span_id\":\"{}\"",
        span.trace_id, span.id
    ));
    if let Some(parent_id) = span.parent_id {
        line.push_fmt(format_args!(",\"parent_id\":\"{parent_id}\""));
    }
}

#[cfg(test)]
mod tests {
    use std::fmt;

    use log::Level;
    use proptest::prelude::*;

    use super::*;
    use crate::logger::format::clock::TEST_TIME;
    use crate::logger::format::escape::find_unsafe_char;
    use crate::logger::format::json_object::awkward_text;
    use crate::logger::format::line::MAX_LEN;

    fn written(message: fmt::Arguments<'_>) -> String {
        let mut line = Line::default();
        let record = Record::builder()
            .level(Level::Warn)
            .target("net")
            .file(Some("src/net.rs"))
            .line(Some(7))
            .args(message)
            .build();
        write(&mut line, &record, &TEST_TIME);
        line.into_text()
    }

    fn message(text: &str) -> String {
        let line = written(format_args!("{text}"));
        let (_, rest) = line.split_once("\"message\":\"").expect("a message");
        let message = rest.strip_suffix("\"}\n").expect("an end");
        message.to_owned()
    }

    #[test]
    fn a_record_is_one_object() {
        let line = written(format_args!("추적 {}", "시작"));
        let (process, thread) = (process_id(), thread_id());
        let name = thread_name::with(|name| serde_json::Value::from(name));
        assert_eq!(
            line,
            format!(
                "{{\"time\":\"2026-11-22T12:00:00.007999+00:00\",\"level\":\"WARN\",\
                 \"pid\":{process},\"tid\":{thread},\"thread\":{name},\"target\":\"net\",\
                 \"file\":\"src/net.rs\",\"line\":7,\"message\":\"추적 시작\"}}\n"
            )
        );
    }

    #[test]
    fn quotes_backslashes_and_unsafe_characters_are_escaped() {
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
    fn a_message_that_is_too_long_is_truncated_and_the_object_closed() {
        for text in ["x", "\n", "가", "\u{1}"] {
            let line = written(format_args!("{}", text.repeat(100_000)));
            assert!(line.len() <= MAX_LEN);
            assert!(line.ends_with("…\"}\n"), "{text:?}");
        }
    }

    fn parsed(line: &str) -> serde_json::Value {
        serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    proptest! {
        #[test]
        fn any_message_survives_a_round_trip(text in awkward_text()) {
            let line = written(format_args!("{text}"));
            prop_assert_eq!(&parsed(&line)["message"], &text);
            let (body, end) = line.split_at(line.len() - 1);
            prop_assert_eq!(end, "\n");
            prop_assert_eq!(find_unsafe_char(body), None);
        }

        #[test]
        fn a_message_of_any_length_is_one_object(text in awkward_text(), times in 0_usize..20_000) {
            let line = written(format_args!("{}", text.repeat(times)));
            prop_assert!(line.len() <= MAX_LEN);
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
                    // JSON has no such number, so it is text.
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
            fn any_fields_survive_a_round_trip(
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
                write(&mut line, &record.args(format_args!("")).build(), &TEST_TIME);
                let line = line.into_text();
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
