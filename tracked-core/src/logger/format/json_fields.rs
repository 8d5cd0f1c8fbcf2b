//! The key-values of a record as members of a JSON object.

use std::fmt::Display;

use log::kv::{Error, Key, Source, Value, VisitValue};

use super::json_object::{begin_member, member, number_member, reserve, str, string};
use super::key_values;
use super::line::{Line, MAX_LEN};
use crate::log_format::{keys, members};

/// A key that describes a call, its member, and the reserve of a text. The value of a key without a reserve is a number.
type CallKey = (&'static str, &'static str, Option<usize>);

/// The members that identify an event and its call, in this order.
const IDENTITY: &[CallKey] = &[
    (keys::EVENT, members::EVENT, Some(reserve::FUNCTION)),
    (keys::ELAPSED_NS, members::ELAPSED_NS, None),
    (keys::BUSY_NS, members::BUSY_NS, None),
    (keys::FUNCTION, members::FUNCTION, Some(reserve::FUNCTION)),
    (keys::TRACE, members::TRACE_ID, Some(reserve::FUNCTION)),
    (keys::CALL, members::SPAN_ID, Some(reserve::FUNCTION)),
    (keys::PARENT, members::PARENT_ID, Some(reserve::FUNCTION)),
    (keys::ORIGIN, members::ORIGIN_ID, Some(reserve::FUNCTION)),
];

/// The members after the thread, in this order.
const FAILURE: &[CallKey] = &[
    (
        keys::ERROR_TYPE,
        members::ERROR_TYPE,
        Some(reserve::FUNCTION),
    ),
    (keys::ERROR, members::ERROR, Some(reserve::ERROR)),
];

const COUNT: usize = IDENTITY.len() + FAILURE.len();

/// The key-values of a record that describe a call.
pub(crate) struct CallMembers<'a>([Option<Value<'a>>; COUNT]);

impl<'a> CallMembers<'a> {
    pub(crate) fn of(source: &'a dyn Source) -> Self {
        let mut values: [Option<Value<'_>>; COUNT] = Default::default();
        key_values::visit(source, |key, value| {
            if let Some(at) = position(&key, &value) {
                values[at].get_or_insert(value);
            }
            Ok(())
        });
        Self(values)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    pub(crate) fn write_identity(&self, line: &mut Line) {
        write_members(line, IDENTITY, &self.0[..IDENTITY.len()]);
    }

    pub(crate) fn write_failure(&self, line: &mut Line) {
        write_members(line, FAILURE, &self.0[IDENTITY.len()..]);
    }
}

fn write_members(line: &mut Line, keys: &[CallKey], values: &[Option<Value<'_>>]) {
    for ((_, name, reserve), value) in keys.iter().zip(values) {
        match (value, reserve) {
            (None, _) => {}
            (Some(value), Some(reserve)) => member(line, name, value, *reserve),
            (Some(value), None) => number_member(line, name, value),
        }
    }
}

/// The position in [`CallMembers`]. A value of another type under one of these keys is an ordinary field.
fn position(key: &Key<'_>, value: &Value<'_>) -> Option<usize> {
    let keys = IDENTITY.iter().chain(FAILURE);
    keys.into_iter().position(|(call_key, _, reserve)| {
        key.as_str() == *call_key && (reserve.is_some() || value.to_u64().is_some())
    })
}

/// Writes all other key-values as the member `fields`, if there are any.
pub(crate) fn write(line: &mut Line, source: &dyn Source) {
    let (mut visited, mut written) = (0, 0);
    key_values::visit(source, |key, value| {
        visited += 1;
        let is_member = key.as_str() == keys::RET || position(&key, &value).is_some();
        if is_member || is_repeated(source, visited - 1, &key) {
            return Ok(());
        }
        match written {
            0 => {
                begin_member(line, members::FIELDS);
                line.push(b"{");
            }
            _ => line.push(b","),
        }
        written += 1;
        if line.as_bytes().len() + reserve::FIELDS > MAX_LEN {
            line.push("\"…\":true".as_bytes());
            return Err(Error::msg("the record is too long"));
        }
        str(line, key.as_str(), reserve::FIELDS);
        line.push(b":");
        value.visit(Scalar(line))
    });
    if written > 0 {
        line.push(b"}");
    }
}

/// Writes the value that the call has returned as the member `return`, if there is one.
pub(crate) fn write_return(line: &mut Line, source: &dyn Source) {
    key_values::visit(source, |key, value| {
        if key.as_str() != keys::RET {
            return Ok(());
        }
        begin_member(line, members::RETURN);
        value.visit(Scalar(line))?;
        Err(Error::msg("the other pairs are not needed"))
    });
}

/// Whether one of the first `at` pairs has the same key: an object has each key once.
fn is_repeated(source: &dyn Source, at: usize, key: &Key<'_>) -> bool {
    let (mut left, mut found) = (at, false);
    key_values::visit(source, |earlier, value| {
        if left == 0 || found {
            return Err(Error::msg("the other pairs are not needed"));
        }
        left -= 1;
        found = earlier.as_str() == key.as_str() && position(&earlier, &value).is_none();
        Ok(())
    });
    found
}

/// Writes numbers and booleans as such, and all other values as text.
struct Scalar<'a>(&'a mut Line);

impl Scalar<'_> {
    #[allow(clippy::unnecessary_wraps, reason = "every visitor returns this type")]
    fn bare(&mut self, value: impl Display) -> Result<(), Error> {
        self.0.push_fmt(format_args!("{value}"));
        Ok(())
    }
}

impl VisitValue<'_> for Scalar<'_> {
    fn visit_any(&mut self, value: Value<'_>) -> Result<(), Error> {
        string(self.0, value, reserve::FIELDS);
        Ok(())
    }

    fn visit_str(&mut self, value: &str) -> Result<(), Error> {
        str(self.0, value, reserve::FIELDS);
        Ok(())
    }

    fn visit_null(&mut self) -> Result<(), Error> {
        self.bare("null")
    }

    fn visit_bool(&mut self, value: bool) -> Result<(), Error> {
        self.bare(value)
    }

    fn visit_u64(&mut self, value: u64) -> Result<(), Error> {
        self.bare(value)
    }

    fn visit_i64(&mut self, value: i64) -> Result<(), Error> {
        self.bare(value)
    }

    fn visit_u128(&mut self, value: u128) -> Result<(), Error> {
        self.bare(value)
    }

    fn visit_i128(&mut self, value: i128) -> Result<(), Error> {
        self.bare(value)
    }

    fn visit_f64(&mut self, value: f64) -> Result<(), Error> {
        // JSON has no infinity, and `{}` would write 300 digits for a large number.
        if value.is_finite() {
            self.bare(format_args!("{value:?}"))
        } else {
            self.visit_any(value.into())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(pairs: &[(&str, Value<'_>)]) -> String {
        let mut line = Line::default();
        let source: &dyn Source = &pairs;
        let call = CallMembers::of(source);
        call.write_identity(&mut line);
        call.write_failure(&mut line);
        write(&mut line, source);
        write_return(&mut line, source);
        line.into_text()
    }

    #[test]
    fn numbers_and_booleans_keep_their_type() {
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
    fn the_keys_of_a_call_are_members_in_a_fixed_order() {
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
    fn the_returned_value_is_a_member_after_the_fields() {
        let pairs = [(keys::RET, Value::from(7)), ("a", Value::from(1))];
        assert_eq!(written(&pairs), ",\"fields\":{\"a\":1},\"return\":7");
        let pairs = [(keys::RET, Value::from("x"))];
        assert_eq!(written(&pairs), ",\"return\":\"x\"");
    }

    #[test]
    fn a_key_of_a_call_with_another_type_is_a_field() {
        let pairs = [("tracked.elapsed_ns", Value::from("long"))];
        assert_eq!(
            written(&pairs),
            ",\"fields\":{\"tracked.elapsed_ns\":\"long\"}"
        );
    }

    #[test]
    fn the_first_of_two_equal_keys_is_kept() {
        let pairs = [
            ("a", Value::from(1)),
            ("b", Value::from(2)),
            ("a", Value::from(3)),
        ];
        assert_eq!(written(&pairs), ",\"fields\":{\"a\":1,\"b\":2}");
    }

    #[test]
    fn fields_that_are_too_long_are_truncated_and_marked() {
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
