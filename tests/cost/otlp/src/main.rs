//! What shipping the log costs and loses, next to exporters inside of the program.
//!
//! `cargo run --release -p tracked-otlp-bench [CALLS]` prints the tables, and `README.md` describes them. With `requests`
//! instead of a number, it prints only the last table.

mod program;
mod receiver;

use std::env;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use program::{Ending, Lines};
use receiver::Arrived;

const EXPORTERS: [&str; 7] = [
    "tracked",
    "tracked, ends only",
    "tracked, buffered",
    "opentelemetry_sdk",
    "tracing",
    "fastrace",
    "emit",
];

/// Whether the program logs to a file, from which a process of its own sends.
fn is_tracked(exporter: &str) -> bool {
    exporter.starts_with("tracked")
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["run", exporter, url, log, calls, queue, ending] => {
            let ending = Ending::ALL.into_iter().find(|(name, _)| *name == ending);
            let (_, ending) = ending.expect("an ending");
            let calls = calls.parse().expect("a number");
            program::run(exporter, url, log, calls, queue.parse().ok(), ending);
        }
        ["bare writes", log, calls] => {
            program::run_bare_writes(log, calls.parse().expect("a number"));
        }
        ["requests", layer, lines, log, requests] => {
            let lines = Lines::ALL.into_iter().find(|(name, _)| *name == lines);
            let (_, lines) = lines.expect("what is logged");
            program::run_requests(layer, lines, log, requests.parse().expect("a number"));
        }
        ["requests"] => print_requests(&folder().join("requests.log"), 100_000),
        [] => print_tables(300_000),
        [calls] => print_tables(calls.parse().expect("a number of calls")),
        _ => panic!("expected a number of calls, or `requests`"),
    }
}

/// The folder for logs, which is on the disk of the repository.
fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../target/otlp-bench");
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn print_tables(calls: u64) {
    let folder = folder();
    let mut cargo = Command::new("cargo");
    cargo.args(["build", "--quiet", "--release", "--package", "tracked-cli"]);
    assert!(cargo.status().expect("cargo").success());
    let address = free_address();
    let collector = Collector {
        url: format!("http://{address}"),
        arrived: receiver::serve(&address),
        log: folder.join("bench.log"),
    };
    collector.print_throughput(calls);
    collector.print_losses(10_000);
    print_requests(&folder.join("requests.log"), 100_000);
}

fn free_address() -> String {
    let port = TcpListener::bind("127.0.0.1:0").expect("a port");
    port.local_addr().expect("an address").to_string()
}

/// What an exporter has done.
struct Row {
    name: String,
    /// Spans per second.
    rate: f64,
    lost: u64,
    /// Of a call in the program.
    nanos: f64,
    /// Microseconds of a call in all processes.
    processor: f64,
}

struct Collector {
    url: String,
    arrived: Arrived,
    log: PathBuf,
}

impl Collector {
    fn program(&self, url: &str, exporter: &str, calls: u64, queue: &str, ending: &str) -> Command {
        let mut command = Command::new(env::current_exe().expect("a program"));
        command.args(["run", exporter, url]).arg(&self.log).args([
            &calls.to_string(),
            queue,
            ending,
        ]);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        command
    }

    fn ship(&self, url: &str, compression: &str) -> Command {
        let mut command = Command::new(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../target/release/tracked"),
        );
        command.args(["ship", "--to", url]).arg(&self.log);
        command.env("OTEL_EXPORTER_OTLP_COMPRESSION", compression);
        command.stdout(Stdio::null()).stderr(Stdio::null());
        command
    }

    fn remove_log(&self) {
        _ = fs::remove_file(&self.log);
        self.remove_checkpoint();
    }

    fn remove_checkpoint(&self) {
        _ = fs::remove_file(self.log.with_extension("log.ship"));
    }

    /// The best of three runs, which take turns, and the most that one of them has lost. The queues of the SDK hold all
    /// calls here.
    fn print_throughput(&self, calls: u64) {
        println!("\n## {calls} calls, from the first call until all have arrived\n");
        println!(
            "| exporter | spans per second | lost | ns of a call in the program | µs of processor per call |"
        );
        println!("|---|---:|---:|---:|---:|");
        let mut rows: Vec<Row> = Vec::new();
        let mut bare_writes = f64::INFINITY;
        for _ in 0..3 {
            bare_writes = bare_writes.min(self.run_bare_writes(calls));
            let run = EXPORTERS
                .iter()
                .flat_map(|exporter| self.run(exporter, calls));
            let run: Vec<Row> = run.collect();
            if rows.is_empty() {
                rows = run;
                continue;
            }
            for (best, row) in rows.iter_mut().zip(run) {
                best.rate = best.rate.max(row.rate);
                best.lost = best.lost.max(row.lost);
                best.nanos = best.nanos.min(row.nanos);
                best.processor = best.processor.min(row.processor);
            }
        }
        for row in rows {
            let Row {
                name,
                rate,
                lost,
                nanos,
                processor,
            } = row;
            println!("| {name} | {rate:.0} | {lost} | {nanos:.0} | {processor:.2} |");
        }
        println!("| two bare writes of the lines of `tracked` | | | {bare_writes:.0} | |");
    }

    /// The nanoseconds of the system calls in an unbuffered call of `tracked`.
    fn run_bare_writes(&self, calls: u64) -> f64 {
        self.remove_log();
        let mut command = Command::new(env::current_exe().expect("a program"));
        command
            .arg("bare writes")
            .arg(&self.log)
            .arg(calls.to_string());
        number(&command.output().expect("the program"))
    }

    /// One run of an exporter. The calls of `tracked` are shipped twice.
    fn run(&self, exporter: &str, calls: u64) -> Vec<Row> {
        self.remove_log();
        let before = processor_time();
        let begin = Instant::now();
        let queue = calls.to_string();
        let output = self
            .program(&self.url, exporter, calls, &queue, "return")
            .output();
        let nanos = number(&output.expect("the program"));
        #[allow(clippy::cast_precision_loss, reason = "the figures are rounded anyway")]
        let row = |name: String, begin: Instant, before: f64| {
            let elapsed = begin.elapsed().as_secs_f64();
            let arrived = self.arrived.take();
            // A call of fastrace is in a span of its own, as its root has to be.
            let made = if exporter == "fastrace" {
                2 * calls
            } else {
                calls
            };
            Row {
                name,
                rate: arrived as f64 / elapsed,
                lost: made - arrived.min(made),
                nanos,
                processor: (processor_time() - before) * 1e6 / calls as f64,
            }
        };
        if !is_tracked(exporter) {
            return vec![row(exporter.to_owned(), begin, before)];
        }
        let logged = processor_time() - before;
        let rows = ["none", "gzip"].iter().map(|compression| {
            self.remove_checkpoint();
            let (begin, before) = (Instant::now(), processor_time());
            let status = self.ship(&self.url, compression).status();
            assert!(status.expect("the shipper").success());
            let name = format!("{exporter}, `tracked ship`, {compression}");
            row(name, begin, before - logged)
        });
        rows.collect()
    }

    /// The settings of all exporters are the defaults here.
    fn print_losses(&self, calls: u64) {
        println!("\n## Lost of {calls} calls\n");
        println!("| exporter | return | `exit` | panic | SIGKILL | collector away for 10 s |");
        println!("|---|---:|---:|---:|---:|---:|");
        for exporter in EXPORTERS {
            let made = if exporter == "fastrace" {
                2 * calls
            } else {
                calls
            };
            let mut lost = Vec::new();
            for ending in ["return", "exit", "panic", "kill"] {
                self.remove_log();
                let mut program = self.program(&self.url, exporter, calls, "default", ending);
                _ = program.status().expect("the program");
                if is_tracked(exporter) {
                    let status = self.ship(&self.url, "none").status();
                    assert!(status.expect("the shipper").success());
                }
                // What a killed program has sent may still be on its way.
                thread::sleep(Duration::from_millis(200));
                lost.push((made - self.arrived.take().min(made)).to_string());
            }
            lost.push((made - self.arrived_late(exporter, calls).min(made)).to_string());
            println!("| {exporter} | {} |", lost.join(" | "));
        }
    }

    /// The spans that arrive if the collector starts ten seconds after the program.
    fn arrived_late(&self, exporter: &str, calls: u64) -> u64 {
        self.remove_log();
        let address = free_address();
        let url = format!("http://{address}");
        let mut program = self
            .program(&url, exporter, calls, "default", "later")
            .spawn()
            .expect("the program");
        let shipper: Option<Child> = is_tracked(exporter).then(|| {
            let mut command = self.ship(&url, "none");
            command.arg("--follow").spawn().expect("the shipper")
        });
        thread::sleep(Duration::from_secs(10));
        let arrived = receiver::serve(&address);
        _ = program.wait();
        if let Some(mut shipper) = shipper {
            // The pause between two requests is at most 1.5 times 30 s.
            for _ in 0..450 {
                thread::sleep(Duration::from_millis(100));
                let count = arrived.take();
                if count > 0 {
                    thread::sleep(Duration::from_secs(1));
                    _ = shipper.kill();
                    _ = shipper.wait();
                    return count + arrived.take();
                }
            }
            _ = shipper.kill();
        }
        thread::sleep(Duration::from_millis(200));
        arrived.take()
    }
}

/// The least of five runs, which take turns.
fn print_requests(log: &Path, requests: u64) {
    println!("\n## Nanoseconds of a request through a layer and an empty handler\n");
    println!("| logged | lines of a request | none | TraceLayer | ServerLayer |");
    println!("|---|---:|---:|---:|---:|");
    for (lines, _) in Lines::ALL {
        let mut times = [f64::INFINITY; 3];
        let mut written = Vec::new();
        for _ in 0..5 {
            written.clear();
            for (layer, time) in ["none", "TraceLayer", "ServerLayer"].iter().zip(&mut times) {
                _ = fs::remove_file(log);
                let mut command = Command::new(env::current_exe().expect("a program"));
                command
                    .args(["requests", layer, lines])
                    .arg(log)
                    .arg(requests.to_string());
                let output = command.output().expect("the program");
                *time = time.min(number(&output));
                let text = fs::read_to_string(log).unwrap_or_default();
                // The first record of a process is not one of a request.
                written.push(text.lines().count() as u64 / requests);
            }
        }
        assert_eq!(written[1], written[2], "both layers log as much");
        let cells = times.map(|time| format!("{time:.0}"));
        println!("| {lines} | {} | {} |", written[1], cells.join(" | "));
    }
}

/// What a program has printed.
fn number(output: &Output) -> f64 {
    let text = str::from_utf8(&output.stdout).expect("a number");
    text.trim().parse().expect("a number")
}

/// The processor time of all children that have ended, in seconds.
fn processor_time() -> f64 {
    const TICKS_PER_SECOND: f64 = 100.0;
    let stat = fs::read_to_string("/proc/self/stat").expect("Linux");
    // The second field is the name of the program, which may contain spaces.
    let (_, fields) = stat.rsplit_once(") ").expect("a name in brackets");
    let ticks = fields.split(' ').skip(13).take(2);
    let ticks: u32 = ticks
        .map(|field| field.parse::<u32>().expect("a number"))
        .sum();
    f64::from(ticks) / TICKS_PER_SECOND
}
