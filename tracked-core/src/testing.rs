//! What a test can assert about the records of the code it runs: the feature `testing`.

use std::cell::RefCell;
use std::sync::OnceLock;

use log::kv::{self, Key, VisitSource};
use log::{Level, LevelFilter, Log, Metadata};

use crate::log_format::keys;

/// A record that was logged; [`records`] returns it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Record {
    /// The level.
    pub level: Level,
    /// The target: by default the module path of the function.
    pub target: String,
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
    /// Restores the records of an outer call, even after a panic.
    struct Restore(Option<Vec<Record>>);

    impl Drop for Restore {
        fn drop(&mut self) {
            RECORDS.replace(self.0.take());
        }
    }

    install();
    let _restore = Restore(RECORDS.replace(Some(Vec::new())));
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
        let mut fields = Fields(Vec::new());
        let _ = record.key_values().visit(&mut fields);
        let record = Record {
            level: record.level(),
            target: record.target().to_owned(),
            message: record.args().to_string(),
            event: fields.take(keys::EVENT),
            function: fields.take(keys::FUNCTION),
            error: fields.take(keys::ERROR),
            fields: fields.0,
        };
        RECORDS.with_borrow_mut(|records| records.get_or_insert_default().push(record));
    }

    fn flush(&self) {}
}

struct Fields(Vec<(String, String)>);

impl Fields {
    fn take(&mut self, key: &str) -> Option<String> {
        let at = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.remove(at).1)
    }
}

impl<'kvs> VisitSource<'kvs> for Fields {
    fn visit_pair(&mut self, key: Key<'kvs>, value: kv::Value<'kvs>) -> Result<(), kv::Error> {
        self.0.push((key.to_string(), value.to_string()));
        Ok(())
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
    fn a_panic_ends_the_collection() {
        let panicked = std::panic::catch_unwind(|| records(|| panic!("no")));
        assert!(panicked.is_err());
        assert!(RECORDS.with_borrow(Option::is_none));
    }
}
