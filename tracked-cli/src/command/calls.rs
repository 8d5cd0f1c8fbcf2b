//! `tracked calls`: the matching calls, one per line, in the order of their ends.

use std::io::{self, Write};

use jiff::tz::TimeZone;

use super::Answers;
use super::call_row::{CallRow, span_id};
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::outcome::Outcome;
use crate::model::pipeline::Totals;
use crate::model::summary::Detail;
use crate::output::answer::{Answer, Format};
use crate::output::escape::escape;
use crate::output::table::clip;
use crate::output::units;

pub struct List {
    out: Box<dyn Write>,
    format: Format,
    width: Option<usize>,
    zone: TimeZone,
    has_header: bool,
    result: io::Result<()>,
}

impl List {
    pub fn new(out: Box<dyn Write>, format: Format, width: Option<usize>, zone: TimeZone) -> Self {
        Self {
            out,
            format,
            width,
            zone,
            has_header: false,
            result: Ok(()),
        }
    }

    fn write_call(&mut self, call: &CallRow) -> io::Result<()> {
        if self.format != Format::Table {
            let mut answer = Answer::new(&mut self.out, self.format, None, self.zone.clone());
            answer.has_header = std::mem::replace(&mut self.has_header, true);
            return answer.row(&call.row());
        }
        let mut line = format!(
            "{}  {:>9}  {:6}  {:16}  {}",
            units::time(call.start, &self.zone),
            units::duration(call.elapsed),
            call.outcome.name(),
            span_id(call.span),
            escape(&call.call()),
        );
        if !call.error.is_empty() {
            line.push_str(": ");
            line.push_str(&escape(&call.error));
        }
        writeln!(self.out, "{}", clip(&line, self.width))
    }
}

impl Visitor for List {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.matches && call.outcome != Outcome::NotRecorded && self.result.is_ok() {
            self.result = self.write_call(&CallRow::new(calls, call));
        }
    }
}

impl Answers for List {
    fn detail(&self, only_failed: bool) -> Detail {
        if only_failed {
            Detail::Failures
        } else {
            Detail::All
        }
    }

    fn needs_fields(&self) -> bool {
        true
    }

    fn is_done(&self) -> bool {
        self.result.is_err()
    }

    fn write(mut self: Box<Self>, _: &Calls, _: &Totals, _: &mut Answer<'_>) -> io::Result<()> {
        self.result?;
        self.out.flush()
    }
}
