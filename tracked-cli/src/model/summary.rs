//! The records of a block that the model needs, and sums of the other calls.
//!
//! Most calls start and end within one block, and their callees too. The thread that reads the block adds them to its
//! sums, and leaves out their records. The answer is the same as with all records:
//!
//! - A call is left out only if all its callees are, and if its thread did nothing outside of it. So it is the innermost
//!   call of its thread when it ends, and nobody needs to know that it was open.
//! - Its caller needs to know when it waited, unless it is left out itself. So the start and the end stay as records
//!   that are marked as summed.

use super::gaps::Gaps;
use super::outcome::{Outcome, Traits};
use super::stats::Stats;
use crate::read::line::read_lines;
use crate::read::reader::{Reader, ThreadKey};
use crate::read::record::{Event, Record};
use tracked_core::log_format::LOGGER_TARGET;

/// The calls that a command needs one by one.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Detail {
    Sums,
    /// Calls that failed, their callers, and what these call afterwards.
    Failures,
    All,
}

/// What a block contains.
#[derive(Debug, Default)]
pub struct Summary {
    pub block: Vec<u8>,
    /// In the order of their lines.
    pub records: Vec<Record>,
    /// The number of the reader that knows the numbers of functions and threads.
    pub reader: usize,
    /// The functions and the threads that this reader had not seen before.
    pub functions: Vec<(u64, Box<[u8]>)>,
    pub threads: Vec<ThreadKey>,
    /// The threads of records that are left out, and the time of their last record.
    pub seen: Vec<(u32, i64)>,
    /// What calls that are left out show about their functions.
    pub traits: Vec<(u32, Traits)>,
    pub bytes: u64,
    /// All records, also those that are left out.
    pub count: u64,
    pub skipped: u64,
    /// The first and the last time.
    pub times: Option<(i64, i64)>,
    pub has_text: bool,
    pub has_json: bool,
    pub gaps: Gaps,
}

impl Summary {
    /// Removes everything except the block.
    fn clear(&mut self) {
        let (block, mut records) = (
            std::mem::take(&mut self.block),
            std::mem::take(&mut self.records),
        );
        records.clear();
        *self = Self {
            block,
            records,
            ..Self::default()
        };
    }

    #[inline]
    fn count(&mut self, record: &Record) {
        self.count += 1;
        let (first, last) = self.times.unwrap_or((record.time, record.time));
        self.times = Some((first.min(record.time), last.max(record.time)));
        self.has_json |= record.is_json;
        self.has_text |= !record.is_json;
    }
}

/// Summarizes blocks on one thread.
#[derive(Debug)]
pub struct Summarizer {
    number: usize,
    reader: Reader,
    pairs: Pairs,
    sent_functions: usize,
    sent_threads: usize,
}

impl Summarizer {
    pub fn new(number: usize, offset: i64, detail: Detail) -> Self {
        Self {
            number,
            reader: Reader::new(offset),
            pairs: Pairs {
                detail,
                keeps_all: false,
                latest: Vec::new(),
                ended: Vec::new(),
                stats: Stats::default(),
                traits: Vec::new(),
                stacks: Vec::new(),
            },
            sent_functions: 0,
            sent_threads: 0,
        }
    }

    /// Reads the block of a summary.
    pub fn summarize(&mut self, summary: &mut Summary) {
        summary.clear();
        let mut block = std::mem::take(&mut summary.block);
        summary.reader = self.number;
        summary.bytes = block.len() as u64;
        self.pairs.keeps_all = self.pairs.detail == Detail::All;
        summary.skipped = read_lines(&mut block, &mut self.reader, |record, block| {
            summary.count(record);
            self.pairs.record(record, block, summary);
        });
        self.pairs.finish(summary);
        summary.block = block;
        let functions = self.reader.functions.since(self.sent_functions);
        summary.functions = functions.to_vec();
        self.sent_functions += functions.len();
        let threads = self.reader.threads.since(self.sent_threads);
        summary.threads = threads.to_vec();
        self.sent_threads += threads.len();
    }

    /// The sums of the calls that are left out, and the number of the reader.
    pub fn into_stats(self) -> (usize, Stats) {
        (self.number, self.pairs.stats)
    }
}

/// Finds calls that start and end in one block.
#[derive(Debug)]
struct Pairs {
    detail: Detail,
    /// Whether the records from here to the end of the block are needed.
    keeps_all: bool,
    /// The time of the last record of each thread, by its number.
    latest: Vec<Option<i64>>,
    /// The function, the outcome, the elapsed time, the own time and the records of calls that are left out.
    ///
    /// Added to the sums after the block: then the processor waits for the memory of many functions at once.
    ended: Vec<(u32, Outcome, u64, u64, u32)>,
    stats: Stats,
    traits: Vec<Traits>,
    /// By the number of the thread.
    stacks: Vec<Stack>,
}

/// The calls of a thread that started in this block, the innermost last. Each is the caller of the next one.
#[derive(Debug, Default)]
struct Stack {
    is_seen: bool,
    last: i64,
    /// The caller of the last first call of the stack, if the thread did nothing else since.
    base: Option<u64>,
    calls: Vec<Call>,
    /// The records that are needed, as far as known.
    records: Vec<Record>,
}

#[derive(Debug)]
struct Call {
    span: u64,
    /// The time of callees.
    covered: u64,
    /// The records that were written outside of callees.
    records: u32,
    /// The position of the start.
    record: usize,
    /// Whether the call cannot be left out.
    is_kept: bool,
    /// Whether the thread was at the root before.
    follows_root: bool,
}

impl Stack {
    fn position(&self, span: u64) -> Option<usize> {
        self.calls.iter().rposition(|call| call.span == span)
    }

    /// The thread returned from the calls at and above a position without their ends.
    fn leave(&mut self, position: usize) {
        if position < self.calls.len() {
            self.calls.truncate(position);
            self.keep_top();
        }
    }

    fn keep_top(&mut self) {
        if let Some(call) = self.calls.last_mut() {
            call.is_kept = true;
        }
    }
}

impl Pairs {
    #[inline]
    fn record(&mut self, record: &Record, block: &[u8], summary: &mut Summary) {
        self.add_gap(record, summary);
        // A new process can have the id of an old one.
        self.keeps_all |= record.event == Event::Run;
        if self.keeps_all {
            summary.records.push(*record);
            return;
        }
        self.see(record, summary);
        match record.event {
            Event::Start if record.span != 0 => self.start(record, summary),
            Event::Message if record.span != 0 => self.message(record, summary),
            Event::Message => {
                if record.texts(block).target == LOGGER_TARGET.as_bytes() {
                    summary.records.push(*record);
                }
            }
            Event::Start | Event::Run => {}
            Event::Done | Event::Error | Event::Panic | Event::Cancel => self.end(record, summary),
        }
    }

    #[inline]
    fn add_gap(&mut self, record: &Record, summary: &mut Summary) {
        let thread = record.thread as usize;
        if self.latest.len() <= thread {
            self.latest.resize(thread + 1, None);
        }
        if let Some(latest) = self.latest[thread].replace(record.time) {
            summary.gaps.add(record.time.saturating_sub(latest));
        }
    }

    #[inline]
    fn see(&mut self, record: &Record, summary: &mut Summary) {
        let thread = record.thread as usize;
        if self.stacks.len() <= thread {
            self.stacks.resize_with(thread + 1, Stack::default);
        }
        let stack = &mut self.stacks[thread];
        if stack.is_seen {
            stack.last = stack.last.max(record.time);
        } else {
            stack.is_seen = true;
            stack.last = record.time;
            summary.seen.push((record.thread, 0));
        }
    }

    #[inline]
    fn start(&mut self, record: &Record, summary: &Summary) {
        let stack = &mut self.stacks[record.thread as usize];
        let mut follows_root = false;
        if stack
            .calls
            .last()
            .is_none_or(|top| top.span != record.parent)
        {
            if let Some(caller) = stack.position(record.parent) {
                stack.leave(caller + 1);
            } else {
                follows_root = stack.calls.is_empty() && stack.base == Some(0);
                stack.leave(0);
                if stack.base != Some(record.parent) {
                    stack.base = Some(record.parent);
                    self.keep(record.parent, summary);
                }
            }
        }
        let stack = &mut self.stacks[record.thread as usize];
        stack.calls.push(Call {
            span: record.span,
            covered: 0,
            records: 1,
            record: stack.records.len(),
            is_kept: false,
            follows_root,
        });
        stack.records.push(*record);
    }

    /// Keeps a call of any thread.
    fn keep(&mut self, span: u64, summary: &Summary) {
        for (thread, _) in &summary.seen {
            let stack = &mut self.stacks[*thread as usize];
            if let Some(at) = stack.position(span) {
                stack.calls[at].is_kept = true;
                return;
            }
        }
    }

    /// A record of the application shows in which call its thread is.
    fn message(&mut self, record: &Record, summary: &Summary) {
        let stack = &mut self.stacks[record.thread as usize];
        if let Some(at) = stack.position(record.span) {
            stack.leave(at + 1);
            let call = &mut stack.calls[at];
            call.records = call.records.saturating_add(1);
            stack.records.push(*record);
        } else {
            stack.leave(0);
            stack.base = None;
            stack.records.push(*record);
            self.keep(record.span, summary);
        }
    }

    #[inline]
    fn end(&mut self, record: &Record, summary: &mut Summary) {
        let stack = &mut self.stacks[record.thread as usize];
        let call = match stack.calls.last() {
            Some(call) if call.span == record.span => stack.calls.pop(),
            _ => None,
        };
        let Some(call) = call else {
            self.end_elsewhere(record, summary);
            return;
        };
        let caller = stack.calls.last_mut();
        let outcome = Outcome::of(record.event);
        let is_needed = self.detail == Detail::Failures
            && (outcome.is_failure() || caller.as_ref().is_some_and(|caller| caller.is_kept));
        if call.is_kept || is_needed {
            stack.keep_top();
            stack.records.push(*record);
            return;
        }
        let start = &mut stack.records[call.record];
        start.is_summed = true;
        let (function, parent) = (start.function, start.parent);
        if let Some(caller) = caller {
            caller.covered = caller.covered.saturating_add(record.elapsed);
            caller.records = caller.records.saturating_add(1);
        }
        if parent == 0 {
            stack
                .records
                .truncate(call.record + usize::from(!call.follows_root));
        } else {
            stack.records.truncate(call.record + 1);
            let mut end = *record;
            end.is_summed = true;
            end.function = function;
            end.parent = parent;
            stack.records.push(end);
        }
        let own = record.elapsed.saturating_sub(call.covered);
        self.ended
            .push((function, outcome, record.elapsed, own, call.records));
        self.add_traits(function, record, summary);
    }

    /// Keeps the end of a call that is not the innermost one of its thread, or started in another block.
    fn end_elsewhere(&mut self, record: &Record, summary: &Summary) {
        let stack = &mut self.stacks[record.thread as usize];
        if let Some(at) = stack.position(record.span) {
            stack.leave(at);
        } else if stack.position(record.parent).is_none() {
            stack.leave(0);
            stack.base = None;
        }
        stack.keep_top();
        stack.records.push(*record);
        if record.parent != 0 {
            self.keep(record.parent, summary);
        }
    }

    #[inline]
    fn add_traits(&mut self, function: u32, record: &Record, summary: &mut Summary) {
        let at = function as usize;
        if self.traits.len() <= at {
            self.traits.resize(at + 1, Traits::default());
        }
        if self.traits[at].add_end(record) {
            summary.traits.push((function, self.traits[at]));
        }
    }

    /// Moves what is needed into the summary.
    fn finish(&mut self, summary: &mut Summary) {
        self.latest.fill(None);
        for (function, outcome, elapsed, own, records) in self.ended.drain(..) {
            self.stats.add(function, outcome, elapsed, own, records);
        }
        for (thread, last) in &mut summary.seen {
            let stack = &mut self.stacks[*thread as usize];
            stack.is_seen = false;
            *last = stack.last;
            stack.base = None;
            stack.calls.clear();
            summary.records.append(&mut stack.records);
        }
        if !summary.seen.is_empty() {
            summary.records.sort_by_key(|record| record.line);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::fmt::Write as _;

    use proptest::prelude::*;

    use super::*;
    use crate::model::calls::{Calls, Ended, Visitor};
    use crate::model::failures::Failures;
    use crate::model::filter::Filter;

    /// What happens next on a thread. Numbers select one of the calls that are open.
    #[derive(Clone, Copy, Debug)]
    enum Step {
        /// A call of the innermost call of the thread, or of the root.
        Call,
        /// A call of any call, such as by a task.
        CallOf(usize),
        CallOfUnknown,
        /// The innermost call of the thread ends.
        End(&'static str),
        /// Any call ends, on this thread.
        EndOf(usize, &'static str),
        /// A call ends whose start is not recorded.
        EndOnly,
        Message(usize),
    }

    fn step() -> impl Strategy<Value = Step> {
        let end = || prop_oneof![6 => Just("done"), 2 => Just("error"), 1 => Just("cancel")];
        prop_oneof![
            6 => Just(Step::Call),
            1 => any::<usize>().prop_map(Step::CallOf),
            1 => Just(Step::CallOfUnknown),
            6 => end().prop_map(Step::End),
            1 => (any::<usize>(), end()).prop_map(|(call, end)| Step::EndOf(call, end)),
            1 => Just(Step::EndOnly),
            1 => any::<usize>().prop_map(Step::Message),
        ]
    }

    /// The lines of a log, and the number of lines in each block.
    fn lines(steps: &[(usize, usize, Step)]) -> Vec<String> {
        let (mut open, mut next): (Vec<(u64, u64, usize, usize)>, u64) = (Vec::new(), 1);
        let mut lines = Vec::new();
        for (time, (thread, function, step)) in (10_u64..).zip(steps) {
            let mut write = |event: &str, function: usize, span: u64, parent: u64, elapsed: u64| {
                let mut line = format!(
                    "{{\"time\":\"2026-11-22T12:00:00.{:06}+00:00\",\"level\":\"INFO\"",
                    time * 10
                );
                if event != "message" {
                    let _ = write!(line, ",\"event\":\"{event}\"");
                }
                if !matches!(event, "message" | "start") {
                    let _ = write!(line, ",\"elapsed_ns\":{elapsed}");
                    if function == 3 {
                        line.push_str(",\"busy_ns\":1");
                    }
                }
                if event != "message" {
                    let _ = write!(line, ",\"function\":\"f{function}\"");
                }
                let _ = write!(
                    line,
                    ",\"trace_id\":\"{span:032x}\",\"span_id\":\"{span:016x}\""
                );
                if parent != 0 {
                    let _ = write!(line, ",\"parent_id\":\"{parent:016x}\"");
                }
                let _ = write!(line, ",\"pid\":1,\"tid\":{},\"thread\":\"t\"", thread + 1);
                if event == "error" {
                    line.push_str(",\"error\":\"no\"");
                }
                line.push_str(",\"target\":\"a\",\"message\":\"m\"}\n");
                lines.push(line);
            };
            let top = open.iter().rposition(|call| call.3 == *thread);
            let any = |number: usize| (!open.is_empty()).then(|| number % open.len());
            let parent = match step {
                Step::Call => Some(top.map_or(0, |top| open[top].0)),
                Step::CallOf(number) => any(*number).map(|at| open[at].0),
                Step::CallOfUnknown => Some(u64::MAX),
                _ => None,
            };
            if let Some(parent) = parent {
                write("start", *function, next, parent, 0);
                open.push((next, parent, *function, *thread));
                next += 1;
                continue;
            }
            let ended = match step {
                Step::End(event) => top.map(|at| (at, *event)),
                Step::EndOf(number, event) => any(*number).map(|at| (at, *event)),
                _ => None,
            };
            if let Some((at, event)) = ended {
                let (span, parent, function, _) = open.remove(at);
                write(event, function, span, parent, 3000 + span);
            } else if let Step::Message(number) = step {
                write("message", 0, any(*number).map_or(7, |at| open[at].0), 0, 0);
            } else if matches!(step, Step::EndOnly) {
                write(
                    "done",
                    *function,
                    next,
                    top.map_or(0, |top| open[top].0),
                    2000,
                );
                next += 1;
            }
        }
        lines
    }

    #[derive(Default)]
    struct Answer {
        stats: Stats,
        failures: Failures,
        open: Vec<(u64, Outcome, u64, u32)>,
    }

    impl Visitor for Answer {
        fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
            call.add_to(&mut self.stats);
            self.failures.end(calls, call);
            if !call.outcome.is_recorded() {
                self.open
                    .push((call.span, call.outcome, call.own, call.depth));
            }
        }

        fn summed_done(&mut self, parent: u64, function: u32) {
            self.failures.done(parent, function);
        }

        fn sums(&mut self, stats: Stats, number: &dyn Fn(u32) -> u32) {
            self.stats.merge(stats, number);
        }
    }

    /// Counts and times by function, failures, and calls that never ended.
    fn answer(lines: &[String], block: usize, detail: Detail) -> (String, String, String) {
        let mut readers = [0, 1].map(|number| Summarizer::new(number, 0, detail));
        let mut calls = Calls::new(Filter::default(), false);
        let mut answer = Answer::default();
        let mut summary = Summary::default();
        for (number, lines) in lines.chunks(block).enumerate() {
            summary.block = lines.concat().into_bytes();
            readers[number % 2].summarize(&mut summary);
            calls.begin(&summary, 0);
            for record in &summary.records {
                calls.apply(record, &summary, 0, &mut answer);
            }
            calls.end_summary(&summary, 0);
        }
        calls.finish(&mut answer);
        let sums: Vec<_> = readers.into_iter().map(Summarizer::into_stats).collect();
        calls.add_sums(sums, &mut answer);
        let functions: BTreeMap<String, String> = answer
            .stats
            .functions()
            .map(|stat| {
                let times = [0.1, 0.5, 0.9].map(|share| stat.times.quantile(share));
                let counts = (
                    stat.calls,
                    stat.done,
                    stat.failed(),
                    stat.open,
                    stat.not_recorded,
                );
                let text = format!("{counts:?} {} {} {times:?}", stat.total, stat.own(7));
                (calls.function(stat.function), text)
            })
            .collect();
        answer.open.sort_unstable_by_key(|call| call.0);
        let failures = if detail == Detail::Sums {
            String::new()
        } else {
            format!("{:?}", answer.failures.finish())
        };
        let threads = (
            calls.threads().len(),
            calls.processes()[0].last,
            calls.first,
            calls.last,
        );
        (
            format!("{functions:?} {threads:?}"),
            failures,
            format!("{:?}", answer.open),
        )
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn sums_change_no_answer(
            steps in prop::collection::vec((0_usize..3, 0_usize..4, step()), 1..100),
            block in 1_usize..60,
        ) {
            let lines = lines(&steps);
            prop_assume!(!lines.is_empty());
            let all = answer(&lines, block, Detail::All);
            let failures = answer(&lines, block, Detail::Failures);
            prop_assert_eq!(&failures, &all);
            let sums = answer(&lines, block, Detail::Sums);
            prop_assert_eq!((sums.0, sums.2), (all.0, all.2));
        }
    }
}
