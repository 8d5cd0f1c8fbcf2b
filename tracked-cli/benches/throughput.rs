//! The throughput and the memory of `tracked` on a log that is made with a seed.
//!
//! `cargo bench -p tracked-cli --bench throughput -- [MEGABYTES] [FUNCTIONS] [SEED]` writes the log once into the
//! target folder, prints each command with its time, its throughput and its peak memory, and keeps the log.

use std::env;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const THREADS: usize = 16;

fn main() -> io::Result<()> {
    let numbers: Vec<u64> = env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let number = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let (megabytes, functions, seed) = (number(0, 200), number(1, 200), number(2, 1));
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("throughput-{megabytes}-{functions}-{seed}.log"));
    if !path.exists() {
        write_log(&path, megabytes * 1_000_000, functions, seed)?;
    }
    let size = fs::metadata(&path)?.len();
    println!("{} ({size} bytes)", path.display());
    for arguments in [
        &["functions"][..],
        &[],
        &["errors"],
        &["open"],
        &["tree", "--failed"],
    ] {
        let (elapsed, memory) = run(arguments, &path)?;
        let rate = Duration::from_nanos(size).as_secs_f64() / elapsed.as_secs_f64();
        let name = format!("tracked {}", arguments.join(" "));
        println!(
            "{name:24} {elapsed:>10.2?}  {rate:5.2} GB/s  {:>5} MB",
            memory / 1000
        );
    }
    Ok(())
}

/// The time of a command, and the highest memory in kB that was seen.
fn run(arguments: &[&str], log: &Path) -> io::Result<(Duration, u64)> {
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_tracked"))
        .args(arguments)
        .arg(log)
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    loop {
        if let Ok(text) = fs::read_to_string(&status) {
            let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
            memory = memory.max(peak.unwrap_or(0));
        }
        if let Some(status) = child.try_wait()? {
            assert!(status.success(), "{arguments:?}: {status}");
            return Ok((start.elapsed(), memory));
        }
        thread::sleep(Duration::from_millis(2));
    }
}

/// Numbers that depend on the seed only.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % limit
    }
}

struct Call {
    function: u64,
    span: u64,
    trace: u64,
    start: u64,
    is_task: bool,
    /// The call in which the failure of a callee arose.
    origin: Option<u64>,
}

/// Threads that call functions in random order. One call of 100 fails and one of 10,000 never ends.
fn write_log(path: &Path, size: u64, functions: u64, seed: u64) -> io::Result<()> {
    let mut random = Random(seed);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut stacks: Vec<Vec<Call>> = (0..THREADS).map(|_| Vec::new()).collect();
    let (mut now, mut written, mut line) = (0_u64, 0_u64, String::new());
    while written < size {
        now += 1 + random.below(20);
        let thread = usize::try_from(random.below(THREADS as u64)).unwrap_or(0);
        let stack = &mut stacks[thread];
        let starts = stack.is_empty() || (stack.len() < 12 && random.below(2) == 0);
        line.clear();
        if starts {
            let span = random.below(u64::MAX) | 1;
            let caller = stack.last();
            let trace = caller.map_or(span, |caller| caller.trace);
            let call = Call {
                // Small numbers are more frequent.
                function: random.below(functions).min(random.below(functions)),
                span,
                trace,
                start: now,
                is_task: random.below(4) == 0,
                origin: None,
            };
            write_record(&mut line, "start", now, thread, &call, caller, None);
            stack.push(call);
        } else if let Some(call) = stack.pop() {
            if random.below(10_000) == 0 {
                continue;
            }
            let fails = call.origin.is_some() && random.below(2) == 0 || random.below(100) == 0;
            let origin = if fails {
                Some(call.origin.unwrap_or(call.span))
            } else {
                None
            };
            let event = if fails { "error" } else { "done" };
            write_record(&mut line, event, now, thread, &call, stack.last(), origin);
            if let Some(caller) = stack.last_mut() {
                caller.origin = origin;
            }
        }
        written += line.len() as u64;
        file.write_all(line.as_bytes())?;
    }
    file.flush()
}

fn write_record(
    line: &mut String,
    event: &str,
    now: u64,
    thread: usize,
    call: &Call,
    caller: Option<&Call>,
    origin: Option<u64>,
) {
    let (hour, minute, second) = (
        now / 3_600_000_000 % 24,
        now / 60_000_000 % 60,
        now / 1_000_000 % 60,
    );
    let Call {
        function,
        span,
        trace,
        ..
    } = call;
    let level = if event == "error" { "ERROR" } else { "INFO" };
    let _ = write!(
        line,
        "{{\"time\":\"2026-11-{:02}T{hour:02}:{minute:02}:{second:02}.{:06}+00:00\",\"level\":\"{level}\",\"event\":\"{event}\"",
        1 + now / 86_400_000_000,
        now % 1_000_000,
    );
    if event != "start" {
        let elapsed = (now - call.start) * 1000;
        let _ = write!(line, ",\"elapsed_ns\":{elapsed}");
        if call.is_task {
            let _ = write!(line, ",\"busy_ns\":{}", elapsed / 2);
        }
    }
    let _ = write!(
        line,
        ",\"function\":\"service::module_{}::function_{function}\",\"trace_id\":\"{trace:032x}\",\"span_id\":\"{span:016x}\"",
        function % 17
    );
    if let Some(caller) = caller {
        let _ = write!(line, ",\"parent_id\":\"{:016x}\"", caller.span);
    }
    if let Some(origin) = origin.filter(|origin| origin != span) {
        let _ = write!(line, ",\"origin_id\":\"{origin:016x}\"");
    }
    let _ = write!(
        line,
        ",\"pid\":4242,\"tid\":{},\"thread\":\"worker-{thread}\"",
        100 + thread
    );
    if origin.is_some() {
        let _ = write!(
            line,
            ",\"error_type\":\"std::io::Error\",\"error\":\"row {}: the server is busy\"",
            span % 1000
        );
    }
    let _ = writeln!(
        line,
        ",\"target\":\"service::module_{}\",\"file\":\"src/module.rs\",\"line\":{},\"fields\":{{\"user_id\":{},\"name\":\"customer\"}},\
         \"message\":\"{event} function_{function}(user_id={}, name=\\\"customer\\\")\"}}",
        function % 17,
        function + 10,
        span % 5000,
        span % 5000
    );
}
