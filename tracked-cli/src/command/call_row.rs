//! A call as a row of `tree`, `calls` and `show`.

use crate::model::calls::{Calls, Ended, OpenCall};
use crate::model::failures::error_text;
use crate::model::fields::{self, arguments};
use crate::model::outcome::Outcome;
use crate::output::answer::{Cell, Row};
use crate::read::names::short_name;

#[derive(Clone, Debug)]
pub struct CallRow {
    pub function: String,
    pub outcome: Outcome,
    pub start: i64,
    pub elapsed: u64,
    pub own: u64,
    /// An object of JSON, or the arguments of a line of `Text`.
    pub fields: Box<[u8]>,
    pub error: String,
    pub pid: u32,
    pub tid: u64,
    pub trace: u128,
    pub span: u64,
    pub parent: u64,
    pub depth: u32,
}

impl CallRow {
    pub fn new(calls: &Calls, call: &Ended<'_>) -> Self {
        Self {
            function: calls.function(call.function),
            outcome: call.outcome,
            start: call.start,
            elapsed: call.elapsed,
            own: call.own,
            fields: call.texts().fields.into(),
            error: error_text(call),
            pid: calls.process(call.process).pid,
            tid: calls.thread(call.thread).tid,
            trace: call.trace,
            span: call.span,
            parent: call.parent,
            depth: call.depth,
        }
    }

    /// A call that has not ended yet.
    pub fn of_open(calls: &Calls, call: &OpenCall) -> Self {
        Self {
            function: calls.function(call.function),
            outcome: Outcome::Open,
            start: call.start,
            elapsed: 0,
            own: 0,
            fields: call.fields[..].into(),
            error: String::new(),
            pid: calls.process(call.process).pid,
            tid: calls.thread(call.thread).tid,
            trace: call.trace,
            span: call.span,
            parent: call.parent,
            depth: call.depth,
        }
    }

    pub fn row(&self) -> Row {
        vec![
            ("function", Cell::Text(self.function.clone())),
            (
                "event",
                Cell::Text(match self.outcome {
                    Outcome::NotRecorded => "end_not_recorded".to_owned(),
                    outcome => outcome.name().to_owned(),
                }),
            ),
            ("start", Cell::Time(self.start)),
            ("elapsed_ns", Cell::Number(self.elapsed)),
            ("own_ns", Cell::Number(self.own)),
            ("fields", Cell::Fields(fields::parse(&self.fields))),
            ("error", Cell::optional(self.error.clone())),
            ("pid", number(u64::from(self.pid))),
            ("tid", number(self.tid)),
            ("trace_id", Cell::optional(trace_id(self.trace))),
            ("span_id", Cell::optional(span_id(self.span))),
            ("parent_id", Cell::optional(span_id(self.parent))),
            ("depth", Cell::Number(u64::from(self.depth))),
        ]
    }

    /// `name(args)` for people.
    pub fn call(&self) -> String {
        format!(
            "{}({})",
            short_name(&self.function),
            arguments(&self.fields)
        )
    }
}

pub fn number(number: u64) -> Cell {
    if number == 0 {
        Cell::None
    } else {
        Cell::Number(number)
    }
}

pub fn trace_id(id: u128) -> String {
    if id == 0 {
        String::new()
    } else {
        format!("{id:032x}")
    }
}

pub fn span_id(id: u64) -> String {
    if id == 0 {
        String::new()
    } else {
        format!("{id:016x}")
    }
}
