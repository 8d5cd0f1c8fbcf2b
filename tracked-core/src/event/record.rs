//! The record of an event.

use log::{Level, Record};

use super::Event;
#[cfg(feature = "kv")]
use super::key_values::KeyValues;
use super::text::MessageText;
use crate::callsite::passes_max_level;
use crate::context::thread::suppress;
use crate::field::captured::ValueSource;

/// Logs an event if its level is enabled. The text is formatted only if the logger formats the record.
#[inline]
pub(crate) fn emit(event: &Event<'_>, level: Option<Level>, values: ValueSource<'_>) {
    if let Some(level) = level.filter(|&level| passes_max_level(level)) {
        suppress(|| log(event, level, values));
    }
}

#[inline(never)]
fn log(event: &Event<'_>, level: Level, values: ValueSource<'_>) {
    let callsite = event.callsite;
    let mut record = Record::builder();
    record
        .level(level)
        .target(callsite.target())
        .module_path_static(Some(callsite.module.path))
        .file_static(Some(callsite.module.file))
        .line(Some(callsite.line));
    #[cfg(feature = "kv")]
    let key_values = KeyValues::new(event, values);
    #[cfg(feature = "kv")]
    record.key_values(&key_values);
    let text = MessageText { event, values };
    log::logger().log(&record.args(format_args!("{text}")).build());
}
