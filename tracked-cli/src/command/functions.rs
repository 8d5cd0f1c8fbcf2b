//! `tracked functions`: calls, failures and times of each function.

use std::cmp::Reverse;
use std::io;

use super::Answers;
use crate::args::Sort;
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::pipeline::Totals;
use crate::model::stats::{Stat, Stats};
use crate::model::summary::Detail;
use crate::output::answer::{Answer, Cell, Row};
use crate::output::table::Table;
use crate::output::units::{count, duration, share};

/// The own time for people: `~` marks one that is mostly the time that records take.
fn own_text(stat: &Stat, calls: &Calls) -> String {
    let cost = calls.record_cost();
    let mark = if stat.has_trusted_own(cost) { "" } else { "~" };
    format!("{mark}{}", duration(stat.own(cost)))
}

pub fn sorted<'a>(stats: &'a Stats, sort: Sort, calls: &Calls) -> Vec<&'a Stat> {
    let mut stats: Vec<&Stat> = stats.functions().collect();
    stats.sort_by_cached_key(|stat| {
        let value = match sort {
            Sort::Calls => stat.calls,
            Sort::Errors => stat.failed(),
            Sort::Total => stat.total,
            Sort::Own => stat.own(calls.record_cost()),
            Sort::P50 => stat.times.quantile(0.5),
            Sort::P95 => stat.times.quantile(0.95),
            Sort::P99 => stat.times.quantile(0.99),
            Sort::Max => stat.times.max(),
        };
        (Reverse(value), stat.function)
    });
    stats
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
        if call.matches {
            call.add_to(&mut self.stats);
        }
    }

    fn sums(&mut self, stats: Stats, number: &dyn Fn(u32) -> u32) {
        self.stats.merge(stats, number);
    }
}

impl Answers for Functions {
    fn detail(&self, only_failed: bool) -> Detail {
        if only_failed {
            Detail::Failures
        } else {
            Detail::Sums
        }
    }

    fn write(
        self: Box<Self>,
        calls: &Calls,
        _: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let stats = sorted(&self.stats, self.sort, calls);
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
            own_text(stat, calls),
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
        ("own_ns", Cell::Number(stat.own(calls.record_cost()))),
        ("p50_ns", Cell::Number(stat.times.quantile(0.5))),
        ("p95_ns", Cell::Number(stat.times.quantile(0.95))),
        ("p99_ns", Cell::Number(stat.times.quantile(0.99))),
        ("max_ns", Cell::Number(stat.times.max())),
    ]
}
