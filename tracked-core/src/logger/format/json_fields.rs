//! The key-values of a record as members of a JSON object.

use std::fmt::Display;

use log::kv::{Error, Key, Source, Value, VisitSource, VisitValue};

use super::json::{member, reserve, string, text};
use super::line::{Line, MAX_LEN};
use crate::track::keys;

// What tells of a call, as a key-value and as a member: in the order of the object.
const CALL: [(&str, &str); 8] = [
    (keys::EVENT, "event"),
    (keys::FUNCTION, "function"),
    (keys::TRACE, "trace_id"),
    (keys::CALL, "span_id"),
    (keys::PARENT, "parent_id"),
    (keys::ELAPSED_NS, "elapsed_ns"),
    (keys::BUSY_NS, "busy_ns"),
    (keys::ERROR, "error"),
];

// Returns whether the key-values tell of a call.
pub(crate) fn write_call(line: &mut Line, source: &dyn Source) -> bool {
    let mut call_keys = CallKeys::default();
    let _ = source.visit(&mut call_keys);
    for (value, (key, name)) in call_keys.0.iter().zip(CALL) {
        let Some(value) = value else { continue };
        if is_time(key) {
            line.push_fmt(format_args!(",\"{name}\":{value}"));
        } else {
            let error = name == "error";
            let reserve = if error {
                reserve::ERROR
            } else {
                reserve::FUNCTION
            };
            member(line, name, value, reserve);
        }
    }
    call_keys.0.iter().any(Option::is_some)
}

// All other key-values; nothing if there are none.
pub(crate) fn write(line: &mut Line, source: &dyn Source) {
    let mut fields = Fields {
        line,
        source,
        visited: 0,
        written: 0,
    };
    let _ = source.visit(&mut fields);
    if fields.written > 0 {
        line.push(b"}");
    }
}

#[derive(Default)]
struct CallKeys<'kvs>([Option<Value<'kvs>>; CALL.len()]);

impl<'kvs> VisitSource<'kvs> for CallKeys<'kvs> {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        if let Some(at) = place(&key, &value) {
            self.0[at].get_or_insert(value);
        }
        Ok(())
    }
}

// A value under one of our keys that is not of our kind is a field like others.
fn place(key: &Key<'_>, value: &Value<'_>) -> Option<usize> {
    let key = key.as_str();
    CALL.iter()
        .position(|(call_keys, _)| *call_keys == key)
        .filter(|_| !is_time(key) || value.to_u64().is_some())
}

fn is_time(key: &str) -> bool {
    matches!(key, keys::ELAPSED_NS | keys::BUSY_NS)
}

struct Fields<'a, 's> {
    line: &'a mut Line,
    source: &'s dyn Source,
    visited: usize,
    written: usize,
}

impl<'kvs> VisitSource<'kvs> for Fields<'_, '_> {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        let at = self.visited;
        self.visited += 1;
        if place(&key, &value).is_some() || is_repeated(self.source, at, &key) {
            return Ok(());
        }
        let begin: &[u8] = if self.written == 0 {
            b",\"fields\":{"
        } else {
            b","
        };
        self.line.push(begin);
        self.written += 1;
        if self.line.as_bytes().len() + reserve::FIELDS > MAX_LEN {
            self.line.push("\"…\":true".as_bytes());
            return Err(Error::msg("the record is too long"));
        }
        text(self.line, key.as_str(), reserve::FIELDS);
        self.line.push(b":");
        value.visit(Scalar(self.line))
    }
}

// An object has each of its keys once.
fn is_repeated(source: &dyn Source, at: usize, key: &Key<'_>) -> bool {
    struct Before<'a> {
        left: usize,
        key: &'a str,
        found: bool,
    }
    impl<'kvs> VisitSource<'kvs> for Before<'_> {
        fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
            if self.left == 0 || self.found {
                return Err(Error::msg("that is enough"));
            }
            self.left -= 1;
            self.found = key.as_str() == self.key && place(&key, &value).is_none();
            Ok(())
        }
    }
    let mut before = Before {
        left: at,
        key: key.as_str(),
        found: false,
    };
    let _ = source.visit(&mut before);
    before.found
}

// Numbers and booleans stay what they are, all else is text.
struct Scalar<'a>(&'a mut Line);

impl Scalar<'_> {
    fn bare(&mut self, value: impl Display) {
        self.0.push_fmt(format_args!("{value}"));
    }

    fn text(&mut self, value: impl Display) {
        string(self.0, value, reserve::FIELDS);
    }
}

impl VisitValue<'_> for Scalar<'_> {
    fn visit_any(&mut self, value: Value<'_>) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }

    fn visit_null(&mut self) -> Result<(), Error> {
        self.bare("null");
        Ok(())
    }

    fn visit_u64(&mut self, value: u64) -> Result<(), Error> {
        self.bare(value);
        Ok(())
    }

    fn visit_i64(&mut self, value: i64) -> Result<(), Error> {
        self.bare(value);
        Ok(())
    }

    fn visit_u128(&mut self, value: u128) -> Result<(), Error> {
        self.bare(value);
        Ok(())
    }

    fn visit_i128(&mut self, value: i128) -> Result<(), Error> {
        self.bare(value);
        Ok(())
    }

    fn visit_f64(&mut self, value: f64) -> Result<(), Error> {
        // JSON has no infinity, and `{}` would write 300 digits for a large number.
        if value.is_finite() {
            self.bare(format_args!("{value:?}"));
        } else {
            self.text(value);
        }
        Ok(())
    }

    fn visit_bool(&mut self, value: bool) -> Result<(), Error> {
        self.bare(value);
        Ok(())
    }

    fn visit_str(&mut self, value: &str) -> Result<(), Error> {
        text(self.0, value, reserve::FIELDS);
        Ok(())
    }

    fn visit_char(&mut self, value: char) -> Result<(), Error> {
        self.text(value);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pairs: &[(&str, Value<'_>)]) -> String {
        let mut line = Line::default();
        let source: &dyn Source = &pairs;
        write_call(&mut line, source);
        write(&mut line, source);
        String::from_utf8(line.as_bytes().to_owned()).expect("text")
    }

    #[test]
    fn numbers_and_booleans_are_kept() {
        let pairs = [
            ("a", Value::from(-1)),
            ("b", Value::from(u64::MAX)),
            ("c", Value::from(true)),
            ("d", Value::from(1.5)),
            ("e", Value::from(1e300)),
            ("f", Value::from(f64::NAN)),
            ("g", Value::from(f64::NEG_INFINITY)),
            ("h", Value::from(u128::MAX)),
            ("i", Value::null()),
            ("j", Value::from('\n')),
            ("k", Value::from("7")),
            ("l\"", Value::from_debug(&[1, 2])),
        ];
        assert_eq!(
            written(&pairs),
            ",\"fields\":{\"a\":-1,\"b\":18446744073709551615,\"c\":true,\"d\":1.5,\"e\":1e300,\
             \"f\":\"NaN\",\"g\":\"-inf\",\"h\":340282366920938463463374607431768211455,\"i\":null,\
             \"j\":\"\\n\",\"k\":\"7\",\"l\\\"\":\"[1, 2]\"}"
        );
        assert_eq!(written(&[]), "");
    }

    #[test]
    fn what_tells_of_a_call_is_in_its_order_and_no_field() {
        let pairs = [
            (keys::ERROR, Value::from("no")),
            (keys::ELAPSED_NS, Value::from(7_u64)),
            ("size", Value::from(3)),
            ("tracked.event", Value::from("error")),
        ];
        assert_eq!(
            written(&pairs),
            ",\"event\":\"error\",\"elapsed_ns\":7,\"error\":\"no\",\"fields\":{\"size\":3}"
        );
    }

    #[test]
    fn what_only_looks_like_it_is_a_field() {
        let pairs = [("tracked.elapsed_ns", Value::from("long"))];
        assert_eq!(
            written(&pairs),
            ",\"fields\":{\"tracked.elapsed_ns\":\"long\"}"
        );
    }

    #[test]
    fn a_repeated_key_is_there_once() {
        let pairs = [
            ("a", Value::from(1)),
            ("b", Value::from(2)),
            ("a", Value::from(3)),
        ];
        assert_eq!(written(&pairs), ",\"fields\":{\"a\":1,\"b\":2}");
    }

    #[test]
    fn too_many_fields_are_cut_and_marked() {
        let long = "x".repeat(1000);
        let names: Vec<_> = (0..1000).map(|number| format!("name{number}")).collect();
        let pairs: Vec<_> = names
            .iter()
            .map(|name| (name.as_str(), Value::from(long.as_str())))
            .collect();
        let text = written(&pairs);
        assert!(text.ends_with(",\"…\":true}"), "{}", &text[60_000..]);
        assert!(text.len() < MAX_LEN);
    }
}
