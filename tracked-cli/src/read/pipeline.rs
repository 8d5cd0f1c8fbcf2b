//! Threads that read blocks, and the records in the order of the log.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::blocks::{Blocks, Source};
use super::files::Log;
use super::line::Batch;
use super::record::Record;

/// What was read.
#[derive(Debug, Default)]
pub struct Totals {
    pub bytes: u64,
    pub records: u64,
    pub skipped: u64,
    pub failures: Vec<(Source, io::Error)>,
}

/// Receives the records.
pub trait Sink {
    /// A record, the number of its log, and the block that it refers to.
    fn record(&mut self, record: &Record, log: usize, block: &[u8]);
    /// So many bytes are read. Returns whether more records are needed.
    fn read(&mut self, bytes: u64) -> bool;
}

/// Reads the records of one log in the order of their lines. Several logs are merged by time.
pub fn read(logs: Vec<Log>, offset: i64, sink: &mut dyn Sink) -> Totals {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.div_ceil(logs.len().max(1));
    let mut totals = Totals::default();
    let mut lanes: Vec<Lane> = logs
        .into_iter()
        .map(|log| Lane::start(log, workers, offset))
        .collect();
    if let [lane] = &mut lanes[..] {
        while lane.advance(&mut totals) {
            for record in &lane.batch.records {
                sink.record(record, 0, &lane.batch.block);
            }
            if !sink.read(totals.bytes) {
                break;
            }
        }
    } else {
        merge(&mut lanes, &mut totals, sink);
    }
    for lane in &lanes {
        let mut blocks = lane.blocks.lock().unwrap_or_else(PoisonError::into_inner);
        totals.failures.append(&mut blocks.failures);
    }
    totals
}

/// Visits the record with the lowest time among the next records of all logs.
fn merge(lanes: &mut [Lane], totals: &mut Totals, sink: &mut dyn Sink) {
    loop {
        let mut first: Option<(i64, usize)> = None;
        for (number, lane) in lanes.iter_mut().enumerate() {
            if let Some(time) = lane.next_time(totals) {
                if first.is_none_or(|(earliest, _)| time < earliest) {
                    first = Some((time, number));
                }
            }
        }
        let Some((time, number)) = first else { return };
        let lane = &mut lanes[number];
        // A clock that steps back does not reorder a log.
        lane.latest = lane.latest.max(time);
        sink.record(&lane.batch.records[lane.at], number, &lane.batch.block);
        lane.at += 1;
        if lane.at == lane.batch.records.len() && !sink.read(totals.bytes) {
            return;
        }
    }
}

/// One log and the threads that read it.
struct Lane {
    blocks: Arc<Mutex<Blocks>>,
    batches: Receiver<(u64, Batch, usize)>,
    /// Batches for reuse; the threads wait if there is none.
    free: Sender<Batch>,
    /// Batches that came before their turn.
    early: BTreeMap<u64, (Batch, usize)>,
    turn: u64,
    batch: Batch,
    at: usize,
    latest: i64,
}

impl Lane {
    fn start(log: Log, workers: usize, offset: i64) -> Self {
        let blocks = Arc::new(Mutex::new(Blocks::new(log)));
        let (free, unused) = channel();
        let (sender, batches) = channel();
        for _ in 0..=2 * workers {
            let _ = free.send(Batch::default());
        }
        let input = Arc::new(Mutex::new((unused, 0)));
        for _ in 0..workers {
            let (blocks, input, sender) = (blocks.clone(), input.clone(), sender.clone());
            thread::spawn(move || read_blocks(&blocks, &input, &sender, offset));
        }
        Self {
            blocks,
            batches,
            free,
            early: BTreeMap::new(),
            turn: 0,
            batch: Batch::default(),
            at: 0,
            latest: i64::MIN,
        }
    }

    /// Replaces the batch by the next one. Returns `false` at the end.
    fn advance(&mut self, totals: &mut Totals) -> bool {
        if self.turn > 0 {
            let _ = self.free.send(std::mem::take(&mut self.batch));
        }
        let (batch, bytes) = loop {
            if let Some(next) = self.early.remove(&self.turn) {
                break next;
            }
            let Ok((number, batch, bytes)) = self.batches.recv() else {
                self.batch.records.clear();
                return false;
            };
            self.early.insert(number, (batch, bytes));
        };
        self.turn += 1;
        self.at = 0;
        totals.bytes += bytes as u64;
        totals.records += batch.records.len() as u64;
        totals.skipped += batch.skipped;
        self.batch = batch;
        true
    }

    fn next_time(&mut self, totals: &mut Totals) -> Option<i64> {
        while self.at >= self.batch.records.len() {
            if !self.advance(totals) {
                return None;
            }
        }
        Some(self.batch.records[self.at].time.max(self.latest))
    }
}

/// Reads blocks until the end of the log. The number of a batch is that of its block.
fn read_blocks(
    blocks: &Mutex<Blocks>,
    input: &Mutex<(Receiver<Batch>, u64)>,
    sender: &Sender<(u64, Batch, usize)>,
    offset: i64,
) {
    loop {
        let (number, mut batch) = {
            let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
            let Ok(mut batch) = input.0.recv() else {
                return;
            };
            let mut blocks = blocks.lock().unwrap_or_else(PoisonError::into_inner);
            if !blocks.next(&mut batch.block) {
                return;
            }
            input.1 += 1;
            (input.1 - 1, batch)
        };
        let bytes = batch.block.len();
        batch.read_lines(offset);
        if sender.send((number, batch, bytes)).is_err() {
            return;
        }
    }
}
