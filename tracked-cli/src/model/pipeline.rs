//! Threads that summarize blocks, and the summaries in the order of the log.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::stats::Stats;
use super::summary::{Detail, Summarizer, Summary};
use crate::read::blocks::{Blocks, Source};
use crate::read::files::Log;
use crate::read::record::Record;

/// More threads wait for the one that applies the records, and each has sums of its own.
const MAX_READERS: usize = 8;

/// What was read.
#[derive(Debug, Default)]
pub struct Totals {
    pub bytes: u64,
    pub records: u64,
    pub skipped: u64,
    pub failures: Vec<(Source, io::Error)>,
    /// The sums of each reader.
    pub stats: Vec<(usize, Stats)>,
}

/// Receives the records, with the number of their log.
pub trait Sink {
    /// Records of a block follow.
    fn begin(&mut self, summary: &Summary, log: usize);
    fn record(&mut self, record: &Record, summary: &Summary, log: usize);
    /// So many bytes are read. Returns whether more records are needed.
    fn end(&mut self, summary: &Summary, log: usize, bytes: u64) -> bool;
}

/// Reads the records of one log in the order of their lines. Several logs are merged by time.
pub fn read(logs: Vec<Log>, offset: i64, detail: Detail, sink: &mut dyn Sink) -> Totals {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let workers = cores.min(MAX_READERS).div_ceil(logs.len().max(1));
    // A call can have callees in another log, so its log alone does not have its sums.
    let detail = if logs.len() > 1 { Detail::All } else { detail };
    let mut totals = Totals::default();
    let mut lanes: Vec<Lane> = logs
        .into_iter()
        .enumerate()
        .map(|(number, log)| Lane::start(log, number * workers, workers, offset, detail))
        .collect();
    if let [lane] = &mut lanes[..] {
        while lane.advance(&mut totals) {
            let summary = &lane.summary;
            sink.begin(summary, 0);
            for record in &summary.records {
                sink.record(record, summary, 0);
            }
            if !sink.end(summary, 0, totals.bytes) {
                break;
            }
        }
    } else {
        merge(&mut lanes, &mut totals, sink);
    }
    for lane in lanes {
        lane.finish(&mut totals);
    }
    totals
}

/// Visits the record with the lowest time among the next records of all logs.
fn merge(lanes: &mut [Lane], totals: &mut Totals, sink: &mut dyn Sink) {
    loop {
        let mut first: Option<(i64, usize)> = None;
        for (number, lane) in lanes.iter_mut().enumerate() {
            while !lane.is_finished && lane.at >= lane.summary.records.len() {
                if lane.advance(totals) {
                    sink.begin(&lane.summary, number);
                }
            }
            if let Some(record) = lane.summary.records.get(lane.at) {
                let time = record.time.max(lane.latest);
                if first.is_none_or(|(earliest, _)| time < earliest) {
                    first = Some((time, number));
                }
            }
        }
        let Some((time, number)) = first else { return };
        let lane = &mut lanes[number];
        // A clock that steps back does not reorder a log.
        lane.latest = lane.latest.max(time);
        sink.record(&lane.summary.records[lane.at], &lane.summary, number);
        lane.at += 1;
        if lane.at == lane.summary.records.len() && !sink.end(&lane.summary, number, totals.bytes) {
            return;
        }
    }
}

/// One log and the threads that read it.
struct Lane {
    blocks: Arc<Mutex<Blocks>>,
    workers: Vec<JoinHandle<Summarizer>>,
    summaries: Receiver<(u64, Summary)>,
    /// Summaries for reuse; the threads wait if there is none.
    free: Sender<Summary>,
    /// Summaries that came before their turn.
    early: BTreeMap<u64, Summary>,
    turn: u64,
    summary: Summary,
    at: usize,
    latest: i64,
    is_finished: bool,
}

impl Lane {
    fn start(log: Log, first_reader: usize, workers: usize, offset: i64, detail: Detail) -> Self {
        let blocks = Arc::new(Mutex::new(Blocks::new(log)));
        let (free, unused) = channel();
        let (sender, summaries) = channel();
        for _ in 0..=2 * workers {
            let _ = free.send(Summary::default());
        }
        let input = Arc::new(Mutex::new((unused, 0)));
        let workers = (0..workers).map(|worker| {
            let (blocks, input, sender) = (blocks.clone(), input.clone(), sender.clone());
            let mut summarizer = Summarizer::new(first_reader + worker, offset, detail);
            thread::spawn(move || {
                summarize(&mut summarizer, &blocks, &input, &sender);
                summarizer
            })
        });
        Self {
            workers: workers.collect(),
            blocks,
            summaries,
            free,
            early: BTreeMap::new(),
            turn: 0,
            summary: Summary::default(),
            at: 0,
            latest: i64::MIN,
            is_finished: false,
        }
    }

    /// Replaces the summary by the next one. Returns `false` at the end.
    fn advance(&mut self, totals: &mut Totals) -> bool {
        if self.turn > 0 {
            let _ = self.free.send(std::mem::take(&mut self.summary));
        }
        let summary = loop {
            if let Some(next) = self.early.remove(&self.turn) {
                break next;
            }
            let Ok((number, summary)) = self.summaries.recv() else {
                self.is_finished = true;
                return false;
            };
            self.early.insert(number, summary);
        };
        self.turn += 1;
        self.at = 0;
        totals.bytes += summary.bytes;
        totals.records += summary.count;
        totals.skipped += summary.skipped;
        self.summary = summary;
        true
    }

    fn finish(self, totals: &mut Totals) {
        let Self {
            blocks,
            workers,
            summaries,
            free,
            ..
        } = self;
        // Without these, the threads stop at their next block.
        drop((summaries, free));
        for worker in workers {
            if let Ok(summarizer) = worker.join() {
                totals.stats.push(summarizer.into_stats());
            }
        }
        let mut blocks = blocks.lock().unwrap_or_else(PoisonError::into_inner);
        totals.failures.append(&mut blocks.failures);
    }
}

/// Summarizes blocks until the end of the log. The number of a summary is that of its block.
fn summarize(
    summarizer: &mut Summarizer,
    blocks: &Mutex<Blocks>,
    input: &Mutex<(Receiver<Summary>, u64)>,
    sender: &Sender<(u64, Summary)>,
) {
    loop {
        let (number, mut summary) = {
            let mut input = input.lock().unwrap_or_else(PoisonError::into_inner);
            let Ok(mut summary) = input.0.recv() else {
                return;
            };
            let mut blocks = blocks.lock().unwrap_or_else(PoisonError::into_inner);
            if !blocks.next(&mut summary.block) {
                return;
            }
            input.1 += 1;
            (input.1 - 1, summary)
        };
        summarizer.summarize(&mut summary);
        if sender.send((number, summary)).is_err() {
            return;
        }
    }
}
