//! Counts and times of each function.

use super::histogram::Histogram;
use super::outcome::Outcome;

/// Own times of less than this per call are mostly the time of clocks and records.
const MIN_TRUSTED: u64 = 1_000;

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
    /// With the time that the records below take.
    own: u64,
    /// The records that were written during the own time.
    records: u64,
    pub times: Histogram,
}

impl Stat {
    pub fn failed(&self) -> u64 {
        self.errors + self.panics
    }

    /// The own time without the time of records.
    pub fn own(&self, record_cost: u64) -> u64 {
        self.own
            .saturating_sub(self.records.saturating_mul(record_cost))
    }

    /// Whether the own time is longer than the time of records, which is an estimate.
    pub fn has_trusted_own(&self, record_cost: u64) -> bool {
        let ended = self.calls - self.open - self.not_recorded;
        let records = self.records.saturating_mul(record_cost);
        self.own(record_cost) >= records.max(ended.saturating_mul(MIN_TRUSTED))
    }

    fn merge(&mut self, other: Self) {
        self.calls += other.calls;
        self.done += other.done;
        self.errors += other.errors;
        self.panics += other.panics;
        self.cancelled += other.cancelled;
        self.open += other.open;
        self.not_recorded += other.not_recorded;
        self.total = self.total.saturating_add(other.total);
        self.own = self.own.saturating_add(other.own);
        self.records += other.records;
        self.times.merge(other.times);
    }
}

#[derive(Debug, Default)]
pub struct Stats(Vec<Stat>);

impl Stats {
    #[inline]
    pub fn add(&mut self, function: u32, outcome: Outcome, elapsed: u64, own: u64, records: u32) {
        let stat = self.stat(function);
        stat.calls += 1;
        match outcome {
            Outcome::Done => stat.done += 1,
            Outcome::Error => stat.errors += 1,
            Outcome::Panic => stat.panics += 1,
            Outcome::Cancel => stat.cancelled += 1,
            Outcome::Open => stat.open += 1,
            Outcome::NotRecorded => stat.not_recorded += 1,
        }
        if outcome.is_recorded() {
            stat.total = stat.total.saturating_add(elapsed);
            stat.own = stat.own.saturating_add(own);
            stat.records += u64::from(records);
            stat.times.record(elapsed);
        }
    }

    /// Adds other statistics, in which functions have other numbers.
    pub fn merge(&mut self, other: Self, number: impl Fn(u32) -> u32) {
        for stat in other.0.into_iter().filter(|stat| stat.calls > 0) {
            self.stat(number(stat.function)).merge(stat);
        }
    }

    /// The functions that have calls.
    pub fn functions(&self) -> impl Iterator<Item = &Stat> {
        self.0.iter().filter(|stat| stat.calls > 0)
    }

    pub fn sum(&self, part: impl Fn(&Stat) -> u64) -> u64 {
        self.0.iter().map(part).sum()
    }

    #[inline]
    fn stat(&mut self, function: u32) -> &mut Stat {
        let at = function as usize;
        if self.0.len() <= at {
            self.0.resize_with(at + 1, Stat::default);
        }
        let stat = &mut self.0[at];
        stat.function = function;
        stat
    }
}
