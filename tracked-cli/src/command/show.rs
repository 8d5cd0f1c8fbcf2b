//! `tracked show`: one call with its arguments, records, callers and callees.

use std::io;

use super::Answers;
use super::call_row::{CallRow, span_id, trace_id};
use crate::model::calls::{Calls, Ended, OpenCall, Visitor};
use crate::model::fields::{arguments, unescape};
use crate::model::pipeline::Totals;
use crate::output::answer::Answer;
use crate::output::escape::escape;
use crate::output::table::{BOLD, DIM, RESET, clip};
use crate::output::units::{count, duration, time};
use crate::read::record::Record;

/// Callees and records that are shown.
const MAX_SHOWN: usize = 1000;

pub struct Show {
    /// The first digits of the id, as the highest bits.
    prefix: u64,
    bits: u32,
    call: Option<CallRow>,
    /// The root call first.
    callers: Vec<CallRow>,
    callees: Vec<CallRow>,
    records: Vec<(i64, &'static str, String)>,
    others: u64,
    left_out: u64,
}

impl Show {
    pub fn new(id: &str) -> io::Result<Self> {
        let error = || io::Error::other(format!("{id}: expected up to 16 hexadecimal digits"));
        if id.is_empty() || id.len() > 16 || !id.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(error());
        }
        let bits = 4 * u32::try_from(id.len()).map_err(|_| error())?;
        Ok(Self {
            prefix: u64::from_str_radix(id, 16).map_err(|_| error())?,
            bits,
            call: None,
            callers: Vec::new(),
            callees: Vec::new(),
            records: Vec::new(),
            others: 0,
            left_out: 0,
        })
    }

    /// Whether the id is that of the call: the first one that has the digits.
    fn is_call(&self, span: u64) -> bool {
        match &self.call {
            Some(call) => call.span == span,
            None => self.has_digits(span),
        }
    }

    fn has_digits(&self, span: u64) -> bool {
        span != 0 && span >> (64 - self.bits) == self.prefix
    }
}

impl Visitor for Show {
    fn start(&mut self, calls: &Calls, call: &OpenCall, _: &[u8]) {
        if self.call.is_none() && self.has_digits(call.span) {
            self.call = Some(CallRow::of_open(calls, call));
            self.callers = calls
                .callers(call.parent)
                .map(|caller| CallRow::of_open(calls, caller))
                .collect();
            self.callers.reverse();
        } else if self.has_digits(call.span) && !self.is_call(call.span) {
            self.others += 1;
        }
    }

    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.span == 0 {
            return;
        }
        if self.is_call(call.span) {
            if self.call.is_none() {
                self.callers = calls
                    .callers(call.parent)
                    .map(|caller| CallRow::of_open(calls, caller))
                    .collect();
                self.callers.reverse();
            }
            self.call = Some(CallRow::new(calls, call));
        } else if self.is_call(call.parent) {
            if self.callees.len() < MAX_SHOWN {
                self.callees.push(CallRow::new(calls, call));
            } else {
                self.left_out += 1;
            }
        } else if let Some(caller) = self
            .callers
            .iter_mut()
            .find(|caller| caller.span == call.span)
        {
            *caller = CallRow::new(calls, call);
        }
    }

    fn record(&mut self, _: &Calls, record: &Record, block: &[u8]) {
        if self.is_call(record.span) && self.records.len() < MAX_SHOWN {
            let level = record.level.map_or("", |level| level.as_str());
            let message = unescape(record.texts(block).message);
            self.records.push((record.time, level, message));
        }
    }
}

impl Answers for Show {
    fn needs_fields(&self) -> bool {
        true
    }

    fn write(self: Box<Self>, _: &Calls, _: &Totals, answer: &mut Answer<'_>) -> io::Result<()> {
        let Some(call) = &self.call else {
            return Err(io::Error::other("no call has this id"));
        };
        if self.others > 0 {
            use io::Write;
            writeln!(
                anstream::stderr(),
                "tracked: {} other calls start with these digits",
                count(self.others)
            )?;
        }
        if !answer.is_table() {
            let all = self.callers.iter().chain([call]).chain(&self.callees);
            return all.map(CallRow::row).try_for_each(|row| answer.row(&row));
        }
        self.write_text(call, answer)
    }
}

impl Show {
    fn write_text(&self, call: &CallRow, answer: &mut Answer<'_>) -> io::Result<()> {
        writeln!(answer.to, "{BOLD}{}{RESET}", escape(&call.function))?;
        let mut lines = vec![
            ("arguments", arguments(&call.fields)),
            ("started", time(call.start, &answer.zone)),
            ("event", call.outcome.name().to_owned()),
            ("elapsed", duration(call.elapsed)),
            ("own", duration(call.own)),
            ("error", call.error.clone()),
            ("call", span_id(call.span)),
            ("trace", trace_id(call.trace)),
        ];
        if call.pid != 0 {
            lines.push(("process", call.pid.to_string()));
        }
        for (name, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
            writeln!(answer.to, "{DIM}{name:>9}{RESET}  {}", escape(text))?;
        }
        section(answer, "callers", &self.callers, true)?;
        section(answer, "callees", &self.callees, false)?;
        if self.left_out > 0 {
            writeln!(
                answer.to,
                "           … {} more callees",
                count(self.left_out)
            )?;
        }
        if !self.records.is_empty() {
            writeln!(answer.to, "\n{BOLD}records{RESET}")?;
        }
        for (at, level, message) in &self.records {
            let line = format!("{} {level:5} {message}", time(*at, &answer.zone));
            writeln!(answer.to, "{}", clip(&escape(&line), answer.width))?;
        }
        writeln!(
            answer.to,
            "next: tracked tree --trace {}",
            trace_id(call.trace)
        )
    }
}

fn section(
    answer: &mut Answer<'_>,
    title: &str,
    calls: &[CallRow],
    indents: bool,
) -> io::Result<()> {
    if !calls.is_empty() {
        writeln!(answer.to, "\n{BOLD}{title}{RESET}")?;
    }
    for (depth, call) in calls.iter().enumerate() {
        let indent = "  ".repeat(if indents { depth.min(50) } else { 0 });
        let error = if call.error.is_empty() {
            String::new()
        } else {
            format!(": {}", call.error)
        };
        let line = format!(
            "{:>9}  {}  {indent}{}{error}",
            duration(call.elapsed),
            span_id(call.span),
            call.call()
        );
        writeln!(answer.to, "{}", clip(&escape(&line), answer.width))?;
    }
    Ok(())
}
