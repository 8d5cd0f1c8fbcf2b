//! Open calls, their ends, and the visitor of both.

use std::collections::HashMap;

use super::by_parent::{ByParent, IdMap};
use super::coverage::Coverage;
use super::fields;
use super::filter::Filter;
use super::names::Names;
use crate::read::record::{Event, Record};

/// Calls of a function without a recorded end that wait for a proof of the function's kind. The others count as ended.
const MAX_UNPROVEN: u32 = 10_000;

const NONE: u32 = u32::MAX;

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Outcome {
    Done,
    Error,
    Panic,
    Cancel,
    /// The call never ended.
    Open,
    /// The call ended, but no record says so.
    NotRecorded,
}

impl Outcome {
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Error => "error",
            Self::Panic => "panic",
            Self::Cancel => "cancel",
            Self::Open => "open",
            Self::NotRecorded => "end not recorded",
        }
    }

    pub fn is_failure(self) -> bool {
        matches!(self, Self::Error | Self::Panic)
    }

    pub fn is_recorded(self) -> bool {
        !matches!(self, Self::Open | Self::NotRecorded)
    }
}

/// A call whose end is known, or that is open at the end of the log.
#[derive(Clone, Copy, Debug)]
pub struct Ended<'a> {
    pub function: u32,
    pub outcome: Outcome,
    pub start: i64,
    pub end: i64,
    /// Of an open call: up to the last record of its process.
    pub elapsed: u64,
    pub own: u64,
    pub is_async: bool,
    pub span: u64,
    /// Zero in `Text`, which has no ids.
    pub parent: u64,
    pub trace: u128,
    pub origin: u64,
    pub process: u32,
    pub thread: u32,
    pub depth: u32,
    /// Whether all members of the record have the escapes of JSON.
    pub is_json: bool,
    pub fields: &'a [u8],
    pub error: &'a [u8],
    pub error_type: &'a [u8],
    /// Whether the filter of the command line matches the call.
    pub matches: bool,
}

impl<'a> Ended<'a> {
    /// A call as it is at its start.
    pub fn of_start(call: &OpenCall, fields: &'a [u8]) -> Self {
        Self {
            function: call.function,
            outcome: Outcome::Open,
            start: call.start,
            end: call.start,
            elapsed: 0,
            own: 0,
            is_async: false,
            span: call.span,
            parent: call.parent,
            trace: call.trace,
            origin: 0,
            process: call.process,
            thread: call.thread,
            depth: call.depth,
            is_json: true,
            fields,
            error: &[],
            error_type: &[],
            matches: true,
        }
    }
}

/// Receives the calls of a log.
pub trait Visitor {
    /// A call starts. Its fields are those of the start record.
    fn start(&mut self, _calls: &Calls, _call: &OpenCall, _fields: &[u8]) {}
    /// A call ends, or the log ends.
    fn end(&mut self, calls: &Calls, call: &Ended<'_>);
    /// Any record.
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

/// The process and the thread of a record, by log, pid and tid.
#[derive(Debug)]
struct Place {
    key: (usize, u32, u64),
    process: u32,
    thread: u32,
}

/// What is known about a function.
#[derive(Clone, Copy, Debug, Default)]
struct Traits {
    has_done: bool,
    has_end: bool,
    is_async: bool,
    unproven: u32,
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
    /// The process and the thread of the last record.
    latest: Option<Place>,
    slots: Vec<OpenCall>,
    free: Vec<u32>,
    by_id: IdMap<u32>,
    waiting: ByParent<Coverage>,
    pub first: Option<i64>,
    pub last: i64,
    pub lost: u64,
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
            latest: None,
            slots: Vec::new(),
            free: Vec::new(),
            by_id: IdMap::default(),
            waiting: ByParent::default(),
            first: None,
            last: i64::MIN,
            lost: 0,
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

    /// The process of the last record.
    pub fn latest_process(&self) -> u32 {
        self.latest.as_ref().map_or(0, |place| place.process)
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

    pub fn apply(&mut self, record: &Record, log: usize, block: &[u8], visitor: &mut dyn Visitor) {
        self.first = Some(
            self.first
                .map_or(record.time, |first| first.min(record.time)),
        );
        self.last = self.last.max(record.time);
        if record.is_json {
            self.has_json = true;
        } else {
            self.has_text = true;
        }
        if record.event == Event::Run {
            self.start_process(record, log, block);
        }
        let (process, thread) = self.place(record, log, block);
        self.processes[process as usize].last =
            self.processes[process as usize].last.max(record.time);
        match record.event {
            Event::Start if record.span != 0 => self.start(record, process, thread, block, visitor),
            Event::Done | Event::Error | Event::Panic | Event::Cancel => {
                self.end(record, process, thread, block, visitor);
            }
            Event::Message => {
                if record.span != 0 {
                    self.move_thread(thread, record.span, visitor);
                } else if record.target.of(block) == b"tracked" {
                    self.lost += lost_records(record.message.of(block));
                }
            }
            Event::Run | Event::Start => {}
        }
        visitor.record(self, record, block);
    }

    fn start_process(&mut self, record: &Record, log: usize, block: &[u8]) {
        let fields = fields::parse(record.fields.of(block));
        let program = fields.get("program").map(fields::text).unwrap_or_default();
        let pid = record.pid;
        let number = u32::try_from(self.processes.len()).unwrap_or(NONE);
        self.processes.push(Process {
            pid,
            program,
            last: record.time,
        });
        self.process_of.insert((log, pid), number);
        self.latest = None;
    }

    /// The process and the thread of a record.
    fn place(&mut self, record: &Record, log: usize, block: &[u8]) -> (u32, u32) {
        let name = record.thread.of(block);
        let tid = match record.tid {
            0 => crate::read::json::hash(name),
            tid => tid,
        };
        let key = (log, record.pid, tid);
        if let Some(latest) = &self.latest {
            if latest.key == key {
                return (latest.process, latest.thread);
            }
        }
        let process = *self.process_of.entry((log, record.pid)).or_insert_with(|| {
            self.processes.push(Process {
                pid: record.pid,
                last: record.time,
                ..Process::default()
            });
            u32::try_from(self.processes.len() - 1).unwrap_or(NONE)
        });
        let thread = *self.thread_of.entry((process, tid)).or_insert_with(|| {
            self.threads.push(Thread {
                process,
                tid: record.tid,
                name: fields::unescape(name),
                stack: Vec::new(),
            });
            u32::try_from(self.threads.len() - 1).unwrap_or(NONE)
        });
        self.latest = Some(Place {
            key,
            process,
            thread,
        });
        (process, thread)
    }

    fn function_of(&mut self, record: &Record, block: &[u8]) -> u32 {
        let function = self
            .functions
            .number_of(record.function.of(block), record.function_hash);
        if self.traits.len() <= function as usize {
            self.traits.resize(function as usize + 1, Traits::default());
        }
        function
    }

    fn start(
        &mut self,
        record: &Record,
        process: u32,
        thread: u32,
        block: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        if let Some(slot) = self.by_id.get(&record.span).copied() {
            // Two calls have one id, such as when a file is read twice.
            self.finish_open(slot, Outcome::NotRecorded, visitor);
        }
        let function = self.function_of(record, block);
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
            record.fields.of(block)
        } else {
            &[]
        };
        let call = &mut self.slots[slot as usize];
        call.span = record.span;
        call.parent = record.parent;
        call.trace = record.trace;
        call.function = function;
        call.process = process;
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
        if record.tid != 0 {
            self.threads[thread as usize]
                .stack
                .push((slot, record.span));
        }
        visitor.start(self, &self.slots[slot as usize], record.fields.of(block));
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

    fn end(
        &mut self,
        record: &Record,
        process: u32,
        thread: u32,
        block: &[u8],
        visitor: &mut dyn Visitor,
    ) {
        let slot = match record.span {
            0 => None,
            span => self.by_id.remove(&span),
        };
        let function = match slot {
            Some(slot) => self.slots[slot as usize].function,
            None => self.function_of(record, block),
        };
        let traits = &mut self.traits[function as usize];
        traits.has_end = true;
        traits.has_done |= record.event == Event::Done;
        traits.is_async |= record.has_busy;
        let elapsed = i64::try_from(record.elapsed).unwrap_or(i64::MAX);
        let mut call = Ended {
            function,
            outcome: match record.event {
                Event::Error => Outcome::Error,
                Event::Panic => Outcome::Panic,
                Event::Cancel => Outcome::Cancel,
                _ => Outcome::Done,
            },
            start: record.time.saturating_sub(elapsed),
            end: record.time,
            elapsed: record.elapsed,
            own: record.elapsed,
            is_async: record.has_busy,
            span: record.span,
            parent: record.parent,
            trace: record.trace,
            origin: record.origin,
            process,
            thread,
            depth: 0,
            is_json: record.is_json,
            fields: record.fields.of(block),
            error: record.error.of(block),
            error_type: record.error_type.of(block),
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
            fields = std::mem::take(&mut open.fields);
            if call.fields.is_empty() {
                call.fields = &fields;
            }
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
            is_async: self.traits[open.function as usize].is_async,
            span: open.span,
            parent: open.parent,
            trace: open.trace,
            origin: 0,
            process: open.process,
            thread: open.thread,
            depth: open.depth,
            is_json: true,
            fields: &fields,
            error: &[],
            error_type: &[],
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
