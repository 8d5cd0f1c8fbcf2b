//! The throughput and the memory of `tracked` on logs that are made with a seed.
//!
//! `cargo bench -p tracked-cli --bench throughput -- [MEGABYTES] [SEED]` writes the logs once into the target folder,
//! and prints a table: time, throughput, processor time and peak memory of each command. With `DUCKDB_PYTHON`, the path
//! of a Python that can `import duckdb` (by default `python3`), it runs the same question there and compares the answers.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsStr;
use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Call stacks. The last ones are tasks, which move between threads.
const STACKS: usize = 16;
const TASKS: usize = 4;

fn main() -> io::Result<()> {
    let numbers: Vec<u64> = env::args()
        .filter_map(|argument| argument.parse().ok())
        .collect();
    let number = |at: usize, default| numbers.get(at).copied().unwrap_or(default);
    let (megabytes, seed) = (number(0, 200), number(1, 1));
    let log = |megabytes, functions| log(megabytes, functions, seed);
    let (whole, small, names) = (
        log(megabytes, 200)?,
        log(100, 200)?,
        log(megabytes, 10_000)?,
    );
    println!(
        "{:44} {:>9} {:>10} {:>11} {:>8}",
        "", "time", "throughput", "CPU s/GB", "memory"
    );
    for (command, log, note) in [
        (&["functions"][..], &whole, ""),
        (&["errors"], &whole, ""),
        (&["open"], &whole, ""),
        (&["tree", "--failed"], &whole, ""),
        (&[], &whole, ""),
        (&["functions"], &names, ", 10,000 functions"),
        (&[], &small, ", 100 MB"),
    ] {
        // The second run has the log in the cache.
        run(tracked(command, log))?;
        let words: Vec<&str> = ["tracked"].iter().chain(command).copied().collect();
        let name = format!("{}{note}", words.join(" "));
        print(&name, size(log)?, &run(tracked(command, log))?);
    }
    compare_with_gzip(&small)?;
    compare_with_duckdb(&whole)
}

/// The path of a log, which is written if it does not exist.
fn log(megabytes: u64, functions: u64, seed: u64) -> io::Result<PathBuf> {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("throughput-{megabytes}-{functions}-{seed}.log"));
    if !path.exists() {
        let partial = path.with_extension("partial");
        write_log(&partial, megabytes * 1_000_000, functions, seed)?;
        fs::rename(&partial, &path)?;
    }
    Ok(path)
}

fn size(path: &Path) -> io::Result<u64> {
    Ok(fs::metadata(path)?.len())
}

fn tracked(arguments: &[&str], log: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tracked"));
    command.args(arguments).arg(log);
    command
}

struct Run {
    elapsed: Duration,
    /// The time of all processors.
    cpu: Duration,
    /// The highest memory in kB that was seen.
    memory: u64,
}

fn print(name: &str, size: u64, run: &Run) {
    let gigabytes = Duration::from_nanos(size).as_secs_f64();
    println!(
        "{name:44} {:>9.2?} {:>5.2} GB/s {:>11.2} {:>5} MB",
        run.elapsed,
        gigabytes / run.elapsed.as_secs_f64(),
        run.cpu.as_secs_f64() / gigabytes,
        run.memory / 1000
    );
}

fn run(mut command: Command) -> io::Result<Run> {
    let (start, cpu) = (Instant::now(), children_cpu());
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let status = format!("/proc/{}/status", child.id());
    let mut memory = 0;
    loop {
        if let Ok(text) = fs::read_to_string(&status) {
            let peak = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let peak = peak.and_then(|peak| peak.trim().trim_end_matches(" kB").parse().ok());
            memory = memory.max(peak.unwrap_or(0));
        }
        if let Some(status) = child.try_wait()? {
            assert!(status.success(), "{command:?}: {status}");
            return Ok(Run {
                elapsed: start.elapsed(),
                cpu: children_cpu().saturating_sub(cpu),
                memory,
            });
        }
        thread::sleep(Duration::from_millis(1));
    }
}

/// The processor time of the children that ended, in ticks of 10 ms. Zero on other systems than Linux.
fn children_cpu() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let ticks = fields
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok());
    Duration::from_millis(ticks.sum::<u64>() * 10)
}

fn compare_with_gzip(log: &Path) -> io::Result<()> {
    let path = log.with_extension("log.gz");
    if !path.exists() {
        let compressed = Command::new("gzip")
            .arg("-c")
            .arg(log)
            .stdout(File::create(&path)?)
            .status();
        if !compressed.is_ok_and(|status| status.success()) {
            println!("gzip is missing: no comparison with it");
            return fs::remove_file(&path);
        }
    }
    let mut gzip = Command::new("gzip");
    gzip.arg("-dc").arg(&path);
    print("gzip -dc, 100 MB", size(log)?, &run(gzip)?);
    let tracked = run(tracked(&["functions"], &path))?;
    print("tracked functions, 100 MB of gzip", size(log)?, &tracked);
    Ok(())
}

const QUESTION: &str = r#"
import duckdb, json, sys, time
duckdb.sql("SET enable_progress_bar = false")
start = time.time()
rows = duckdb.sql("""
SELECT function, count(*), sum(elapsed_ns)::UBIGINT, count(*) FILTER (event = 'error'),
    quantile_disc(elapsed_ns, 0.5), quantile_disc(elapsed_ns, 0.95)
FROM read_json($path, format = 'newline_delimited',
    columns = {event: 'VARCHAR', function: 'VARCHAR', elapsed_ns: 'UBIGINT'})
WHERE event IN ('done', 'error', 'panic', 'cancel') GROUP BY function
""", params = {"path": sys.argv[1]}).fetchall()
print(time.time() - start, file = sys.stderr)
print(json.dumps(rows))
"#;

fn compare_with_duckdb(log: &Path) -> io::Result<()> {
    let python = env::var_os("DUCKDB_PYTHON").unwrap_or_else(|| OsStr::new("python3").to_owned());
    let has_duckdb = Command::new(&python)
        .args(["-c", "import duckdb"])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if !has_duckdb {
        println!(
            "{} has no module duckdb: no comparison with it",
            python.display()
        );
        return Ok(());
    }
    let answers = log.with_extension("duckdb.json");
    let cpu = children_cpu();
    let mut child = Command::new(&python)
        .args(["-c", QUESTION])
        .arg(log)
        .stdout(File::create(&answers)?)
        .stderr(Stdio::piped())
        .spawn()?;
    let mut seconds = String::new();
    if let Some(errors) = &mut child.stderr {
        errors.read_to_string(&mut seconds)?;
    }
    assert!(child.wait()?.success(), "{seconds}");
    let seconds: f64 = seconds.trim().parse().expect("the time of the query");
    let query = Run {
        elapsed: Duration::from_secs_f64(seconds),
        cpu: children_cpu().saturating_sub(cpu),
        memory: 0,
    };
    print("DuckDB, without own times", size(log)?, &query);
    let theirs: Vec<(String, [u64; 5])> = serde_json::from_slice::<
        Vec<(String, u64, u64, u64, u64, u64)>,
    >(&fs::read(answers)?)?
    .into_iter()
    .map(|(function, count, sum, failed, p50, p95)| (function, [count, sum, failed, p50, p95]))
    .collect();
    let output = tracked(&["functions", "--output", "json"], log).output()?;
    let mut ours = BTreeMap::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let row: serde_json::Value = serde_json::from_str(line)?;
        let number = |key: &str| row[key].as_u64().expect("a number");
        let function = row["function"].as_str().expect("a name").to_owned();
        let numbers = [
            number("done") + number("errors") + number("panics") + number("cancelled"),
            number("total_ns"),
            number("errors"),
            number("p50_ns"),
            number("p95_ns"),
        ];
        ours.insert(function, numbers);
    }
    assert_eq!(ours.len(), theirs.len(), "functions");
    let mut worst = 0.0_f64;
    for (function, theirs) in &theirs {
        let ours = ours[function];
        assert_eq!(
            ours[..3],
            theirs[..3],
            "{function}: count, time and failures"
        );
        for (ours, theirs) in ours.iter().zip(theirs).skip(3) {
            #[allow(clippy::cast_precision_loss, reason = "a share")]
            let error = ours.abs_diff(*theirs) as f64 / *theirs as f64;
            worst = worst.max(error);
        }
    }
    println!(
        "{} functions: count, sum and failures are equal to those of DuckDB, quantiles differ by at most {:.2} %",
        theirs.len(),
        worst * 100.0
    );
    Ok(())
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

/// Threads and tasks that call functions in random order. One call of 100 fails and one of 10,000 never ends.
fn write_log(path: &Path, size: u64, functions: u64, seed: u64) -> io::Result<()> {
    let mut random = Random(seed);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    let mut stacks: Vec<Vec<Call>> = (0..STACKS).map(|_| Vec::new()).collect();
    let mut threads: Vec<usize> = (0..STACKS).collect();
    let (mut now, mut written, mut line) = (0_u64, 0_u64, String::new());
    while written < size {
        now += 1 + random.below(20);
        let number = usize::try_from(random.below(STACKS as u64)).unwrap_or(0);
        let stack = &mut stacks[number];
        let is_task = number >= STACKS - TASKS;
        if is_task && random.below(8) == 0 {
            let worker = usize::try_from(random.below(TASKS as u64)).unwrap_or(0);
            threads[number] = STACKS - TASKS + worker;
        }
        let thread = threads[number];
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
                is_task,
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
