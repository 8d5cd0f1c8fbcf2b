//! Batches of a log, and what is known when each one has arrived.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use memchr::memchr_iter;

use super::Options;
use super::batch::Batch;
use super::checkpoint::{Checkpoint, Lock, Running};
use super::log::Log;
use super::open_calls;
use crate::otlp::item::{LogRecord, Span};
use crate::otlp::resource::Process;
use crate::read::json::{Line, pid_of_start};
use crate::read::reader::Reader as LineReader;
use crate::read::record::Event;
use crate::read::shape;
use crate::read::timestamp::{Clock, rfc3339};

/// A batch is sent when it has this many items or bytes.
const MAX_ITEMS: u64 = 8192;
const MAX_BYTES: usize = 4 << 20;
/// How often the processes are looked for.
const CHECK: Duration = Duration::from_secs(1);
/// At most this many processes and open calls are remembered; the oldest are forgotten.
const MAX_RUNNING: usize = 4096;
const MAX_OPEN: usize = 100_000;

/// A process that started so much later than its log says is another process: the clock may have been set meanwhile.
const CLOCK_TOLERANCE: i64 = 60 * 1_000_000_000;

/// A batch, and the checkpoint that is saved when it has arrived.
pub struct Shipment {
    pub batch: Batch,
    pub checkpoint: Checkpoint,
    pub path: PathBuf,
}

impl Shipment {
    /// Whether the log probably has more.
    pub fn is_full(&self) -> bool {
        is_full(&self.batch)
    }
}

fn is_full(batch: &Batch) -> bool {
    batch.spans + batch.log_records >= MAX_ITEMS || batch.len() >= MAX_BYTES
}

/// Reads a log in batches.
pub struct Reader {
    log: Log,
    #[allow(dead_code, reason = "unlocked on drop")]
    lock: Option<Lock>,
    checkpoint: PathBuf,
    is_following: bool,
    running: Vec<Running>,
    /// The place of the last process in `running`.
    latest: usize,
    /// The open calls that are sent.
    open_calls: Vec<u64>,
    /// Open calls that are not yet in a batch.
    pending: Vec<Batch>,
    /// The open calls of processes whose id another process has now.
    open_of_replaced: i64,
    /// Whether lines were read since the last search for open calls.
    has_read: bool,
    last_check: Instant,
    host: String,
    /// The lines that are read; kept for their memory.
    lines: Vec<u8>,
    clock: Clock,
    /// The checkpoint says more than the last batch.
    has_changed: bool,
}

impl Reader {
    pub fn new(path: PathBuf, checkpoint: PathBuf, options: &Options) -> io::Result<Self> {
        let is_following = options.follow;
        if !is_following && !path.exists() {
            let message = format!("{}: no such file", path.display());
            return Err(io::Error::new(io::ErrorKind::NotFound, message));
        }
        // A dry run writes nothing.
        let lock = (!options.is_dry).then(|| Lock::new(&checkpoint, &path));
        let lock = lock.transpose()?;
        let Checkpoint {
            files,
            running,
            open_calls,
        } = Checkpoint::load(&checkpoint)?;
        Ok(Self {
            log: Log::new(path, files),
            lock,
            checkpoint,
            is_following,
            running,
            latest: 0,
            open_calls,
            pending: Vec::new(),
            open_of_replaced: 0,
            has_read: true,
            last_check: Instant::now(),
            host: host_name(),
            lines: Vec::new(),
            clock: Clock::default(),
            has_changed: false,
        })
    }

    /// The next batch, or `None` if the log has nothing new.
    pub fn next(&mut self) -> io::Result<Option<Shipment>> {
        let mut batch = Batch::default();
        while !is_full(&batch) {
            if !self.log.read(&mut self.lines)? {
                break;
            }
            self.has_changed = true;
            self.has_read = true;
            let lines = std::mem::take(&mut self.lines);
            let mut start = 0;
            for end in memchr_iter(b'\n', &lines) {
                self.add(&lines[start..end], &mut batch);
                start = end + 1;
            }
            self.lines = lines;
        }
        if batch.is_empty() {
            if let Some(pending) = self.pending.pop() {
                return Ok(Some(self.shipment(pending)));
            }
            self.has_changed |= self.log.was_cut();
            self.find_open_calls();
            if let Some(pending) = self.pending.pop() {
                return Ok(Some(self.shipment(pending)));
            }
            // Only starts were read: the checkpoint moves on nevertheless.
            if !std::mem::take(&mut self.has_changed) {
                return Ok(None);
            }
        }
        Ok(Some(self.shipment(batch)))
    }

    fn shipment(&mut self, batch: Batch) -> Shipment {
        self.has_changed = false;
        Shipment {
            batch,
            checkpoint: Checkpoint {
                files: self.log.offsets(),
                running: self.running.clone(),
                open_calls: self.open_calls.clone(),
            },
            path: self.checkpoint.clone(),
        }
    }

    fn add(&mut self, line: &[u8], batch: &mut Batch) {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if let Some(pid) = pid_of_start(line) {
            self.running(pid).open += 1;
            return;
        }
        if let Some(parsed) = Line::read(line, &mut self.clock) {
            return self.add_line(&parsed, batch);
        }
        // Members in another order, or with spaces between them; lines that are no JSON are skipped.
        let mut block = line.to_vec();
        if let Some(record) = shape::read(&mut block, 0, line.len(), &mut LineReader::default())
            && let Some(parsed) = Line::read(record.json(&block), &mut self.clock)
        {
            self.add_line(&parsed, batch);
        }
    }

    fn add_line(&mut self, line: &Line<'_>, batch: &mut Batch) {
        match line.head.event {
            Event::Run => {
                let process = Process::of_run(line);
                let running = self.running(line.head.pid);
                let open = std::mem::replace(running, Running { process, open: 0 }).open;
                self.open_of_replaced += open.max(0);
            }
            Event::Start => self.running(line.head.pid).open += 1,
            Event::Message => {
                if let Some(record) = LogRecord::of(line) {
                    batch.log_record(&self.running(line.head.pid).process, &record);
                }
            }
            _ => {
                let running = self.running(line.head.pid);
                running.open -= 1;
                if let Some(span) = Span::of(line) {
                    batch.span(&running.process, &span);
                }
            }
        }
    }

    /// The process with an id.
    fn running(&mut self, pid: u32) -> &mut Running {
        let is_same = |running: &Running| running.process.pid == pid;
        if !self.running.get(self.latest).is_some_and(is_same) {
            self.latest = self.running.iter().position(is_same).unwrap_or_else(|| {
                if self.running.len() >= MAX_RUNNING {
                    self.running.remove(0);
                }
                self.running.push(Running {
                    process: Process {
                        pid,
                        ..Process::default()
                    },
                    open: 0,
                });
                self.running.len() - 1
            });
        }
        &mut self.running[self.latest]
    }

    /// Finds the calls that never end: those of processes that have ended, and all if nobody follows the log.
    fn find_open_calls(&mut self) {
        if self.is_following {
            if self.last_check.elapsed() < CHECK {
                return;
            }
            self.last_check = Instant::now();
        } else if !self.has_read {
            return;
        }
        self.has_read = false;
        let host = &self.host;
        let (ended, running) = std::mem::take(&mut self.running)
            .into_iter()
            .partition::<Vec<_>, _>(|running| has_ended(&running.process, host));
        self.running = running;
        self.latest = 0;
        self.has_changed |= !ended.is_empty();
        let is_last = !self.is_following && self.running.iter().any(|running| running.open > 0);
        let needs_search = std::mem::take(&mut self.open_of_replaced) > 0
            || ended.iter().any(|ended| ended.open > 0)
            || is_last;
        if !needs_search {
            return;
        }
        let mut batches = vec![Batch::default()];
        let mut found = Vec::new();
        let sent: HashSet<u64> = self.open_calls.iter().copied().collect();
        let is_following = self.is_following;
        open_calls::visit(self.log.paths(), &mut |process, is_replaced, span| {
            let has_ended = is_replaced || ended.iter().any(|ended| ended.process == *process);
            if sent.contains(&span.id) {
                found.push(span.id);
            } else if has_ended || !is_following {
                found.push(span.id);
                if let Some(last) = batches.last_mut() {
                    last.span(process, span);
                    if is_full(last) {
                        batches.push(Batch::default());
                    }
                }
            }
        });
        found.truncate(MAX_OPEN);
        self.has_changed |= found != self.open_calls;
        self.open_calls = found;
        batches.retain(|batch| !batch.is_empty());
        self.pending = batches;
    }
}

/// Whether a process of this machine has ended, and maybe another one has its id. On other systems than Linux, the next
/// `run` record with its id says so.
fn has_ended(process: &Process, host: &str) -> bool {
    let folder = Path::new("/proc");
    if host.is_empty() || process.host != host || !folder.join("self").exists() {
        return false;
    }
    let folder = folder.join(process.pid.to_string());
    if !folder.exists() {
        return true;
    }
    let logged = rfc3339(process.start.as_bytes());
    let started = fs::read_to_string(folder.join("stat")).ok();
    match (started.as_deref().and_then(start_of), logged) {
        (Some(started), Some(logged)) => started > logged.saturating_add(CLOCK_TOLERANCE),
        _ => false,
    }
}

/// When a process started, in nanoseconds since 1970, from its `/proc/PID/stat`.
fn start_of(stat: &str) -> Option<i64> {
    const NANOS_PER_TICK: i64 = 10_000_000;
    // The second member is the name of the program, which may contain spaces and brackets.
    let (_, members) = stat.rsplit_once(") ")?;
    let ticks: i64 = members.split(' ').nth(19)?.parse().ok()?;
    let stat = fs::read_to_string("/proc/stat").ok()?;
    let boot = stat.lines().find_map(|line| line.strip_prefix("btime "))?;
    let boot: i64 = boot.trim().parse().ok()?;
    Some(boot * 1_000_000_000 + ticks * NANOS_PER_TICK)
}

fn host_name() -> String {
    let name = fs::read_to_string("/proc/sys/kernel/hostname");
    name.unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_has_ended_if_none_has_its_id_or_a_later_one_has_it() {
        let host = host_name();
        let process = |pid, start: &str| Process {
            pid,
            host: host.clone(),
            start: start.to_owned(),
            ..Process::default()
        };
        let own = std::process::id();
        let now = jiff::Timestamp::now().to_string();
        assert!(!has_ended(&process(own, &now), &host));
        assert!(!has_ended(&process(own, ""), &host));
        assert!(has_ended(&process(own, "2000-01-01T00:00:00Z"), &host));
        // Larger than each id that the system gives.
        assert!(has_ended(&process(u32::MAX, &now), &host));
        assert!(!has_ended(&process(u32::MAX, &now), "another"));
    }
}
