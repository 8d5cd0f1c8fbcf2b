//! The log as a queue: what is new goes to a collector, and a checkpoint remembers what has arrived.
//!
//! ```text
//! mod          the two threads: one reads and encodes, one sends and saves the checkpoint
//!   |
//! shipment     batches of a log, and what is known when each one has arrived
//!   |
//! open_calls   calls that never ended
//!   |
//! log          the files of a log, while they grow and rotate
//!   |
//! checkpoint   how far the files are sent
//! target       requests and their repetition
//! ```
//!
//! A batch is sent, answered and then remembered. If the shipper dies in between, the batch is sent again: each call arrives
//! at least once, and its id shows a repetition.

mod checkpoint;
mod log;
mod open_calls;
mod shipment;
pub mod target;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use self::shipment::{Reader, Shipment};
use self::target::Target;
use crate::otlp::resource::Overrides;
use crate::read::files::rotated;

#[derive(Clone, Debug)]
pub struct Options {
    pub follow: bool,
    /// Whether nothing is sent and nothing is remembered.
    pub is_dry: bool,
    pub checkpoint: Option<PathBuf>,
}

/// How much was sent.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sent {
    pub spans: u64,
    pub log_records: u64,
}

/// Ships the logs. Returns at their ends, or never if it follows them.
pub fn run(files: &[PathBuf], options: &Options, mut target: Target) -> io::Result<Sent> {
    let logs = logs(files, options)?;
    let (sender, shipments) = sync_channel(1);
    let is_following = options.follow;
    let reader = thread::spawn(move || read(logs, is_following, &sender));
    let sent = send(&shipments, options, &mut target);
    // The reader ends when nobody receives.
    drop(shipments);
    let read = reader.join();
    let sent = sent?;
    read.map_err(|_| io::Error::other("the reader panicked"))??;
    Ok(sent)
}

/// A reader for each log: the rotated files of a log belong to it.
fn logs(files: &[PathBuf], options: &Options) -> io::Result<Vec<Reader>> {
    let mut names: Vec<PathBuf> = Vec::new();
    for file in files {
        if file == Path::new("-") {
            return Err(io::Error::other(
                "standard input has no position that a checkpoint could remember",
            ));
        }
        let name = rotated(file).0;
        // `service.log*` also finds the checkpoint, the new one while it is written, and the lock.
        let is_checkpoint = [".ship", ".ship.new", ".ship.lock"].iter().any(|end| {
            let name = name.file_name().unwrap_or_default();
            name.as_encoded_bytes().ends_with(end.as_bytes())
        });
        if !is_checkpoint && !names.contains(&name) {
            names.push(name);
        }
    }
    if options.checkpoint.is_some() && names.len() > 1 {
        return Err(io::Error::other("--checkpoint is for a single log"));
    }
    let readers = names.into_iter().map(|name| {
        let checkpoint = options.checkpoint.clone().unwrap_or_else(|| {
            let mut path = name.clone().into_os_string();
            path.push(".ship");
            path.into()
        });
        Reader::new(name, checkpoint, options)
    });
    readers.collect()
}

fn read(mut logs: Vec<Reader>, is_following: bool, to: &SyncSender<Shipment>) -> io::Result<()> {
    loop {
        let (mut is_at_end, mut has_more) = (true, false);
        for log in &mut logs {
            if let Some(shipment) = log.next()? {
                is_at_end = false;
                has_more |= shipment.is_full();
                if to.send(shipment).is_err() {
                    return Ok(());
                }
            }
        }
        if is_following && !has_more {
            // Records that come one by one are sent together.
            thread::sleep(log::POLL);
        } else if is_at_end {
            return Ok(());
        }
    }
}

fn send(
    shipments: &Receiver<Shipment>,
    options: &Options,
    target: &mut Target,
) -> io::Result<Sent> {
    let overrides = Overrides::from_env();
    let mut sent = Sent::default();
    for shipment in shipments {
        let batch = &shipment.batch;
        if options.is_dry {
            sent.spans += batch.spans;
            sent.log_records += batch.log_records;
            continue;
        }
        if batch.spans > 0 {
            let request = batch.trace_request(&overrides);
            if target.send("/v1/traces", &request, options.follow)? {
                sent.spans += batch.spans;
            }
        }
        if batch.log_records > 0 {
            let request = batch.logs_request(&overrides);
            if target.send("/v1/logs", &request, options.follow)? {
                sent.log_records += batch.log_records;
            }
        }
        shipment.checkpoint.save(&shipment.path)?;
    }
    Ok(sent)
}
