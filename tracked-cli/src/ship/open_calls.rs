//! Calls that never ended, as `tracked open` finds them.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::filter::Filter;
use crate::model::outcome::Outcome;
use crate::model::pipeline::{Sink, read};
use crate::model::summary::{Detail, Summary};
use crate::otlp::item::{Locations, Span};
use crate::otlp::resource::Process;
use crate::read::blocks::Source;
use crate::read::json::Line;
use crate::read::record::{Event, Record};
use crate::read::timestamp::Clock;

/// Visits the open calls in the files of a log: their process, whether another process has its id now, and the span.
pub fn visit(files: Vec<PathBuf>, visit: &mut dyn FnMut(&Process, bool, &Span<'_>)) {
    let mut reading = Reading {
        calls: Calls::new(Filter::default(), true),
        open: Open {
            processes: BTreeMap::new(),
            latest: HashMap::new(),
            locations: Locations::default(),
            visit,
        },
    };
    let files = files.into_iter().map(Source::File).collect();
    read(vec![files], 0, Detail::All, &mut reading);
    let Reading {
        mut calls,
        mut open,
    } = reading;
    calls.finish(&mut open);
}

struct Reading<'a> {
    calls: Calls,
    open: Open<'a>,
}

impl Sink for Reading<'_> {
    fn begin(&mut self, summary: &Summary, log: usize) {
        self.calls.begin(summary, log);
    }

    fn record(&mut self, record: &Record, summary: &Summary, log: usize) {
        self.calls.apply(record, summary, log, &mut self.open);
    }

    fn end(&mut self, summary: &Summary, log: usize, _: u64) -> bool {
        self.calls.end_summary(summary, log);
        true
    }
}

struct Open<'a> {
    /// By their number.
    processes: BTreeMap<u32, Process>,
    /// The number of the last process with an id.
    latest: HashMap<u32, u32>,
    locations: Locations,
    visit: &'a mut dyn FnMut(&Process, bool, &Span<'_>),
}

impl Visitor for Open<'_> {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.outcome != Outcome::Open {
            return;
        }
        let pid = calls.process(call.process).pid;
        let unknown = Process {
            pid,
            ..Process::default()
        };
        let process = self.processes.get(&call.process).unwrap_or(&unknown);
        let latest = self.latest.get(&pid);
        let is_replaced = latest.is_some_and(|latest| *latest != call.process);
        if let Some(span) = Span::of_open(calls, call, &self.locations) {
            (self.visit)(process, is_replaced, &span);
        }
    }

    fn record(&mut self, calls: &Calls, record: &Record, block: &[u8]) {
        self.locations.add(record, block);
        if record.event != Event::Run {
            return;
        }
        let number = calls.thread(record.thread).process;
        self.latest.insert(calls.process(number).pid, number);
        if let Some(line) = Line::read(record.json(block), &mut Clock::default()) {
            self.processes.insert(number, Process::of_run(&line));
        }
    }
}
