//! The encoding of OTLP that HTTP and gRPC have: protobuf.
//!
//! The messages are those of `opentelemetry/proto` 1.x. Each number in this file is the number of a field there. Items
//! are written from the line into the request without a tree of values in between, which `prost` would need.

use crate::otlp::item::{Attributes, LogRecord, Span, Status, Value};

/// Writes the fields of a message.
#[derive(Debug, Default)]
pub struct Writer(pub Vec<u8>);

impl Writer {
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.0.push(value.to_le_bytes()[0]);
    }

    fn tag(&mut self, field: u32, wire_type: u8) {
        self.varint(u64::from(field << 3) | u64::from(wire_type));
    }

    pub fn number(&mut self, field: u32, value: u64) {
        self.tag(field, 0);
        self.varint(value);
    }

    fn fixed64(&mut self, field: u32, value: u64) {
        self.tag(field, 1);
        self.0.extend_from_slice(&value.to_le_bytes());
    }

    pub fn bytes(&mut self, field: u32, value: &[u8]) {
        self.tag(field, 2);
        self.varint(value.len() as u64);
        self.0.extend_from_slice(value);
    }

    pub fn text(&mut self, field: u32, value: &str) {
        if !value.is_empty() {
            self.bytes(field, value.as_bytes());
        }
    }

    /// A message in a field. Its length precedes it, and is known at its end.
    pub fn message(&mut self, field: u32, write: impl FnOnce(&mut Self)) {
        self.tag(field, 2);
        let start = self.0.len();
        self.0.push(0);
        write(self);
        let len = self.0.len() - start - 1;
        if len < 0x80 {
            self.0[start] = len.to_le_bytes()[0];
            return;
        }
        let end = self.0.len();
        self.varint(len as u64);
        let digits = self.0.len() - end;
        let mut length = [0; 10];
        length[..digits].copy_from_slice(&self.0[end..]);
        self.0.truncate(end);
        // The first digit has its place already.
        self.0
            .splice(start..=start, length[..digits].iter().copied());
    }
}

/// The time in nanoseconds since 1970.
fn time(nanos: i64) -> u64 {
    u64::try_from(nanos).unwrap_or_default()
}

/// Writes `Span`, as a field of `ScopeSpans`.
pub fn span(to: &mut Writer, field: u32, span: &Span<'_>) {
    to.message(field, |to| {
        to.bytes(1, &span.trace.to_be_bytes());
        to.bytes(2, &span.id.to_be_bytes());
        if span.parent != 0 {
            to.bytes(4, &span.parent.to_be_bytes());
        }
        to.text(5, &span.name);
        to.number(6, u64::from(span.kind));
        to.fixed64(7, time(span.start));
        to.fixed64(8, time(span.end));
        attributes(to, 9, &span.attributes);
        match &span.status {
            Status::Unset => {}
            Status::Ok => to.message(15, |to| to.number(3, 1)),
            Status::Error(text) => to.message(15, |to| {
                to.text(2, text);
                to.number(3, 2);
            }),
        }
    });
}

/// Writes `LogRecord`, as a field of `ScopeLogs`.
pub fn log_record(to: &mut Writer, field: u32, record: &LogRecord<'_>) {
    to.message(field, |to| {
        to.fixed64(1, time(record.time));
        to.number(2, u64::from(record.severity));
        to.text(3, record.level);
        to.message(5, |to| to.bytes(1, record.body.as_bytes()));
        attributes(to, 6, &record.attributes);
        if record.span != 0 {
            to.bytes(9, &record.trace.to_be_bytes());
            to.bytes(10, &record.span.to_be_bytes());
        }
        to.fixed64(11, time(record.time));
    });
}

/// Writes `KeyValue` of each attribute.
pub fn attributes(to: &mut Writer, field: u32, attributes: &Attributes<'_>) {
    for (name, value) in attributes {
        to.message(field, |to| {
            to.text(1, name);
            to.message(2, |to| match value {
                Value::Text(text) => to.bytes(1, text.as_bytes()),
                Value::Bool(value) => to.number(2, u64::from(*value)),
                Value::Int(value) => to.number(3, u64::from_ne_bytes(value.to_ne_bytes())),
                Value::Double(value) => to.fixed64(4, value.to_bits()),
            });
        });
    }
}

/// Reads the fields of a message.
pub struct Reader<'a>(pub &'a [u8]);

/// A field: its number, and its contents.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Field<'a> {
    Number(u32, u64),
    Bytes(u32, &'a [u8]),
}

impl<'a> Reader<'a> {
    /// The next field. `None` at the end, and an error if the bytes are no message.
    pub fn field(&mut self) -> Option<Result<Field<'a>, ()>> {
        (!self.0.is_empty()).then(|| self.read().ok_or(()))
    }

    fn read(&mut self) -> Option<Field<'a>> {
        let tag = self.varint()?;
        let field = u32::try_from(tag >> 3).ok().filter(|field| *field > 0)?;
        Some(match tag & 7 {
            0 => Field::Number(field, self.varint()?),
            1 => Field::Number(field, u64::from_le_bytes(*self.take(8)?.first_chunk()?)),
            2 => {
                let len = usize::try_from(self.varint()?).ok()?;
                Field::Bytes(field, self.take(len)?)
            }
            5 => {
                let number = u32::from_le_bytes(*self.take(4)?.first_chunk()?);
                Field::Number(field, u64::from(number))
            }
            _ => return None,
        })
    }

    fn take(&mut self, len: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        Some(taken)
    }

    fn varint(&mut self) -> Option<u64> {
        let mut value = 0;
        for shift in (0..64).step_by(7) {
            let byte = *self.take(1)?.first()?;
            value |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(value);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_they_are_written() {
        let long = vec![7; 40_000];
        let mut to = Writer::default();
        to.number(1, u64::MAX);
        to.fixed64(300, 5);
        to.message(2, |to| to.message(3, |to| to.bytes(4, &long)));
        to.message(5, |_| {});
        let mut reader = Reader(&to.0);
        assert_eq!(reader.field(), Some(Ok(Field::Number(1, u64::MAX))));
        assert_eq!(reader.field(), Some(Ok(Field::Number(300, 5))));
        let Some(Ok(Field::Bytes(2, inner))) = reader.field() else {
            panic!("no message");
        };
        let Some(Ok(Field::Bytes(3, inner))) = Reader(inner).field() else {
            panic!("no message");
        };
        assert_eq!(Reader(inner).field(), Some(Ok(Field::Bytes(4, &long[..]))));
        assert_eq!(reader.field(), Some(Ok(Field::Bytes(5, &[][..]))));
        assert_eq!(reader.field(), None);
    }

    #[test]
    fn bytes_that_are_no_message_are_an_error() {
        for bytes in [&[0xff][..], &[0x00], &[0x0a, 5, 1], &[0x0b], &[0x09, 1]] {
            assert_eq!(Reader(bytes).field(), Some(Err(())), "{bytes:?}");
        }
    }
}
