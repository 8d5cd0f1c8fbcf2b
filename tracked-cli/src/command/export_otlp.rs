//! `tracked export --otlp`: the calls as spans, in lines that the receiver `otlpjsonfile` of a collector reads.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::Answers;
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::outcome::Outcome;
use crate::model::pipeline::Totals;
use crate::otlp::item::{Locations, LogRecord, Span};
use crate::otlp::json::JsonLine;
use crate::otlp::resource::{Overrides, Process};
use crate::output::answer::Answer;
use crate::read::json::Line;
use crate::read::record::{Event, Record};
use crate::read::timestamp::Clock;

/// A line is written when it is longer than this.
const MAX_LINE: usize = 1 << 20;

pub struct Otlp {
    out: Box<dyn Write>,
    overrides: Overrides,
    /// By their number.
    processes: BTreeMap<u32, Process>,
    spans: BTreeMap<u32, JsonLine>,
    log_records: BTreeMap<u32, JsonLine>,
    locations: Locations,
    clock: Clock,
    /// Whether the filter matches the call that the next record ends.
    matches: bool,
    result: io::Result<()>,
}

impl Otlp {
    pub fn new(out: Box<dyn Write>) -> Self {
        Self {
            out,
            overrides: Overrides::from_env(),
            processes: BTreeMap::new(),
            spans: BTreeMap::new(),
            log_records: BTreeMap::new(),
            locations: Locations::default(),
            clock: Clock::default(),
            matches: false,
            result: Ok(()),
        }
    }

    fn process(&mut self, calls: &Calls, number: u32) -> &Process {
        self.processes.entry(number).or_insert_with(|| Process {
            pid: calls.process(number).pid,
            ..Process::default()
        })
    }

    fn write_span(&mut self, calls: &Calls, process: u32, span: &Span<'_>) -> io::Result<()> {
        self.process(calls, process);
        let line = self
            .spans
            .entry(process)
            .or_insert_with(|| JsonLine::of_spans(&self.processes[&process], &self.overrides));
        line.span(span);
        if line.len() > MAX_LINE {
            flush(&mut self.spans, &mut *self.out)?;
        }
        Ok(())
    }

    fn write_log_record(
        &mut self,
        calls: &Calls,
        process: u32,
        record: &LogRecord<'_>,
    ) -> io::Result<()> {
        self.process(calls, process);
        let line = self.log_records.entry(process).or_insert_with(|| {
            JsonLine::of_log_records(&self.processes[&process], &self.overrides)
        });
        line.log_record(record);
        if line.len() > MAX_LINE {
            flush(&mut self.log_records, &mut *self.out)?;
        }
        Ok(())
    }

    fn write_line(&mut self, calls: &Calls, process: u32, line: &Line<'_>) -> io::Result<()> {
        match line.head.event {
            Event::Run => {
                self.processes.insert(process, Process::of_run(line));
            }
            Event::Message if calls.filter.is_empty() => {
                if let Some(record) = LogRecord::of(line) {
                    return self.write_log_record(calls, process, &record);
                }
            }
            _ if std::mem::take(&mut self.matches) => {
                if let Some(span) = Span::of(line) {
                    return self.write_span(calls, process, &span);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

fn flush(lines: &mut BTreeMap<u32, JsonLine>, out: &mut dyn Write) -> io::Result<()> {
    for (_, line) in std::mem::take(lines) {
        out.write_all(line.finish().as_bytes())?;
    }
    Ok(())
}

impl Visitor for Otlp {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.outcome.is_recorded() {
            self.matches = call.matches;
        } else if call.outcome == Outcome::Open && call.matches && self.result.is_ok() {
            let locations = std::mem::take(&mut self.locations);
            if let Some(span) = Span::of_open(calls, call, &locations) {
                self.result = self.write_span(calls, call.process, &span);
            }
            self.locations = locations;
        }
    }

    fn record(&mut self, calls: &Calls, record: &Record, block: &[u8]) {
        self.locations.add(record, block);
        if record.event == Event::Start || !record.is_json || self.result.is_err() {
            return;
        }
        if let Some(line) = Line::read(record.json(block), &mut self.clock) {
            let process = calls.thread(record.thread).process;
            self.result = self.write_line(calls, process, &line);
        }
    }
}

impl Answers for Otlp {
    fn needs_fields(&self) -> bool {
        true
    }

    fn is_done(&self) -> bool {
        self.result.is_err()
    }

    fn write(mut self: Box<Self>, calls: &Calls, _: &Totals, _: &mut Answer<'_>) -> io::Result<()> {
        if calls.has_text && !calls.has_json {
            let reason = "spans need the ids of calls, which only Format::Json has";
            return Err(io::Error::other(reason));
        }
        std::mem::replace(&mut self.result, Ok(()))?;
        flush(&mut self.spans, &mut *self.out)?;
        flush(&mut self.log_records, &mut *self.out)?;
        self.out.flush()
    }
}
