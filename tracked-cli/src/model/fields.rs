//! The fields of a record.

use serde_json::{Map, Value};

/// The fields, ordered by name.
pub fn parse(fields: &[u8]) -> Map<String, Value> {
    if fields.len() <= 2 {
        return Map::new();
    }
    serde_json::from_slice(fields).unwrap_or_default()
}

/// A text of a line of JSON, without the escapes.
pub fn unescape(text: &[u8]) -> String {
    if !text.contains(&b'\\') {
        return String::from_utf8_lossy(text).into_owned();
    }
    let quoted = [b"\"", text, b"\""].concat();
    serde_json::from_slice(&quoted).unwrap_or_else(|_| String::from_utf8_lossy(text).into_owned())
}

/// A value as text: a string without quotes.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// Fields for people: `name=value, name=value`. The arguments of a line of `Text` are like this already.
pub fn arguments(fields: &[u8]) -> String {
    if !fields.starts_with(b"{") {
        return String::from_utf8_lossy(fields).into_owned();
    }
    let fields = parse(fields);
    let pairs: Vec<String> = fields
        .iter()
        .map(|(name, value)| match value {
            // A value that was formatted with `Debug` has quotes of its own.
            Value::String(text) if text.contains('"') => format!("{name}={text}"),
            value => format!("{name}={value}"),
        })
        .collect();
    pairs.join(", ")
}
