//! Runs this binary again as a program with a logger, and reads which records it acknowledges.

use std::collections::HashMap;
use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

const PROGRAM: &str = "TRACKED_TEST_PROGRAM";
const LOG: &str = "TRACKED_TEST_LOG";
const WRITER: &str = "TRACKED_TEST_WRITER";

/// The name of the program to run, or `None` in the process that prints the table.
pub fn program() -> Option<String> {
    env::var(PROGRAM).ok()
}

/// The path of the log file.
pub fn log_path() -> PathBuf {
    env::var_os(LOG).expect("set by `Folder`").into()
}

/// The number of this process, if several write to one file.
pub fn writer() -> u32 {
    let writer = env::var(WRITER).expect("set by `Folder`");
    writer.parse().expect("a number")
}

/// Reports that `writer` has logged its records up to this number.
pub fn acknowledge(writer: u32, number: u32, start: Instant) {
    let line = format!("{writer} {number} {}\n", start.elapsed().as_millis());
    // One write, because other threads do not tear it. The lock of `stdout` could stay locked in a fork.
    //
    // SAFETY: `line` has this length.
    unsafe { libc::write(1, line.as_ptr().cast(), line.len()) };
}

/// A folder for the files of one row.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("reliability")
            .join(format!("{}-{number}", std::process::id()));
        fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn log(&self) -> PathBuf {
        self.0.join("log.txt")
    }

    pub fn program(&self, name: &str) -> Program {
        let this = env::current_exe().expect("the test binary has a path");
        self.program_of(Command::new(this), name)
    }

    /// The same, started by a shell script whose `$0` is the program.
    pub fn program_in_shell(&self, script: &str, name: &str) -> Program {
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(script);
        shell.arg(env::current_exe().expect("the test binary has a path"));
        self.program_of(shell, name)
    }

    fn program_of(&self, mut command: Command, name: &str) -> Program {
        command
            .env_remove("RUST_BACKTRACE")
            .env_remove("RUST_LOG")
            .env(PROGRAM, name)
            .env(LOG, self.log())
            .env(WRITER, "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        Program(command)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A program that has not started yet.
pub struct Program(Command);

impl Program {
    pub fn writer(mut self, writer: u32) -> Self {
        self.0.env(WRITER, writer.to_string());
        self
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.0.env(name, value);
        self
    }

    pub fn stderr(self, path: impl AsRef<OsStr>) -> Self {
        let file = fs::OpenOptions::new()
            .append(true)
            .create(true)
            .open(Path::new(path.as_ref()));
        self.stderr_to(file.expect("stderr can be opened").into())
    }

    pub fn stderr_to(mut self, stderr: Stdio) -> Self {
        self.0.stderr(stderr);
        self
    }

    pub fn start(mut self) -> Running {
        let mut child = self.0.spawn().expect("the test binary runs");
        let stdout = child.stdout.take().expect("stdout is a pipe");
        Running {
            child,
            lines: BufReader::new(stdout).lines(),
            acknowledged: Acknowledged::default(),
        }
    }

    pub fn run(self) -> (Acknowledged, ExitStatus) {
        self.start().end()
    }
}

/// A program that is running.
pub struct Running {
    child: Child,
    lines: std::io::Lines<BufReader<std::process::ChildStdout>>,
    acknowledged: Acknowledged,
}

impl Running {
    /// Waits until that many records are acknowledged.
    pub fn wait_for(&mut self, records: u32) {
        while self.acknowledged.count() < records && self.read_line() {}
    }

    /// Waits until the program has acknowledged records for that long.
    pub fn wait_for_time(&mut self, time: Duration) {
        while self.acknowledged.last < time && self.read_line() {}
    }

    pub fn signal(&self, signal: i32) {
        let id = i32::try_from(self.child.id()).expect("a process id");
        // SAFETY: the process is a child of this one, and no other code waits for it.
        unsafe { libc::kill(id, signal) };
    }

    pub fn end(mut self) -> (Acknowledged, ExitStatus) {
        while self.read_line() {}
        let status = self.child.wait().expect("the program ends");
        (self.acknowledged, status)
    }

    fn read_line(&mut self) -> bool {
        let Some(Ok(line)) = self.lines.next() else {
            return false;
        };
        self.acknowledged.add(&line);
        true
    }
}

/// The records that a program has acknowledged.
#[derive(Default)]
pub struct Acknowledged {
    /// The number of records of each writer.
    writers: HashMap<u32, u32>,
    /// The writer, the number and the time of each acknowledged record.
    times: Vec<(u32, u32, Duration)>,
    last: Duration,
}

impl Acknowledged {
    fn add(&mut self, line: &str) {
        // The end of the program may truncate a line.
        let mut numbers = line.split(' ').map(str::parse::<u32>);
        let (Some(Ok(writer)), Some(Ok(number)), Some(Ok(time)), None) = (
            numbers.next(),
            numbers.next(),
            numbers.next(),
            numbers.next(),
        ) else {
            return;
        };
        let time = Duration::from_millis(time.into());
        let count = self.writers.entry(writer).or_default();
        *count = (number + 1).max(*count);
        self.times.push((writer, number, time));
        self.last = self.last.max(time);
    }

    pub fn join(&mut self, other: &Self) {
        for (writer, count) in &other.writers {
            *self.writers.entry(*writer).or_default() += count;
        }
    }

    pub fn count(&self) -> u32 {
        self.writers.values().sum()
    }

    pub fn records(&self) -> impl Iterator<Item = (u32, u32)> {
        let writers = self.writers.iter();
        writers.flat_map(|(writer, count)| (0..*count).map(|number| (*writer, number)))
    }

    /// The records that were acknowledged at least this long before the last one.
    pub fn records_before(&self, time: Duration) -> impl Iterator<Item = (u32, u32)> {
        let records = self.times.iter();
        records
            .filter(move |(_, _, at)| *at + time < self.last)
            .map(|(writer, number, _)| (*writer, *number))
    }
}
