//! `tracked export`: the calls for another program.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::io::{self, Write};

use super::Answers;
use super::call_row::CallRow;
use crate::model::by_parent::{ByParent, IdMap};
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::outcome::Outcome;
use crate::model::pipeline::Totals;
use crate::output::answer::{Answer, Cell};
use crate::output::escape;

/// Trace events, written while the log is read.
pub struct Chrome {
    out: Box<dyn Write>,
    has_events: bool,
    /// The end of the last call on the track of a caller.
    callers: IdMap<i64>,
    /// The end of the last root call on the track of a thread.
    threads: HashMap<u32, i64>,
    result: io::Result<()>,
}

impl Chrome {
    pub fn new(mut out: Box<dyn Write>) -> io::Result<Self> {
        out.write_all(b"{\"traceEvents\":[")?;
        Ok(Self {
            out,
            has_events: false,
            callers: IdMap::default(),
            threads: HashMap::new(),
            result: Ok(()),
        })
    }

    fn event(&mut self, event: &str) -> io::Result<()> {
        let separator = if self.has_events { ",\n" } else { "\n" };
        self.has_events = true;
        write!(self.out, "{separator}{event}")
    }

    fn write_call(&mut self, calls: &Calls, call: &Ended<'_>) -> io::Result<()> {
        let elapsed = i64::try_from(call.elapsed).unwrap_or(i64::MAX);
        let (mut start, mut end) = (call.start, call.start.saturating_add(elapsed));
        if let (Some(callees_end), false) = (self.callers.remove(&call.span), call.is_async) {
            // The time of a record is later than the end of its call.
            end = end.max(callees_end);
        }
        if !call.is_async {
            let caller = calls
                .open_call(call.parent)
                .filter(|caller| caller.thread == call.thread);
            let last = match caller {
                Some(caller) => self.callers.entry(call.parent).or_insert(caller.start),
                None => self.threads.entry(call.thread).or_insert(i64::MIN),
            };
            // A call that started before the end of its sibling is on no track of its own: its start is later.
            start = start.max((*last).min(end));
            *last = end.max(*last);
        }
        if !call.matches {
            return Ok(());
        }
        let row = CallRow::new(calls, call);
        let mut head = String::from("{\"name\":");
        escape::json(&row.function, &mut head);
        let _ = write!(
            head,
            ",\"cat\":\"tracked\",\"pid\":{},\"tid\":{}",
            call.process, call.thread
        );
        let mut arguments = Vec::new();
        let mut answer = Answer::new(
            &mut arguments,
            crate::output::answer::Format::Json,
            None,
            jiff::tz::TimeZone::UTC,
        );
        let names = [
            "event", "fields", "error", "pid", "tid", "trace_id", "span_id",
        ];
        let shown: Vec<(&'static str, Cell)> = row
            .row()
            .into_iter()
            .filter(|(name, cell)| names.contains(name) && !matches!(cell, Cell::None))
            .collect();
        answer.row(&shown)?;
        let arguments = String::from_utf8_lossy(&arguments);
        let arguments = arguments.trim_end();
        // Numbers of JSON have 53 bits: times count from the first record.
        let first = calls.first.unwrap_or_default();
        let duration = micros(end.saturating_sub(start));
        let (at, end) = (
            micros(start.saturating_sub(first)),
            micros(end.saturating_sub(first)),
        );
        if call.is_async {
            let id = format!("\"id\":\"{:016x}\"", call.span);
            self.event(&format!(
                "{head},\"ph\":\"b\",\"ts\":{at},{id},\"args\":{arguments}}}"
            ))?;
            self.event(&format!("{head},\"ph\":\"e\",\"ts\":{end},{id}}}"))
        } else {
            self.event(&format!(
                "{head},\"ph\":\"X\",\"ts\":{at},\"dur\":{duration},\"args\":{arguments}}}"
            ))
        }
    }
}

/// Microseconds with three decimals.
fn micros(nanos: i64) -> String {
    format!("{}.{:03}", nanos.div_euclid(1000), nanos.rem_euclid(1000))
}

impl Visitor for Chrome {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.outcome != Outcome::NotRecorded && self.result.is_ok() {
            self.result = self.write_call(calls, call);
        }
    }
}

impl Answers for Chrome {
    fn needs_fields(&self) -> bool {
        true
    }

    fn is_done(&self) -> bool {
        self.result.is_err()
    }

    fn write(mut self: Box<Self>, calls: &Calls, _: &Totals, _: &mut Answer<'_>) -> io::Result<()> {
        std::mem::replace(&mut self.result, Ok(()))?;
        for (number, thread) in calls.threads().iter().enumerate() {
            let mut name = String::new();
            escape::json(&thread.name, &mut name);
            let process = thread.process;
            self.event(&format!(
                "{{\"name\":\"thread_name\",\"ph\":\"M\",\"pid\":{process},\"tid\":{number},\"args\":{{\"name\":{name}}}}}"
            ))?;
        }
        for (number, process) in calls.processes().iter().enumerate() {
            let mut name = String::new();
            escape::json(&format!("{} {}", process.program, process.pid), &mut name);
            self.event(&format!(
                "{{\"name\":\"process_name\",\"ph\":\"M\",\"pid\":{number},\"args\":{{\"name\":{name}}}}}"
            ))?;
        }
        writeln!(self.out, "\n]}}")?;
        self.out.flush()
    }
}

/// Own times by the functions from the root call to the call.
#[derive(Default)]
pub struct Folded {
    pending: ByParent<Stacks>,
    roots: Stacks,
}

/// The own time of a function, and the stacks of its callees.
#[derive(Default)]
struct Stacks(BTreeMap<u32, (u64, Stacks)>);

impl Stacks {
    fn add(&mut self, other: Stacks) {
        for (function, (own, callees)) in other.0 {
            let entry = self.0.entry(function).or_default();
            entry.0 += own;
            entry.1.add(callees);
        }
    }
}

impl Visitor for Folded {
    fn end(&mut self, _: &Calls, call: &Ended<'_>) {
        if call.span == 0 {
            return;
        }
        let callees = self.pending.remove(call.span).unwrap_or_default();
        let own = if call.matches { call.own } else { 0 };
        let stack = Stacks(BTreeMap::from([(call.function, (own, callees))]));
        if call.parent == 0 {
            self.roots.add(stack);
        } else {
            let (callees, dropped) = self.pending.entry(call.parent);
            callees.add(stack);
            self.roots.add(dropped.unwrap_or_default());
        }
    }
}

impl Answers for Folded {
    fn write(
        mut self: Box<Self>,
        calls: &Calls,
        _: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        for (_, stacks) in self.pending.drain() {
            self.roots.add(stacks);
        }
        let mut rest: Vec<(String, &Stacks)> = vec![(String::new(), &self.roots)];
        while let Some((path, stacks)) = rest.pop() {
            for (function, (own, callees)) in &stacks.0 {
                // A semicolon separates functions, and a space precedes the number.
                let name = escape::escape(&calls.function(*function)).replace([';', ' '], "_");
                let path = if path.is_empty() {
                    name
                } else {
                    format!("{path};{name}")
                };
                if *own > 0 {
                    writeln!(answer.to, "{path} {own}")?;
                }
                rest.push((path, callees));
            }
        }
        Ok(())
    }
}
