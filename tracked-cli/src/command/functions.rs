//! `tracked functions`: calls, failures and times of each function.

use std::cmp::Reverse;
use std::io;

use super::Answers;
use crate::args::Sort;
use crate::model::calls::{Calls, Ended, Outcome, Visitor};
use crate::model::histogram::Histogram;
use crate::output::answer::{Answer, Cell, Row};
use crate::output::table::Table;
use crate::output::units::{count, duration, share};
use crate::read::pipeline::Totals;

/// Own times below this are mostly the time that records take.
const TRUSTED_NS: u64 = 2_000;

#[derive(Debug, Default)]
pub struct Stat {
    pub function: u32,
    pub calls: u64,
    pub done: u64,
    pub errors: u64,
    pub panics: u64,
    pub cancelled: u64,
    pub open: u64,
    pub not_recorded: u64,
    pub total: u64,
    pub own: u64,
    pub times: Histogram,
}

impl Stat {
    pub fn failed(&self) -> u64 {
        self.errors + self.panics
    }

    /// The own time for people: `~` marks one that is mostly the time that records take.
    pub fn own_text(&self) -> String {
        let ended = self.calls - self.open - self.not_recorded;
        let mark = if self.own < TRUSTED_NS * ended {
            "~"
        } else {
            ""
        };
        format!("{mark}{}", duration(self.own))
    }
}

/// The statistics of each function.
#[derive(Debug, Default)]
pub struct Stats(Vec<Stat>);

impl Stats {
    pub fn end(&mut self, call: &Ended<'_>) {
        if !call.matches {
            return;
        }
        let at = call.function as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, Stat::default);
        }
        let stat = &mut self.0[at];
        stat.function = call.function;
        stat.calls += 1;
        match call.outcome {
            Outcome::Done => stat.done += 1,
            Outcome::Error => stat.errors += 1,
            Outcome::Panic => stat.panics += 1,
            Outcome::Cancel => stat.cancelled += 1,
            Outcome::Open => stat.open += 1,
            Outcome::NotRecorded => stat.not_recorded += 1,
        }
        if call.outcome.is_recorded() {
            stat.total += call.elapsed;
            stat.own += call.own;
            stat.times.record(call.elapsed);
        }
    }

    pub fn sorted(&self, sort: Sort) -> Vec<&Stat> {
        let mut stats: Vec<&Stat> = self.0.iter().filter(|stat| stat.calls > 0).collect();
        stats.sort_by_cached_key(|stat| {
            let value = match sort {
                Sort::Calls => stat.calls,
                Sort::Errors => stat.failed(),
                Sort::Total => stat.total,
                Sort::Own => stat.own,
                Sort::P50 => stat.times.quantile(0.5),
                Sort::P95 => stat.times.quantile(0.95),
                Sort::P99 => stat.times.quantile(0.99),
                Sort::Max => stat.times.max(),
            };
            (Reverse(value), stat.function)
        });
        stats
    }

    pub fn sum(&self, part: impl Fn(&Stat) -> u64) -> u64 {
        self.0.iter().map(part).sum()
    }
}

pub struct Functions {
    sort: Sort,
    top: usize,
    stats: Stats,
}

impl Functions {
    pub fn new(sort: Sort, top: Option<usize>) -> Self {
        Self {
            sort,
            top: top.unwrap_or(usize::MAX),
            stats: Stats::default(),
        }
    }
}

impl Visitor for Functions {
    fn end(&mut self, _: &Calls, call: &Ended<'_>) {
        self.stats.end(call);
    }
}

impl Answers for Functions {
    fn write(
        self: Box<Self>,
        calls: &Calls,
        _: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let stats = self.stats.sorted(self.sort);
        let shown = &stats[..stats.len().min(self.top)];
        if !answer.is_table() {
            return shown
                .iter()
                .try_for_each(|stat| answer.row(&row(calls, stat)));
        }
        write_table(calls, shown, answer)?;
        if calls.has_text {
            writeln!(
                answer.to,
                "Text and Tree have no ids: own times of their calls are the total times."
            )?;
        }
        match shown.first() {
            Some(stat) => writeln!(
                answer.to,
                "next: tracked slow {}",
                super::next_name(&calls.function(stat.function))
            ),
            None => writeln!(answer.to, "no calls"),
        }
    }
}

pub fn write_table(calls: &Calls, stats: &[&Stat], answer: &mut Answer<'_>) -> io::Result<()> {
    let head = [
        "calls", "failed", "", "own", "total", "p50", "p95", "p99", "max", "function",
    ];
    let mut table = Table::new(&head, head.len() - 1);
    for stat in stats {
        let failed = match stat.failed() {
            0 => String::new(),
            failed => count(failed),
        };
        let quantile = |share| duration(stat.times.quantile(share));
        table.row([
            count(stat.calls),
            failed,
            share(stat.failed(), stat.calls),
            stat.own_text(),
            duration(stat.total),
            quantile(0.5),
            quantile(0.95),
            quantile(0.99),
            duration(stat.times.max()),
            calls.function(stat.function),
        ]);
    }
    table.write(answer.to, answer.width)
}

fn row(calls: &Calls, stat: &Stat) -> Row {
    vec![
        ("function", Cell::Text(calls.function(stat.function))),
        ("calls", Cell::Number(stat.calls)),
        ("done", Cell::Number(stat.done)),
        ("errors", Cell::Number(stat.errors)),
        ("panics", Cell::Number(stat.panics)),
        ("cancelled", Cell::Number(stat.cancelled)),
        ("open", Cell::Number(stat.open)),
        ("total_ns", Cell::Number(stat.total)),
        ("own_ns", Cell::Number(stat.own)),
        ("p50_ns", Cell::Number(stat.times.quantile(0.5))),
        ("p95_ns", Cell::Number(stat.times.quantile(0.95))),
        ("p99_ns", Cell::Number(stat.times.quantile(0.99))),
        ("max_ns", Cell::Number(stat.times.max())),
    ]
}
