//! `tracked slow`: where the slowest calls of a function spend time that the median calls do not.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::io;

use super::Answers;
use super::call_row::span_id;
use crate::model::by_parent::ByParent;
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::filter::matches;
use crate::model::histogram::Histogram;
use crate::model::pipeline::Totals;
use crate::output::answer::{Answer, Cell, Row};
use crate::output::table::Table;
use crate::output::units::{count, duration};

/// The slowest calls that are remembered, and the sample of all calls.
const MAX_SLOWEST: usize = 20_000;
const MAX_SAMPLE: usize = 20_000;

/// Times by callee; the function itself for its own time.
type Parts = Vec<(u32, u64)>;

#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Sample {
    elapsed: u64,
    span: u64,
    own: u64,
    parts: Parts,
}

pub struct Slow {
    name: String,
    limit: Option<u64>,
    functions: HashMap<u32, bool>,
    parts: ByParent<Parts>,
    slowest: BinaryHeap<Reverse<Sample>>,
    sample: Vec<Sample>,
    times: Histogram,
    count: u64,
    random: u64,
}

impl Slow {
    pub fn new(name: &str, limit: Option<u64>) -> Self {
        Self {
            name: name.to_owned(),
            limit,
            functions: HashMap::new(),
            parts: ByParent::default(),
            slowest: BinaryHeap::new(),
            sample: Vec::new(),
            times: Histogram::default(),
            count: 0,
            random: 0x2545_F491_4F6C_DD1D,
        }
    }

    fn is_function(&mut self, calls: &Calls, function: u32) -> bool {
        let name = &self.name;
        *self
            .functions
            .entry(function)
            .or_insert_with(|| matches(name, &calls.function(function)))
    }

    fn push(&mut self, sample: Sample) {
        self.count += 1;
        self.times.record(sample.elapsed);
        // Each call has the same chance to be in the sample.
        if self.sample.len() < MAX_SAMPLE {
            self.sample.push(sample.clone());
        } else {
            self.random ^= self.random << 13;
            self.random ^= self.random >> 7;
            self.random ^= self.random << 17;
            if let Some(place) = usize::try_from(self.random % self.count)
                .ok()
                .and_then(|at| self.sample.get_mut(at))
            {
                *place = sample.clone();
            }
        }
        self.slowest.push(Reverse(sample));
        if self.slowest.len() > MAX_SLOWEST {
            self.slowest.pop();
        }
    }
}

impl Visitor for Slow {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.span == 0 || !call.outcome.is_recorded() {
            return;
        }
        let parts = self.parts.remove(call.span);
        let caller = calls.open_call(call.parent).map(|caller| caller.function);
        let is_callee = match caller {
            Some(caller) => self.is_function(calls, caller),
            None => call.parent != 0,
        };
        if is_callee {
            let (parts, _) = self.parts.entry(call.parent);
            match parts
                .iter_mut()
                .find(|(function, _)| *function == call.function)
            {
                Some((_, time)) => *time += call.elapsed,
                None => parts.push((call.function, call.elapsed)),
            }
        }
        // `--slower` selects the slow calls here, and does not filter the median calls.
        let unfiltered = self.limit.is_some_and(|limit| call.elapsed < limit);
        if (call.matches || unfiltered) && self.is_function(calls, call.function) {
            self.push(Sample {
                elapsed: call.elapsed,
                span: call.span,
                own: call.own,
                parts: parts.unwrap_or_default(),
            });
        }
    }
}

impl Answers for Slow {
    fn write(
        self: Box<Self>,
        calls: &Calls,
        _: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        if self.count == 0 {
            return Err(io::Error::other(format!(
                "no call of a function {} ended",
                self.name
            )));
        }
        let (low, high) = (self.times.quantile(0.25), self.times.quantile(0.75));
        let limit = self.limit.unwrap_or_else(|| self.times.quantile(0.99));
        let mut slow: Vec<&Sample> = self
            .slowest
            .iter()
            .map(|sample| &sample.0)
            .filter(|sample| sample.elapsed >= limit)
            .collect();
        if slow.is_empty() && self.limit.is_none() {
            slow = self
                .slowest
                .iter()
                .map(|sample| &sample.0)
                .max()
                .into_iter()
                .collect();
        }
        slow.sort_by_key(|sample| Reverse(sample.elapsed));
        let is_median =
            |sample: &&Sample| (low - low / 64..=high + high / 64).contains(&sample.elapsed);
        let median: Vec<&Sample> = self.sample.iter().filter(is_median).collect();
        let lines = compare(&slow, &median);
        if !answer.is_table() {
            return lines
                .iter()
                .try_for_each(|line| answer.row(&line.row(calls, slow.len())));
        }
        if let [only] = &self.sample[..] {
            writeln!(
                answer.to,
                "one call, which took {}: there are no others to compare it with",
                duration(only.elapsed)
            )?;
        } else {
            writeln!(
                answer.to,
                "{} calls, median {}; {} of them take {} or more",
                count(self.count),
                duration(self.times.quantile(0.5)),
                count(slow.len() as u64),
                duration(limit)
            )?;
        }
        let head = ["slow calls", "median calls", "difference", "example", "in"];
        let mut table = Table::new(&head, 3);
        for line in &lines {
            let difference = if line.slow >= line.median {
                format!("+{}", duration(line.slow - line.median))
            } else {
                format!("-{}", duration(line.median - line.slow))
            };
            let name = line
                .callee
                .map_or("(own time)".to_owned(), |callee| calls.function(callee));
            table.row([
                duration(line.slow),
                duration(line.median),
                difference,
                span_id(line.example),
                name,
            ]);
        }
        table.write(answer.to, answer.width)?;
        match slow.first() {
            Some(slowest) => writeln!(answer.to, "next: tracked show {}", span_id(slowest.span)),
            None => Ok(()),
        }
    }
}

/// The mean time in a callee, or the own time.
struct Line {
    callee: Option<u32>,
    slow: u64,
    median: u64,
    /// The slow call that spends most time there.
    example: u64,
}

fn compare(slow: &[&Sample], median: &[&Sample]) -> Vec<Line> {
    let mut lines = HashMap::<Option<u32>, Line>::new();
    let parts = |sample: &Sample| {
        let callees: Vec<_> = sample
            .parts
            .iter()
            .map(|(callee, time)| (Some(*callee), *time))
            .collect();
        callees.into_iter().chain([(None, sample.own)])
    };
    let line = |callee| Line {
        callee,
        slow: 0,
        median: 0,
        example: 0,
    };
    let mut most = HashMap::new();
    for sample in slow {
        for (callee, time) in parts(sample) {
            let line = lines.entry(callee).or_insert_with(|| line(callee));
            line.slow += time;
            let longest = most.entry(callee).or_insert(0);
            if time >= *longest {
                *longest = time;
                line.example = sample.span;
            }
        }
    }
    for sample in median {
        for (callee, time) in parts(sample) {
            lines.entry(callee).or_insert_with(|| line(callee)).median += time;
        }
    }
    let mut lines: Vec<Line> = lines.into_values().collect();
    for line in &mut lines {
        line.slow /= slow.len().max(1) as u64;
        line.median /= median.len().max(1) as u64;
    }
    lines.sort_by_key(|line| {
        (
            Reverse(i128::from(line.slow) - i128::from(line.median)),
            line.callee,
        )
    });
    lines
}

impl Line {
    fn row(&self, calls: &Calls, slow_calls: usize) -> Row {
        vec![
            (
                "callee",
                self.callee
                    .map_or(Cell::None, |callee| Cell::Text(calls.function(callee))),
            ),
            ("slow_ns", Cell::Number(self.slow)),
            ("median_ns", Cell::Number(self.median)),
            ("slow_calls", Cell::Number(slow_calls as u64)),
            ("span_id", Cell::optional(span_id(self.example))),
        ]
    }
}
