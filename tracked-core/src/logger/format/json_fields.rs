//! The key-values of a record as members of a JSON object.

use std::fmt::Display;

use log::kv::{Error, Key, Source, Value, VisitValue};

use super::json_object::{begin_member, member, number_member, reserve, str, str_member, string};
use super::line::{Line, MAX_LEN};
use crate::key_values;
use crate::log_format::{keys, members};

/// The key-values of a record, found in one visit: those that describe a call, and all others.
#[derive(Default)]
pub(crate) struct JsonKeyValues<'a> {
    event: Option<Value<'a>>,
    elapsed_ns: Option<u64>,
    busy_ns: Option<u64>,
    function: Option<Value<'a>>,
    trace_id: Option<Value<'a>>,
    span_id: Option<Value<'a>>,
    parent_id: Option<Value<'a>>,
    origin_id: Option<Value<'a>>,
    error_type: Option<Value<'a>>,
    error: Option<Value<'a>>,
    returned: Option<Value<'a>>,
    /// The first fields are stored without an allocation. Most records have no more.
    first_fields: [Option<(Key<'a>, Value<'a>)>; 8],
    /// How many of the first fields there are.
    first_count: usize,
    more_fields: Vec<(Key<'a>, Value<'a>)>,
}

/// More fields than a line has room for: one has at least six bytes.
const MAX_FIELDS: usize = MAX_LEN / 6;

impl<'a> JsonKeyValues<'a> {
    pub(crate) fn of(source: &'a dyn Source) -> Self {
        let mut found = Self::default();
        key_values::visit(source, |key, value| {
            found.add(key, value);
            Ok(())
        });
        found
    }

    /// The first of several equal keys is kept.
    fn add(&mut self, key: Key<'a>, value: Value<'a>) {
        let text = match key.as_str() {
            name if !keys::has_prefix(name) => return self.add_field(key, value),
            keys::EVENT => &mut self.event,
            keys::FUNCTION => &mut self.function,
            keys::TRACE => &mut self.trace_id,
            keys::CALL => &mut self.span_id,
            keys::PARENT => &mut self.parent_id,
            keys::ORIGIN => &mut self.origin_id,
            keys::ERROR_TYPE => &mut self.error_type,
            keys::ERROR => &mut self.error,
            keys::RET => &mut self.returned,
            name => {
                let number = match name {
                    keys::ELAPSED_NS => &mut self.elapsed_ns,
                    keys::BUSY_NS => &mut self.busy_ns,
                    _ => return self.add_field(key, value),
                };
                return match value.to_u64() {
                    Some(nanoseconds) => _ = number.get_or_insert(nanoseconds),
                    // Not a key-value of this crate.
                    None => self.add_field(key, value),
                };
            }
        };
        text.get_or_insert(value);
    }

    fn add_field(&mut self, key: Key<'a>, value: Value<'a>) {
        let is_full = self.more_fields.len() == MAX_FIELDS;
        if is_full || self.fields().any(|(earlier, _)| *earlier == key) {
            return;
        }
        match self.first_fields.get_mut(self.first_count) {
            Some(free) => {
                *free = Some((key, value));
                self.first_count += 1;
            }
            None => self.more_fields.push((key, value)),
        }
    }

    fn fields(&self) -> impl Iterator<Item = &(Key<'a>, Value<'a>)> {
        let first = &self.first_fields[..self.first_count];
        first.iter().flatten().chain(&self.more_fields)
    }

    /// Whether no key-value identifies a call or an event.
    pub(crate) fn is_anonymous(&self) -> bool {
        let identity = [&self.event, &self.trace_id, &self.span_id, &self.parent_id];
        identity.into_iter().all(Option::is_none)
    }

    /// Writes the members that identify an event and its call.
    pub(crate) fn write_identity(&self, line: &mut Line) {
        text_member(line, members::EVENT, self.event.as_ref(), reserve::FUNCTION);
        for (name, number) in [
            (members::ELAPSED_NS, self.elapsed_ns),
            (members::BUSY_NS, self.busy_ns),
        ] {
            if let Some(number) = number {
                number_member(line, name, number);
            }
        }
        for (name, text) in [
            (members::FUNCTION, &self.function),
            (members::TRACE_ID, &self.trace_id),
            (members::SPAN_ID, &self.span_id),
            (members::PARENT_ID, &self.parent_id),
            (members::ORIGIN_ID, &self.origin_id),
        ] {
            text_member(line, name, text.as_ref(), reserve::FUNCTION);
        }
    }

    /// Writes the members after the thread.
    pub(crate) fn write_failure(&self, line: &mut Line) {
        let error_type = self.error_type.as_ref();
        text_member(line, members::ERROR_TYPE, error_type, reserve::FUNCTION);
        text_member(line, members::ERROR, self.error.as_ref(), reserve::ERROR);
    }

    /// Writes all other key-values as the member `fields`, if there are any.
    pub(crate) fn write_fields(&self, line: &mut Line) {
        let mut fields = self.fields().peekable();
        if fields.peek().is_none() {
            return;
        }
        begin_member(line, members::FIELDS);
        let mut separator = b"{";
        for (key, value) in fields {
            line.push(separator);
            separator = b",";
            if line.as_bytes().len() + reserve::FIELDS > MAX_LEN {
                line.push("\"…\":true".as_bytes());
                break;
            }
            str(line, key.as_str(), reserve::FIELDS);
            line.push(b":");
            // It returns no error.
            let _ = value.visit(Scalar(line));
        }
        line.push(b"}");
    }

    /// Writes the value that the call has returned as the member `return`, if there is one.
    pub(crate) fn write_return(&self, line: &mut Line) {
        if let Some(returned) = &self.returned {
            begin_member(line, members::RETURN);
            let _ = returned.visit(Scalar(line));
        }
    }
}

fn text_member(line: &mut Line, name: &str, value: Option<&Value<'_>>, reserve: usize) {
    match value {
        None => {}
        Some(value) => match value.to_borrowed_str() {
            Some(text) => str_member(line, name, text, reserve),
            None => member(line, name, format_args!("{value}"), reserve),
        },
    }
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
        string(self.0, format_args!("{value}"), reserve::FIELDS);
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
        self.0.push_number(value);
        Ok(())
    }

    fn visit_i64(&mut self, value: i64) -> Result<(), Error> {
        if value < 0 {
            self.0.push(b"-");
        }
        self.visit_u64(value.unsigned_abs())
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
        let key_values = JsonKeyValues::of(source);
        key_values.write_identity(&mut line);
        key_values.write_failure(&mut line);
        key_values.write_fields(&mut line);
        key_values.write_return(&mut line);
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

        let names: Vec<_> = (0..MAX_FIELDS + 7)
            .map(|number| number.to_string())
            .collect();
        let pairs: Vec<_> = names
            .iter()
            .map(|name| (name.as_str(), Value::from(1)))
            .collect();
        assert!(written(&pairs).ends_with(",\"…\":true}"));
    }
}
