//! Open calls, their ends, and the visitor of both.

use std::collections::HashMap;

use tracked_core::log_format::{LOGGER_TARGET, run};

use super::by_parent::{ByParent, IdMap};
use super::coverage::Coverage;
use super::fields;
use super::filter::Filter;
use super::gaps::Gaps;
use super::outcome::{Outcome, Traits};
use super::stats::Stats;
use super::summary::Summary;
use crate::read::names::{Hash, Names};
use crate::read::reader::ThreadKey;
use crate::read::record::{Event, NO_FUNCTION, Record, Texts};

/// Calls of a function without a recorded end that wait for a proof of the function's kind. The others count as ended.
const MAX_UNPROVEN: u32 = 10_000;

const NONE: u32 = u32::MAX;

/// A call whose end is known, or that is open at the end of the log.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    pub function: u32,
    pub outcome: Outcome,
    pub start: i64,
    pub end: i64,
    /// Of an open call: up to the last record of its process.
    pub elapsed: u64,
    /// With the time that the records below take.
    pub own: u64,
    /// The records that were written during the own time: the start, the ends of callees, and messages.
    pub records: u32,
    pub is_async: bool,
    pub span: u64,
    /// Zero in `Text`, which has no ids.
    pub parent: u64,
    pub trace: u128,
    pub origin: u64,
    pub process: u32,
    pub thread: u32,
    pub depth: u32,
    /// The record of the end, if there is one, and its block.
    end_record: Option<(&'a Record, &'a [u8])>,
    /// The fields of the start, if they are known.
    start_fields: &'a [u8],
    /// Whether the filter of the command line matches the call.
    pub matches: bool,
}

impl<'a> Ended<'a> {
    pub fn add_to(&self, stats: &mut Stats) {
        stats.add(
            self.function,
            self.outcome,
            self.elapsed,
            self.own,
            self.records,
        );
    }

    /// A call as it is at its start.
    pub fn of_start(call: &OpenCall, fields: &'a [u8]) -> Self {
        Self {
            function: call.function,
            outcome: Outcome::Open,
            start: call.start,
            end: call.start,
            elapsed: 0,
            own: 0,
            records: 0,
            is_async: false,
            span: call.span,
            parent: call.parent,
            trace: call.trace,
            origin: 0,
            process: call.process,
            thread: call.thread,
            depth: call.depth,
            end_record: None,
            start_fields: fields,
            matches: true,
        }
    }

    /// The texts of the end, with the fields of the start if the end has none.
    pub fn texts(&self) -> Texts<'a> {
        let mut texts = match self.end_record {
            Some((record, block)) => record.texts(block),
            None => Texts::default(),
        };
        if texts.fields.is_empty() {
            texts.fields = self.start_fields;
        }
        texts
    }

    /// Whether the texts have the escapes of JSON.
    pub fn is_json(&self) -> bool {
        self.end_record.is_none_or(|(record, _)| record.is_json)
    }
}

/// Receives the calls of a log.
pub trait Visitor {
    /// A call starts. Its fields are those of the start record.
    fn start(&mut self, _calls: &Calls, _call: &OpenCall, _fields: &[u8]) {}
    /// A call ends, or the log ends.
    fn end(&mut self, calls: &Calls, call: &Ended<'_>);
    /// A call that is part of the sums returned to a caller that is not.
    fn summed_done(&mut self, _parent: u64, _function: u32) {}
    /// Sums of calls, at the end of the log.
    fn sums(&mut self, _stats: Stats, _number: &dyn Fn(u32) -> u32) {}
    /// Any record. Its function and its thread have the numbers of the calls.
    fn record(&mut self, _calls: &Calls, _record: &Record, _block: &[u8]) {}
}

#[derive(Debug, Default)]
pub struct OpenCall {
    pub span: u64,
    pub parent: u64,
    pub trace: u128,
    pub function: u32,
    pub process: u32,
    pub thread: u32,
    pub depth: u32,
    pub start: i64,
    /// The slot of the caller, if it is open.
    parent_slot: u32,
    first_callee: u32,
    next_callee: u32,
    previous_callee: u32,
    coverage: Coverage,
    /// Whether its thread went on to another call.
    is_superseded: bool,
    /// Whether its caller ended.
    is_orphan: bool,
    /// Empty unless the command needs the fields of open calls.
    pub fields: Vec<u8>,
}

#[derive(Debug, Default)]
pub struct Process {
    pub pid: u32,
    pub program: String,
    pub last: i64,
}

#[derive(Debug, Default)]
pub struct Thread {
    pub process: u32,
    pub tid: u64,
    pub name: String,
    /// The calls that started on the thread, the innermost last, as slots and ids.
    stack: Vec<(u32, u64)>,
}

/// The numbers of the functions and threads of a reader.
#[derive(Debug, Default)]
struct Numbers {
    functions: Vec<u32>,
    keys: Vec<ThreadKey>,
    /// The thread of each key, if it is known.
    threads: Vec<Option<u32>>,
}

#[derive(Debug)]
pub struct Calls {
    pub filter: Filter,
    /// Whether the fields of open calls are needed.
    keeps_fields: bool,
    functions: Names,
    traits: Vec<Traits>,
    processes: Vec<Process>,
    threads: Vec<Thread>,
    process_of: HashMap<(usize, u32), u32>,
    thread_of: HashMap<(u32, u64), u32>,
    /// By the number of the reader.
    readers: Vec<Numbers>,
    slots: Vec<OpenCall>,
    free: Vec<u32>,
    by_id: IdMap<u32>,
    waiting: ByParent<Coverage>,
    pub first: Option<i64>,
    pub last: i64,
    pub lost: u64,
    gaps: Gaps,
    /// Whether the log has lines of `Text`.
    pub has_text: bool,
    pub has_json: bool,
}

impl Calls {
    pub fn new(filter: Filter, keeps_fields: bool) -> Self {
        Self {
            keeps_fields: keeps_fields || !filter.conditions.is_empty(),
            filter,
            functions: Names::default(),
            traits: Vec::new(),
            processes: Vec::new(),
            threads: Vec::new(),
            process_of: HashMap::new(),
            thread_of: HashMap::new(),
            readers: Vec::new(),
            slots: Vec::new(),
            free: Vec::new(),
            by_id: IdMap::default(),
            waiting: ByParent::default(),
            first: None,
            last: i64::MIN,
            lost: 0,
            gaps: Gaps::default(),
            has_text: false,
            has_json: false,
        }
    }

    pub fn function(&self, function: u32) -> String {
        fields::unescape(self.functions.name(function))
    }

    /// The name with the escapes of JSON.
    pub fn function_text(&self, function: u32) -> &[u8] {
        self.functions.name(function)
    }

    pub fn process(&self, process: u32) -> &Process {
        &self.processes[process as usize]
    }

    pub fn processes(&self) -> &[Process] {
        &self.processes
    }

    pub fn thread(&self, thread: u32) -> &Thread {
        &self.threads[thread as usize]
    }

    pub fn threads(&self) -> &[Thread] {
        &self.threads
    }

    pub fn open_call(&self, span: u64) -> Option<&OpenCall> {
        let slot = *self.by_id.get(&span)?;
        Some(&self.slots[slot as usize])
    }

    /// The open callers of a call, the nearest first.
    pub fn callers(&self, parent: u64) -> impl Iterator<Item = &OpenCall> {
        std::iter::successors(self.open_call(parent), |call| self.open_call(call.parent))
            .take(100_000)
    }

    /// Learns what a summary says about all its records. [`apply`](Self::apply) follows for those that it has.
    pub fn begin(&mut self, summary: &Summary, log: usize) {
        if self.readers.len() <= summary.reader {
            self.readers
                .resize_with(summary.reader + 1, Numbers::default);
        }
        for (hash, name) in &summary.functions {
            let number = self.functions.number_of(name, *hash).unwrap_or(NO_FUNCTION);
            self.readers[summary.reader].functions.push(number);
        }
        self.traits
            .resize(self.functions.since(0).len(), Traits::default());
        let reader = &mut self.readers[summary.reader];
        reader.keys.extend_from_slice(&summary.threads);
        reader.threads.resize(reader.keys.len(), None);
        for (function, traits) in &summary.traits {
            let known = &mut self.traits[reader.functions[*function as usize] as usize];
            known.has_done |= traits.has_done;
            known.is_async |= traits.is_async;
        }
        for (thread, _) in &summary.seen {
            self.thread_number(summary.reader, *thread, log);
        }
        if let Some((first, last)) = summary.times {
            self.first = Some(self.first.map_or(first, |time| time.min(first)));
            self.last = self.last.max(last);
        }
        self.gaps.merge(&summary.gaps);
        self.has_json |= summary.has_json;
        self.has_text |= summary.has_text;
    }

    /// All records of a summary are applied.
    pub fn end_summary(&mut self, summary: &Summary, log: usize) {
        for (thread, last) in &summary.seen {
            let thread = self.thread_number(summary.reader, *thread, log);
            self.see(thread, *last);
        }
    }

    pub fn apply(
        &mut self,
        record: &Record,
        summary: &Summary,
        log: usize,
        visitor: &mut dyn Visitor,
    ) {
        let block = &summary.block[..];
        let mut record = *record;
        if let Some(number) = self.readers[summary.reader]
            .functions
            .get(record.function as usize)
        {
            record.function = *number;
        }
        if record.event == Event::Run {
            self.start_process(&record, summary, log);
        }
        record.thread = self.thread_number(summary.reader, record.thread, log);
        self.see(record.thread, record.time);
        if record.is_summed {
            self.apply_summed(&record, visitor);
            return;
        }
        match record.event {
            Event::Start if record.span != 0 => self.start(&record, block, visitor),
            Event::Done | Event::Error | Event::Panic | Event::Cancel => {
                self.end(&record, block, visitor);
            }
            Event::Message => {
                if record.span != 0 {
                    self.move_thread(record.thread, record.span, visitor);
                    if let Some(slot) = self.by_id.get(&record.span) {
                        let coverage = &mut self.slots[*slot as usize].coverage;
                        coverage.records = coverage.records.saturating_add(1);
                    }
                } else {
                    let texts = record.texts(block);
                    if texts.target == LOGGER_TARGET.as_bytes() {
                        self.lost += lost_records(texts.message);
                    }
                }
            }
            Event::Run | Event::Start => {}
        }
        visitor.record(self, &record, block);
    }

    /// The start or the end of a call that is part of the sums: its caller waits for it.
    fn apply_summed(&mut self, record: &Record, visitor: &mut dyn Visitor) {
        if record.event == Event::Start {
            self.move_thread(record.thread, record.parent, visitor);
        } else if record.event == Event::Done {
            visitor.summed_done(record.parent, record.function);
        }
        if let Some(slot) = self.by_id.get(&record.parent) {
            let coverage = &mut self.slots[*slot as usize].coverage;
            if record.event == Event::Start {
                coverage.start(record.time);
            } else {
                coverage.end(record.time, record.elapsed);
            }
        }
    }

    fn see(&mut self, thread: u32, time: i64) {
        let process = self.threads[thread as usize].process;
        let last = &mut self.processes[process as usize].last;
        *last = time.max(*last);
    }

    fn start_process(&mut self, record: &Record, summary: &Summary, log: usize) {
        let fields = fields::parse(record.texts(&summary.block).fields);
        let program = fields
            .get(run::PROGRAM)
            .map(fields::text)
            .unwrap_or_default();
        let pid = self.readers[summary.reader].keys[record.thread as usize].pid;
        let number = u32::try_from(self.processes.len()).unwrap_or(NONE);
        self.processes.push(Process {
            pid,
            program,
            last: record.time,
        });
        self.process_of.insert((log, pid), number);
        // The threads of the id are those of the new process from now on.
        for reader in &mut self.readers {
            reader.threads.fill(None);
        }
    }

    /// The number of a thread that has another number in a reader.
    fn thread_number(&mut self, reader: usize, thread: u32, log: usize) -> u32 {
        let numbers = &mut self.readers[reader];
        if let Some(number) = numbers.threads[thread as usize] {
            return number;
        }
        let key = &numbers.keys[thread as usize];
        let process = *self.process_of.entry((log, key.pid)).or_insert_with(|| {
            self.processes.push(Process {
                pid: key.pid,
                last: i64::MIN,
                ..Process::default()
            });
            u32::try_from(self.processes.len() - 1).unwrap_or(NONE)
        });
        let id = match key.tid {
            0 => Hash::of(&key.name),
            tid => tid,
        };
        let number = *self.thread_of.entry((process, id)).or_insert_with(|| {
            self.threads.push(Thread {
                process,
                tid: key.tid,
                name: fields::unescape(&key.name),
                stack: Vec::new(),
            });
            u32::try_from(self.threads.len() - 1).unwrap_or(NONE)
        });
        numbers.threads[thread as usize] = Some(number);
        number
    }

    /// The nanoseconds that a record takes, as far as the log shows.
    pub fn record_cost(&self) -> u64 {
        self.gaps.record_cost()
    }

    /// Passes the sums of readers to the command.
    pub fn add_sums(&self, sums: Vec<(usize, Stats)>, visitor: &mut dyn Visitor) {
        for (reader, stats) in sums {
            if let Some(numbers) = self.readers.get(reader) {
                visitor.sums(stats, &|function| numbers.functions[function as usize]);
            }
        }
    }

    fn start(&mut self, record: &Record, block: &[u8], visitor: &mut dyn Visitor) {
        let thread = record.thread;
        if let Some(slot) = self.by_id.get(&record.span).copied() {
            // Two calls have one id, such as when a file is read twice.
            self.finish_open(slot, Outcome::NotRecorded, visitor);
        }
        self.move_thread(thread, record.parent, visitor);
        let parent_slot = match record.parent {
            0 => NONE,
            parent => self.by_id.get(&parent).copied().unwrap_or(NONE),
        };
        let slot = self.free.pop().unwrap_or_else(|| {
            self.slots.push(OpenCall::default());
            u32::try_from(self.slots.len() - 1).unwrap_or(NONE)
        });
        let mut depth = 0;
        let mut next_callee = NONE;
        if parent_slot != NONE {
            let parent = &mut self.slots[parent_slot as usize];
            parent.coverage.start(record.time);
            depth = parent.depth + 1;
            next_callee = std::mem::replace(&mut parent.first_callee, slot);
            if next_callee != NONE {
                self.slots[next_callee as usize].previous_callee = slot;
            }
        }
        let fields = if self.keeps_fields {
            record.texts(block).fields
        } else {
            &[]
        };
        let call = &mut self.slots[slot as usize];
        call.span = record.span;
        call.parent = record.parent;
        call.trace = record.trace(block);
        call.function = record.function;
        call.process = self.threads[thread as usize].process;
        call.thread = thread;
        call.depth = depth;
        call.start = record.time;
        call.parent_slot = parent_slot;
        call.first_callee = NONE;
        call.next_callee = next_callee;
        call.previous_callee = NONE;
        call.coverage.clear();
        call.is_superseded = false;
        call.is_orphan = false;
        call.fields.clear();
        call.fields.extend_from_slice(fields);
        self.by_id.insert(record.span, slot);
        let thread = &mut self.threads[thread as usize];
        if thread.tid != 0 {
            thread.stack.push((slot, record.span));
        }
        visitor.start(self, &self.slots[slot as usize], fields);
    }

    /// The thread runs in the call `span`: the calls above it on the thread's stack are suspended or have ended.
    fn move_thread(&mut self, thread: u32, span: u64, visitor: &mut dyn Visitor) {
        // Several threads can have one name.
        if self.threads[thread as usize].tid == 0 {
            return;
        }
        let stack = &mut self.threads[thread as usize].stack;
        if stack.last().is_none_or(|(_, top)| *top == span) && span != 0 {
            if let Some((slot, _)) = stack.last().copied() {
                self.revive(slot, span);
            } else if let Some(slot) = self.by_id.get(&span).copied() {
                self.revive(slot, span);
            }
            return;
        }
        let keep = stack
            .iter()
            .rposition(|(_, other)| *other == span && span != 0);
        let above: Vec<_> = stack.drain(keep.map_or(0, |at| at + 1)..).collect();
        for (slot, id) in above.into_iter().rev() {
            self.supersede(slot, id, visitor);
        }
        if let Some(slot) = self.by_id.get(&span).copied() {
            self.revive(slot, span);
        }
    }

    fn supersede(&mut self, slot: u32, span: u64, visitor: &mut dyn Visitor) {
        let call = &mut self.slots[slot as usize];
        if call.span != span || call.is_superseded {
            return;
        }
        call.is_superseded = true;
        self.count_unproven(slot, visitor);
    }

    /// Ends a call without proof that it runs, if there are many of its function.
    fn count_unproven(&mut self, slot: u32, visitor: &mut dyn Visitor) {
        let traits = &mut self.traits[self.slots[slot as usize].function as usize];
        if traits.is_async {
            return;
        }
        traits.unproven += 1;
        if traits.unproven > MAX_UNPROVEN {
            self.finish_open(slot, Outcome::NotRecorded, visitor);
        }
    }

    /// A record within the call proves that the call and its callers run.
    fn revive(&mut self, mut slot: u32, mut span: u64) {
        while let Some(call) = self.slots.get_mut(slot as usize) {
            if call.span != span || !call.is_superseded {
                return;
            }
            call.is_superseded = false;
            let traits = &mut self.traits[call.function as usize];
            traits.unproven = traits.unproven.saturating_sub(1);
            (slot, span) = (call.parent_slot, call.parent);
        }
    }

    fn end(&mut self, record: &Record, block: &[u8], visitor: &mut dyn Visitor) {
        let thread = record.thread;
        let slot = match record.span {
            0 => None,
            span => self.by_id.remove(&span),
        };
        let function = match slot {
            Some(slot) => self.slots[slot as usize].function,
            None => record.function,
        };
        self.traits[function as usize].add_end(record);
        let elapsed = i64::try_from(record.elapsed).unwrap_or(i64::MAX);
        let mut call = Ended {
            function,
            outcome: Outcome::of(record.event),
            start: record.time.saturating_sub(elapsed),
            end: record.time,
            elapsed: record.elapsed,
            own: record.elapsed,
            records: 0,
            is_async: record.has_busy,
            span: record.span,
            parent: record.parent,
            trace: record.trace(block),
            origin: record.origin,
            process: self.threads[thread as usize].process,
            thread,
            depth: 0,
            end_record: Some((record, block)),
            start_fields: &[],
            matches: true,
        };
        let mut fields = Vec::new();
        if let Some(slot) = slot {
            let open = &mut self.slots[slot as usize];
            call.start = open.start;
            call.depth = open.depth;
            call.parent = open.parent;
            call.thread = open.thread;
            call.own = open.coverage.own(record.time, record.elapsed);
            call.records = open.coverage.records.saturating_add(1);
            fields = std::mem::take(&mut open.fields);
            call.start_fields = &fields;
            if open.is_superseded {
                let traits = &mut self.traits[function as usize];
                traits.unproven = traits.unproven.saturating_sub(1);
            }
            let stack = &mut self.threads[thread as usize].stack;
            if let Some(at) = stack.iter().rposition(|(_, id)| *id == record.span) {
                stack.truncate(at);
            }
            self.release_callees(slot, visitor);
            self.unlink(slot, Some((record.time, record.elapsed)));
        } else if record.span != 0 {
            if let Some(coverage) = self.waiting.remove(record.span) {
                call.own = coverage.own(record.time, record.elapsed);
                call.records = coverage.records;
            }
            if let Some(parent) = self.by_id.get(&record.parent).copied() {
                let parent = &mut self.slots[parent as usize];
                parent.coverage.end_only(record.time, record.elapsed);
                call.depth = parent.depth + 1;
            } else if record.parent != 0 {
                self.waiting
                    .entry(record.parent)
                    .0
                    .end_only(record.time, record.elapsed);
            }
        }
        call.matches = self.filter.matches(self, &call);
        visitor.end(self, &call);
        if let Some(slot) = slot {
            self.slots[slot as usize].fields = fields;
            self.release(slot);
        }
    }

    /// The caller ended: its callees have ended, unless they are asynchronous.
    fn release_callees(&mut self, slot: u32, visitor: &mut dyn Visitor) {
        let mut callee = self.slots[slot as usize].first_callee;
        self.slots[slot as usize].first_callee = NONE;
        while callee != NONE {
            let call = &mut self.slots[callee as usize];
            let next = call.next_callee;
            call.parent_slot = NONE;
            call.next_callee = NONE;
            call.previous_callee = NONE;
            call.is_orphan = true;
            let was_counted = std::mem::replace(&mut call.is_superseded, true);
            if self.traits[call.function as usize].is_async {
                call.is_superseded = was_counted;
            } else if !was_counted {
                self.count_unproven(callee, visitor);
            }
            callee = next;
        }
    }

    /// Removes a call from the callees of its caller. Without an end, its time does not count as covered.
    fn unlink(&mut self, slot: u32, end: Option<(i64, u64)>) {
        let call = &self.slots[slot as usize];
        let (parent, next, previous) = (call.parent_slot, call.next_callee, call.previous_callee);
        if parent == NONE {
            return;
        }
        if next != NONE {
            self.slots[next as usize].previous_callee = previous;
        }
        if previous != NONE {
            self.slots[previous as usize].next_callee = next;
        }
        let parent = &mut self.slots[parent as usize];
        if previous == NONE {
            parent.first_callee = next;
        }
        match end {
            Some((time, elapsed)) => parent.coverage.end(time, elapsed),
            None => parent.coverage.forget(),
        }
    }

    fn release(&mut self, slot: u32) {
        let call = &mut self.slots[slot as usize];
        call.span = 0;
        call.parent_slot = NONE;
        self.free.push(slot);
    }

    /// Ends a call that has no record of its end.
    fn finish_open(&mut self, slot: u32, outcome: Outcome, visitor: &mut dyn Visitor) {
        let fields = std::mem::take(&mut self.slots[slot as usize].fields);
        let open = &self.slots[slot as usize];
        let end = self.processes[open.process as usize].last.max(open.start);
        let elapsed = u64::try_from(end.saturating_sub(open.start)).unwrap_or(0);
        self.by_id.remove(&open.span);
        self.unlink(slot, (outcome == Outcome::Open).then_some((end, elapsed)));
        let open = &self.slots[slot as usize];
        let mut call = Ended {
            function: open.function,
            outcome,
            start: open.start,
            end,
            elapsed,
            own: open.coverage.own(end, elapsed),
            records: open.coverage.records.saturating_add(1),
            is_async: self.traits[open.function as usize].is_async,
            span: open.span,
            parent: open.parent,
            trace: open.trace,
            origin: 0,
            process: open.process,
            thread: open.thread,
            depth: open.depth,
            end_record: None,
            start_fields: &fields,
            matches: true,
        };
        if open.is_superseded {
            let traits = &mut self.traits[open.function as usize];
            traits.unproven = traits.unproven.saturating_sub(1);
        }
        let mut callee = std::mem::replace(&mut self.slots[slot as usize].first_callee, NONE);
        while callee != NONE {
            let call = &mut self.slots[callee as usize];
            call.parent_slot = NONE;
            call.previous_callee = NONE;
            callee = std::mem::replace(&mut call.next_callee, NONE);
        }
        call.matches = self.filter.matches(self, &call);
        visitor.end(self, &call);
        self.slots[slot as usize].fields = fields;
        self.release(slot);
    }

    /// The log ended: visits the calls that are open, callees before their callers.
    pub fn finish(&mut self, visitor: &mut dyn Visitor) {
        let mut open: Vec<u32> = self.by_id.values().copied().collect();
        open.sort_by_key(|slot| {
            let call = &self.slots[*slot as usize];
            (std::cmp::Reverse(call.depth), call.start, call.span)
        });
        // A call runs if a callee of it runs.
        let mut running = vec![false; self.slots.len()];
        for slot in &open {
            let call = &self.slots[*slot as usize];
            if running[*slot as usize] || self.is_running(call) {
                running[*slot as usize] = true;
                if call.parent_slot != NONE {
                    running[call.parent_slot as usize] = true;
                }
            }
        }
        for slot in open {
            let outcome = if running[slot as usize] {
                Outcome::Open
            } else {
                Outcome::NotRecorded
            };
            self.finish_open(slot, outcome, visitor);
        }
    }

    /// Whether a call without an end still runs, as far as the log shows.
    fn is_running(&self, call: &OpenCall) -> bool {
        let traits = self.traits[call.function as usize];
        // Ends of this function are not recorded at all, if calls that must have ended show no end.
        let is_silent = !traits.has_done && traits.unproven > 0 && !traits.is_async;
        traits.is_async || !(call.is_superseded || call.is_orphan || is_silent)
    }
}

/// The number in `3 records lost: …`, a record of the logger.
fn lost_records(message: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(message);
    let Some((number, _)) = text.split_once(" record") else {
        return 0;
    };
    if !text.contains(" lost") {
        return 0;
    }
    number
        .rsplit(' ')
        .next()
        .and_then(|number| number.parse().ok())
        .unwrap_or(0)
}
