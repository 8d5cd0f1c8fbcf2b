//! `tracked`: one screen about a log.

use std::io;

use super::Answers;
use super::call_row::CallRow;
use super::errors::{heading, write_short};
use super::functions::{sorted, write_table};
use crate::args::Sort;
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::failures::Failures;
use crate::model::outcome::Outcome;
use crate::model::pipeline::Totals;
use crate::model::stats::Stats;
use crate::model::summary::Detail;
use crate::output::answer::{Answer, Cell, Row};
use crate::output::escape::escape;
use crate::output::table::{BOLD, RESET, clip};
use crate::output::units::{count, duration, time};

const SHOWN: usize = 10;

#[derive(Default)]
pub struct Overview {
    stats: Stats,
    failures: Failures,
    /// The innermost calls that never ended; the first ones only.
    open: Vec<CallRow>,
    callers_of_open: Vec<u64>,
}

impl Visitor for Overview {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.matches {
            call.add_to(&mut self.stats);
        }
        self.failures.end(calls, call);
        if call.outcome == Outcome::Open && call.matches {
            // Callees come before their callers.
            let is_innermost = !self.callers_of_open.contains(&call.span);
            if self.open.len() < SHOWN || !is_innermost {
                self.callers_of_open.push(call.parent);
            }
            if is_innermost && self.open.len() < SHOWN {
                self.open.push(CallRow::new(calls, call));
            }
        }
    }

    fn summed_done(&mut self, parent: u64, function: u32) {
        self.failures.done(parent, function);
    }

    fn sums(&mut self, stats: Stats, number: &dyn Fn(u32) -> u32) {
        self.stats.merge(stats, number);
    }
}

impl Answers for Overview {
    fn detail(&self, _: bool) -> Detail {
        Detail::Failures
    }

    fn needs_fields(&self) -> bool {
        true
    }

    fn write(
        self: Box<Self>,
        calls: &Calls,
        totals: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let Self {
            stats,
            failures,
            open,
            ..
        } = *self;
        if !answer.is_table() {
            return answer.row(&row(&stats, calls, totals));
        }
        if totals.records == 0 {
            return writeln!(answer.to, "no records");
        }
        write_summary(&stats, calls, totals, answer)?;
        let mut functions = sorted(&stats, Sort::Own, calls);
        functions.retain(|stat| stat.own(calls.record_cost()) > 0);
        if !functions.is_empty() {
            heading(answer, "most own time")?;
            write_table(calls, &functions[..functions.len().min(SHOWN)], answer)?;
        }
        let groups = failures.finish();
        if !groups.is_empty() {
            heading(answer, "most frequent failures")?;
            write_short(calls, &groups[..groups.len().min(SHOWN)], answer)?;
        }
        if !open.is_empty() {
            heading(answer, "never ended")?;
            for call in &open {
                let line = format!("{:>9}  {}", duration(call.elapsed), escape(&call.call()));
                writeln!(answer.to, "{}", clip(&line, answer.width))?;
            }
        }
        let next = match (groups.is_empty(), open.is_empty(), functions.is_empty()) {
            (false, _, _) => "errors",
            (true, false, _) => "open",
            (true, true, false) => "functions",
            (true, true, true) => return Ok(()),
        };
        writeln!(answer.to, "\nnext: tracked {next}")
    }
}

fn write_summary(
    stats: &Stats,
    calls: &Calls,
    totals: &Totals,
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    if let Some(first) = calls.first {
        let span = u64::try_from(calls.last.saturating_sub(first)).unwrap_or(0);
        let (first, last) = (time(first, &answer.zone), time(calls.last, &answer.zone));
        writeln!(
            answer.to,
            "{BOLD}{first} to {last}{RESET} ({})",
            duration(span)
        )?;
    }
    let mut programs: Vec<&str> = calls
        .processes()
        .iter()
        .map(|process| &*process.program)
        .collect();
    programs.retain(|program| !program.is_empty());
    programs.sort_unstable();
    programs.dedup();
    let programs = if programs.is_empty() {
        String::new()
    } else {
        format!("{}: ", escape(&programs.join(", ")))
    };
    let numbers = [
        (calls.processes().len() as u64, "process", "processes"),
        (calls.threads().len() as u64, "thread", "threads"),
        (totals.records, "record", "records"),
        (calls.lost, "lost record", "lost records"),
        (totals.skipped, "skipped line", "skipped lines"),
    ];
    writeln!(answer.to, "{programs}{}", list(&numbers))?;
    let numbers = [
        (stats.sum(|stat| stat.calls), "call", "calls"),
        (stats.sum(|stat| stat.errors), "error", "errors"),
        (stats.sum(|stat| stat.panics), "panic", "panics"),
        (stats.sum(|stat| stat.cancelled), "cancelled", "cancelled"),
        (stats.sum(|stat| stat.open), "open", "open"),
        (
            stats.sum(|stat| stat.not_recorded),
            "end not recorded",
            "ends not recorded",
        ),
    ];
    writeln!(answer.to, "{}", list(&numbers))?;
    if calls.has_text {
        writeln!(
            answer.to,
            "Text and Tree have no ids: no open calls and no own times; Tree has no dates."
        )?;
    }
    Ok(())
}

/// `1 process, 3 threads`: the numbers that are not zero.
fn list(numbers: &[(u64, &str, &str)]) -> String {
    let parts: Vec<String> = numbers
        .iter()
        .filter(|(number, ..)| *number > 0)
        .map(|(number, one, many)| {
            format!(
                "{} {}",
                count(*number),
                if *number == 1 { one } else { many }
            )
        })
        .collect();
    parts.join(", ")
}

fn row(stats: &Stats, calls: &Calls, totals: &Totals) -> Row {
    let time = |time: i64| {
        if calls.first.is_some() {
            Cell::Time(time)
        } else {
            Cell::None
        }
    };
    vec![
        ("first", time(calls.first.unwrap_or_default())),
        ("last", time(calls.last)),
        ("processes", Cell::Number(calls.processes().len() as u64)),
        ("threads", Cell::Number(calls.threads().len() as u64)),
        ("records", Cell::Number(totals.records)),
        ("skipped", Cell::Number(totals.skipped)),
        ("lost", Cell::Number(calls.lost)),
        ("calls", Cell::Number(stats.sum(|stat| stat.calls))),
        ("done", Cell::Number(stats.sum(|stat| stat.done))),
        ("errors", Cell::Number(stats.sum(|stat| stat.errors))),
        ("panics", Cell::Number(stats.sum(|stat| stat.panics))),
        ("cancelled", Cell::Number(stats.sum(|stat| stat.cancelled))),
        ("open", Cell::Number(stats.sum(|stat| stat.open))),
        (
            "end_not_recorded",
            Cell::Number(stats.sum(|stat| stat.not_recorded)),
        ),
    ]
}
