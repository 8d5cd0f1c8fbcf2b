//! What a test can assert about the records of the code it runs: the feature `testing`.

use std::cell::RefCell;
use std::fmt;
use std::sync::OnceLock;

use log::kv;
use log::{Level, LevelFilter, Log, Metadata};

use crate::context::thread::OnDrop;
use crate::key_values;
use crate::log_format::keys;

/// A record that was logged; [`records`] returns it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Record {
    /// The level.
    pub level: Level,
    /// The target: by default the module path of the function.
    pub target: String,
    /// The file of the function.
    pub file: Option<String>,
    /// The line of the function.
    pub line: Option<u32>,
    /// The text.
    pub message: String,
    /// `start`, `done`, `error`, `panic` or `cancel`; `None` for a record that is no event of a tracked call.
    pub event: Option<String>,
    /// The full path of the tracked function.
    pub function: Option<String>,
    /// The text of the error, or the message of the panic.
    pub error: Option<String>,
    /// The arguments and fields, and the other key-values of the record, as text.
    pub fields: Vec<(String, String)>,
    /// All key-values in their order and with their types, also `tracked.event` and the others of a call.
    pub key_values: Vec<(String, Value)>,
}

/// The value of a key-value.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A number, as text.
    Number(String),
    /// A boolean.
    Bool(bool),
    /// Anything else, as text.
    Text(String),
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(text) | Value::Text(text) => f.write_str(text),
            Value::Bool(value) => value.fmt(f),
        }
    }
}

impl Record {
    /// Returns the text of a field.
    pub fn field(&self, name: &str) -> Option<&str> {
        let mut fields = self.fields.iter();
        let (_, value) = fields.find(|(other, _)| other == name)?;
        Some(value)
    }
}

thread_local! {
    /// `None` outside of [`records`].
    static RECORDS: RefCell<Option<Vec<Record>>> = const { RefCell::new(None) };
}

/// Runs a closure and returns the records that this thread logs meanwhile, of all levels and targets.
///
/// Tests can call this in parallel, because each thread has its own records. A future is included while this thread polls
/// it. The first call installs a logger, which drops the records of other threads.
///
/// # Panics
///
/// Panics if the program has another logger.
///
/// ```
/// use tracked_core::{testing, tracked};
///
/// #[tracked]
/// fn parse(text: &str) -> Result<u64, std::num::ParseIntError> {
///     text.parse()
/// }
///
/// let records = testing::records(|| {
///     let _ = parse("x");
/// });
/// let error = &records[1];
/// assert_eq!(error.event.as_deref(), Some("error"));
/// assert_eq!(error.field("text"), Some("x"));
/// assert_eq!(error.error.as_deref(), Some("invalid digit found in string"));
/// ```
pub fn records(body: impl FnOnce()) -> Vec<Record> {
    install();
    let mut outer = RECORDS.replace(Some(Vec::new()));
    let _restore = OnDrop(|| RECORDS.set(outer.take()));
    body();
    RECORDS.take().unwrap_or_default()
}

fn install() {
    static IS_INSTALLED: OnceLock<bool> = OnceLock::new();
    let is_installed = *IS_INSTALLED.get_or_init(|| log::set_logger(&Collector).is_ok());
    assert!(
        is_installed,
        "`testing::records` needs a program without another logger"
    );
    log::set_max_level(LevelFilter::Trace);
}

struct Collector;

impl Log for Collector {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        let is_collecting = RECORDS.try_with(|records| {
            let records = records.try_borrow();
            records.is_ok_and(|records| records.is_some())
        });
        is_collecting.unwrap_or(false)
    }

    fn log(&self, record: &log::Record<'_>) {
        if !self.enabled(record.metadata()) {
            return;
        }
        // Formatted before the borrow below: a value may log while it is formatted.
        let record = Record::from(record);
        RECORDS.with_borrow_mut(|records| records.get_or_insert_default().push(record));
    }

    fn flush(&self) {}
}

/// Formats a record, as a logger of your own gets it.
impl From<&log::Record<'_>> for Record {
    fn from(record: &log::Record<'_>) -> Self {
        let mut key_values = Vec::new();
        key_values::visit(record.key_values(), |key, value| {
            key_values.push((key.to_string(), typed(&value)));
            Ok(())
        });
        let text = |(key, value): &(String, Value)| (key.clone(), value.to_string());
        let mut fields: Vec<_> = key_values.iter().map(text).collect();
        let mut take = |key| {
            let at = fields.iter().position(|(name, _)| name == key)?;
            Some(fields.remove(at).1)
        };
        Record {
            level: record.level(),
            target: record.target().to_owned(),
            file: record.file().map(str::to_owned),
            line: record.line(),
            message: record.args().to_string(),
            event: take(keys::EVENT),
            function: take(keys::FUNCTION),
            error: take(keys::ERROR),
            fields,
            key_values,
        }
    }
}

fn typed(value: &kv::Value<'_>) -> Value {
    if let Some(value) = value.to_bool() {
        return Value::Bool(value);
    }
    let is_integer = value.to_u128().is_some() || value.to_i128().is_some();
    let text = value.to_string();
    if is_integer || value.to_f64().is_some() {
        Value::Number(text)
    } else {
        Value::Text(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(body: impl FnOnce()) -> Vec<String> {
        let records = records(body);
        records.into_iter().map(|record| record.message).collect()
    }

    #[test]
    fn each_thread_has_its_own_records() {
        let outer = messages(|| {
            log::info!("before");
            let other = std::thread::spawn(|| messages(|| log::debug!("other")));
            assert_eq!(other.join().unwrap(), ["other"]);
            std::thread::spawn(|| log::info!("dropped")).join().unwrap();
            assert_eq!(messages(|| log::trace!("inner")), ["inner"]);
            log::info!("after");
        });
        assert_eq!(outer, ["before", "after"]);
    }

    #[test]
    fn key_values_have_their_types() {
        let records = records(|| log::info!(n = -1, ok = true, x = 0.5, name = "a"; "all"));
        let number = |text: &str| Value::Number(text.to_owned());
        let expected = [
            ("n", number("-1")),
            ("ok", Value::Bool(true)),
            ("x", number("0.5")),
            ("name", Value::Text("a".to_owned())),
        ];
        let expected = expected.map(|(key, value)| (key.to_owned(), value));
        assert_eq!(records[0].key_values, expected);
        assert_eq!(records[0].field("ok"), Some("true"));
        assert_eq!(records[0].file.as_deref(), Some(file!()));
    }

    #[test]
    fn a_panic_ends_the_collection() {
        let panicked = std::panic::catch_unwind(|| records(|| panic!("no")));
        assert!(panicked.is_err());
        assert!(RECORDS.with_borrow(Option::is_none));
    }
}
