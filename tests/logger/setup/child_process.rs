//! Runs this test binary again as a program with a logger, and reads its log and its output.

use std::env;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

const PROGRAM: &str = "TRACKED_TEST_PROGRAM";
const LOG: &str = "TRACKED_TEST_LOG";
const READY: &str = "ready to be killed";

/// The name of the program to run, or `None` in the process of the tests.
pub(crate) fn program() -> Option<String> {
    env::var(PROGRAM).ok()
}

/// The path of the log file.
pub(crate) fn log_path() -> PathBuf {
    env::var_os(LOG).expect("set by `parent`").into()
}

/// Tells the parent process that it may kill this program, and waits.
pub(crate) fn wait_to_be_killed() -> ! {
    println!("{READY}");
    loop {
        std::thread::park();
    }
}

/// A program that has not started yet, with a folder of its own.
pub(crate) struct Parent {
    program: &'static str,
    folder: PathBuf,
    log: PathBuf,
    env: Vec<(&'static str, std::ffi::OsString)>,
    stderr: Option<PathBuf>,
    is_captured: bool,
}

pub(crate) fn parent(program: &'static str) -> Parent {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("logger")
        .join(format!("{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    Parent {
        program,
        log: folder.join("log.txt"),
        folder,
        env: Vec::new(),
        stderr: None,
        is_captured: false,
    }
}

impl Parent {
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn path(&self) -> &Path {
        &self.log
    }

    pub(crate) fn env(mut self, name: &'static str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name, value.as_ref().to_owned()));
        self
    }

    pub(crate) fn log_to(mut self, path: &Path) -> Self {
        path.clone_into(&mut self.log);
        self
    }

    pub(crate) fn stderr_to(mut self, path: &Path) -> Self {
        self.stderr = Some(path.to_owned());
        self
    }

    /// Lets the program capture its output, as tests do.
    pub(crate) fn captured(mut self) -> Self {
        self.is_captured = true;
        self
    }

    pub(crate) fn start(&self, more_env: &[(&str, String)]) -> Child {
        let stderr = match &self.stderr {
            Some(path) => File::options()
                .write(true)
                .open(path)
                .expect("stderr can be opened")
                .into(),
            None => Stdio::piped(),
        };
        Command::new(env::current_exe().expect("the test binary has a path"))
            .args(["--exact", "setup::child", "--test-threads=1"])
            .args((!self.is_captured).then_some("--nocapture"))
            .env_remove("RUST_BACKTRACE")
            .env_remove("NO_COLOR")
            .env_remove("RUST_LOG")
            .env_remove("RUST_LOG_STYLE")
            .env_remove("TRACEPARENT")
            .env_remove("TZ")
            .env(PROGRAM, self.program)
            .env(LOG, &self.log)
            .envs(self.env.iter().map(|(name, value)| (name, value)))
            .envs(more_env.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(stderr)
            .spawn()
            .expect("the test binary runs")
    }

    pub(crate) fn run(self) -> Run {
        let child = self.start(&[]);
        self.ended(child)
    }

    pub(crate) fn kill_when_ready(self) -> Run {
        let mut child = self.start(&[]);
        let stdout = child.stdout.take().expect("stdout is a pipe");
        BufReader::new(stdout)
            .lines()
            .map_while(Result::ok)
            .find(|line| line.contains(READY))
            .expect("the program gets ready");
        child.kill().expect("the program is still there");
        self.ended(child)
    }

    fn ended(self, child: Child) -> Run {
        let output = child.wait_with_output().expect("the program ends");
        Run {
            status: output.status,
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            parent: self,
        }
    }
}

impl Drop for Parent {
    fn drop(&mut self) {
        // After a failed test, the folder stays for inspection.
        if !std::thread::panicking() {
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

/// A program that has ended.
pub(crate) struct Run {
    pub status: ExitStatus,
    pub stdout: String,
    pub stderr: String,
    parent: Parent,
}

impl Run {
    pub(crate) fn path(&self) -> &Path {
        self.parent.path()
    }

    /// The records of the log without their times.
    pub(crate) fn log(&self) -> Vec<String> {
        records(&self.text())
    }

    /// The unchanged lines of the log.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.text().lines().map(str::to_owned).collect()
    }

    /// Splits stderr, if it is the log as well, into the notice and the records.
    pub(crate) fn notice_and_records(&self) -> (&str, Vec<String>) {
        let (notice, log) = self.stderr.split_once('\n').expect("a notice");
        (notice, records(log))
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).expect("the program made a log")
    }
}

/// Removes the time from every line. Panics if a line has no time or no line break.
pub(crate) fn records(log: &str) -> Vec<String> {
    assert!(log.is_empty() || log.ends_with('\n'), "{log}");
    log.lines()
        .map(|line| {
            let (time, record) = line.split_once(" - ").expect("a time");
            let shape: String = time
                .chars()
                .map(|char| if char.is_ascii_digit() { '0' } else { char })
                .collect();
            assert_eq!(shape, "0000-00-00 00:00:00,000", "{line}");
            record.to_owned()
        })
        .collect()
}
