//! The first record of a process in a log that programs read.

use std::env;
use std::sync::atomic::{AtomicU32, Ordering};

use log::kv::Value;
use log::{Level, Record};

use super::format::clock::{self, Zone};
use super::format::line::Line;
use crate::log_format::{LOGGER_TARGET, VERSION, events, keys, run};
use crate::sys::{fork_generation, host_name};

/// What the first record of each process states about the program.
pub(crate) struct Run {
    program: String,
    version: Option<String>,
    host: Option<String>,
    /// The [`fork_generation`] of the process that has written its record.
    written_by: AtomicU32,
}

impl Run {
    /// The name of the executable is the default for the name of the program.
    pub(crate) fn new(service: Option<(String, String)>) -> Self {
        let (program, version) = service.map_or_else(
            || (program_name(), None),
            |(program, version)| (program, Some(version)),
        );
        Self {
            program,
            version,
            host: host_name(),
            written_by: AtomicU32::new(0),
        }
    }

    /// Whether this process has not written its record. Of several threads, only one gets `true`.
    pub(crate) fn claim(&self) -> bool {
        let (process, writer) = (fork_generation(), self.written_by.load(Ordering::Relaxed));
        writer != process
            && self
                .written_by
                .compare_exchange(writer, process, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok()
    }

    pub(crate) fn with_record<R>(&self, zone: Zone, f: impl FnOnce(&Record<'_>) -> R) -> R {
        let mut start = Line::default();
        clock::now(zone).write_rfc3339(&mut start);
        let start = String::from_utf8_lossy(start.as_bytes());
        let text = |text| Some(Value::from(text));
        let pairs = [
            (keys::EVENT, text(events::RUN)),
            (run::FORMAT, Some(Value::from(VERSION))),
            (run::PROGRAM, text(&self.program)),
            (run::VERSION, self.version.as_deref().and_then(text)),
            (run::HOST, self.host.as_deref().and_then(text)),
            (run::START, text(&start)),
        ];
        let pairs: Vec<_> = pairs
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)))
            .collect();
        let version = self.version.as_deref().unwrap_or_default();
        let space = if version.is_empty() { "" } else { " " };
        f(&Record::builder()
            .level(Level::Info)
            .target(LOGGER_TARGET)
            .module_path_static(Some(LOGGER_TARGET))
            .key_values(&pairs.as_slice())
            .args(format_args!("run {}{space}{version}", self.program))
            .build())
    }
}

fn program_name() -> String {
    let path = env::current_exe().ok();
    let name = path.as_ref().and_then(|path| path.file_name());
    let name = name.unwrap_or_default().to_string_lossy();
    name.strip_suffix(env::consts::EXE_SUFFIX)
        .unwrap_or(&name)
        .to_owned()
}
