//! The values of a call: recorded from its arguments, or captured before the body can consume them.

#[cfg(feature = "kv")]
use std::cell::Cell;
use std::ops::Range;

#[cfg(feature = "kv")]
use super::read_back::{is_string_type, read_string};
#[cfg(feature = "kv")]
use super::type_name::is_scalar;
use super::value::{Value, ValueFormat, Visitor, is_plain};
use crate::context::thread::suppress;

/// The source of a call's values.
#[derive(Clone, Copy)]
pub(crate) enum ValueSource<'a> {
    /// The arguments. They are recorded again each time a logger reads the values.
    Arguments(&'a dyn Fn(&mut Visitor<'_>)),
    Captured(&'a CapturedValues),
}

impl ValueSource<'_> {
    /// Calls `read` with the values.
    #[inline]
    pub(crate) fn read(self, mut read: impl FnMut(Values<'_>)) {
        match self {
            ValueSource::Arguments(record) => record(&mut |values| read(Values::Arguments(values))),
            ValueSource::Captured(captured) => read(Values::Captured(captured)),
        }
    }
}

/// The values of a call, as [`ValueSource::read`] passes them on.
#[derive(Clone, Copy)]
pub(crate) enum Values<'a> {
    Arguments(&'a [Value<'a>]),
    Captured(&'a CapturedValues),
}

impl Values<'_> {
    /// Appends the text of the value at an index, if there is one.
    #[inline]
    pub(crate) fn write(self, index: usize, out: &mut String, format: ValueFormat) {
        match self {
            Values::Arguments(values) => {
                if let Some(value) = values.get(index) {
                    value.write(out, format);
                }
            }
            Values::Captured(captured) => {
                if let Some(value) = captured.get(index) {
                    value.write(out, format);
                }
            }
        }
    }
}

/// Values that were copied: numbers as numbers, strings as strings, everything else as text.
#[derive(Default)]
pub(crate) struct CapturedValues {
    /// The values as messages show them.
    shown: Vec<CapturedValue>,
    /// The values for key-values: numbers, and strings without quotes.
    #[cfg(feature = "kv")]
    typed: Vec<CapturedValue>,
    /// The strings and texts of all values.
    text: String,
}

/// One captured value. A range is the position of a text in [`CapturedValues::text`].
#[derive(Clone)]
enum CapturedValue {
    Bool(bool),
    U64(u64),
    I64(i64),
    U128(u128),
    I128(i128),
    F32(f32),
    F64(f64),
    Str(Range<usize>),
    Formatted(Range<usize>),
}

/// The number of bytes above which the memory of texts is freed and not reused.
pub(crate) const MAX_CAPACITY: usize = 16 * 1024;

#[cfg(feature = "kv")]
thread_local! {
    static SPARE: Cell<Option<CapturedValues>> = const { Cell::new(None) };
}

impl CapturedValues {
    /// Returns no values, with memory from an earlier record of this thread.
    #[cfg(feature = "kv")]
    pub(crate) fn recycled() -> Self {
        // A thread-local value is gone when the thread ends.
        let spare = SPARE.try_with(Cell::take).ok().flatten();
        spare.unwrap_or_default()
    }

    /// Gives the memory back to the thread.
    #[cfg(feature = "kv")]
    pub(crate) fn recycle(mut self) {
        if self.is_small() {
            self.clear();
            let _ = SPARE.try_with(|spare| spare.set(Some(self)));
        }
    }

    /// Copies the values whose index `is_used`; the others become empty.
    pub(crate) fn capture(
        &mut self,
        values: &[Value<'_>],
        format: ValueFormat,
        is_used: impl Fn(usize) -> bool,
    ) {
        suppress(|| {
            for (index, value) in values.iter().enumerate() {
                let shown = if is_used(index) {
                    self.copy(value, format)
                } else {
                    CapturedValue::Formatted(0..0)
                };
                #[cfg(feature = "kv")]
                let typed = self.read_back(value, &shown);
                #[cfg(feature = "kv")]
                self.typed.push(typed);
                self.shown.push(shown);
            }
        });
    }

    fn copy(&mut self, value: &Value<'_>, format: ValueFormat) -> CapturedValue {
        match *value {
            Value::Bool(value) => CapturedValue::Bool(value),
            Value::U64(value) => CapturedValue::U64(value),
            Value::I64(value) => CapturedValue::I64(value),
            Value::U128(value) => CapturedValue::U128(*value),
            Value::I128(value) => CapturedValue::I128(*value),
            Value::F32(value) => CapturedValue::F32(value),
            Value::F64(value) => CapturedValue::F64(value),
            Value::Str(text) if is_plain(text, format) => {
                CapturedValue::Str(self.push(|out| out.push_str(text)))
            }
            value => CapturedValue::Formatted(self.push(|out| value.write(out, format))),
        }
    }

    /// The number or the string that the text of a value shows, if the name of its type is that of a number or string.
    #[cfg(feature = "kv")]
    fn read_back(&mut self, value: &Value<'_>, shown: &CapturedValue) -> CapturedValue {
        let CapturedValue::Formatted(range) = shown else {
            return shown.clone();
        };
        let text = &self.text[range.clone()];
        let (scalar, string) = match value {
            Value::Debug(_, name) | Value::Display(_, name) if is_scalar(name) => {
                (CapturedValue::parse(text), None)
            }
            Value::Debug(_, name) if is_string_type(name) => (None, read_string(text)),
            Value::Str(_) => (None, read_string(text)),
            _ => (None, None),
        };
        match (scalar, string) {
            (Some(scalar), _) => scalar,
            (_, Some(string)) => CapturedValue::Str(self.push(|out| out.push_str(&string))),
            _ => shown.clone(),
        }
    }

    fn push(&mut self, write: impl FnOnce(&mut String)) -> Range<usize> {
        let start = self.text.len();
        write(&mut self.text);
        start..self.text.len()
    }

    /// The value as messages show it.
    pub(crate) fn get(&self, index: usize) -> Option<Value<'_>> {
        Some(self.value(self.shown.get(index)?))
    }

    /// The value for key-values.
    #[cfg(feature = "kv")]
    pub(crate) fn typed(&self, index: usize) -> Option<Value<'_>> {
        Some(self.value(self.typed.get(index)?))
    }

    fn value<'a>(&'a self, captured: &'a CapturedValue) -> Value<'a> {
        match captured {
            CapturedValue::Bool(value) => Value::Bool(*value),
            CapturedValue::U64(value) => Value::U64(*value),
            CapturedValue::I64(value) => Value::I64(*value),
            CapturedValue::U128(value) => Value::U128(value),
            CapturedValue::I128(value) => Value::I128(value),
            CapturedValue::F32(value) => Value::F32(*value),
            CapturedValue::F64(value) => Value::F64(*value),
            CapturedValue::Str(range) => Value::Str(&self.text[range.clone()]),
            CapturedValue::Formatted(range) => Value::Formatted(&self.text[range.clone()]),
        }
    }

    /// Whether the memory is small enough to be reused.
    pub(crate) fn is_small(&self) -> bool {
        self.text.capacity() <= MAX_CAPACITY
    }

    /// Removes all values and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.shown.clear();
        #[cfg(feature = "kv")]
        self.typed.clear();
        self.text.clear();
    }
}

#[cfg(feature = "kv")]
impl CapturedValue {
    /// Reads a number or a boolean, whose type is known only by its name, back from its text.
    fn parse(text: &str) -> Option<Self> {
        if let Ok(value) = text.parse() {
            return Some(CapturedValue::U64(value));
        }
        if let Ok(value) = text.parse() {
            return Some(CapturedValue::I64(value));
        }
        if let Ok(value) = text.parse() {
            return Some(CapturedValue::U128(value));
        }
        if let Ok(value) = text.parse() {
            return Some(CapturedValue::I128(value));
        }
        if let Ok(value) = text.parse() {
            return Some(CapturedValue::Bool(value));
        }
        text.parse().ok().map(CapturedValue::F64)
    }
}
