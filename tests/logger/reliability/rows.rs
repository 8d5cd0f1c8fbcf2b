//! The rows of the table: each runs a program and checks a guarantee.

use std::fmt;
use std::fs;
use std::panic;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::{Duration, SystemTime};

use crate::log_files::Log;
use crate::processes::{Acknowledged, Folder};
use crate::writers::{
    FORKS, INTERVAL, RECORDS, RECORDS_OF_A_SIZE_WRITER, RECORDS_OF_A_THREAD, SHORT_FORKS, SIZE,
    THREADS,
};

pub const HEADER: &str = "
                                        acknowledged   found  lost  torn  duplicated  reported lost";

pub struct Row {
    name: &'static str,
    promise: Promise,
    run: fn(&Folder) -> Result<Acknowledged, &'static str>,
}

enum Promise {
    /// Every acknowledged record is in the log.
    All,
    /// The log reports the exact number of lost records.
    Counted,
    /// Every record that was acknowledged this long before the last one is in the log.
    AllBefore(Duration),
    /// The same, but there may be none, and that many lines may be incomplete: a process wrote the beginning of a record before the disk was
    /// full, and another one continued.
    CountedBut(u32),
    /// Every acknowledged record is in the log, and the log may have that many lines of records that were lost.
    AllBesides(u32),
    /// Every record is in the log, except those that this many kills may truncate: a kill can interrupt the system while it
    /// copies a record from one page of the file to the next. The next record then continues the same line.
    AllBut(u32),
}

pub const ROWS: &[Row] = &[
    row("return", Promise::All, |f| run(f, "returns", RECORDS)),
    row("exit(0)", Promise::All, |f| run(f, "exits", RECORDS)),
    row("panic", Promise::All, |f| run(f, "panics", RECORDS)),
    row("abort", Promise::All, |f| run(f, "aborts", RECORDS)),
    row("SIGTERM in mid-stream", Promise::All, |f| {
        stop(f, libc::SIGTERM)
    }),
    row("SIGKILL in mid-stream", Promise::AllBut(1), |f| {
        stop(f, libc::SIGKILL)
    }),
    row("8 threads x 50,000", Promise::All, |f| {
        run(f, "threads", THREADS * RECORDS_OF_A_THREAD)
    }),
    row("4 processes x 20,000 on one file", Promise::All, |f| {
        together(f, "shares")
    }),
    row("the same with rotation", Promise::All, |f| {
        together(f, "rotates")
    }),
    row(
        "rotation, killed 20 times in mid-stream",
        Promise::AllBut(20),
        kill_while_rotating,
    ),
    row(
        "compression, 4 processes, killed",
        Promise::AllBut(4),
        kill_while_compressing,
    ),
    row(
        "compression, killed at each step",
        Promise::All,
        kill_at_each_step_of_the_compression,
    ),
    row("compression, 20 forks under load", Promise::All, |f| {
        run(f, "compresses_and_forks", FORKED)
    }),
    row("compression, a process writes later", Promise::All, |f| {
        suspend_while_compressing(f, "delay_enter=6000000")
    }),
    row("compression, a process looks later", Promise::All, |f| {
        suspend_while_compressing(f, "delay_exit=300000")
    }),
    row("renamed and removed under load", Promise::All, |f| {
        run(f, "loses_its_file", 20_000)
    }),
    row("20 forks under load", Promise::All, |f| {
        run(f, "forks", FORKED)
    }),
    row("500 forks while files are replaced", Promise::All, |f| {
        fork_while_replacing(f)
    }),
    row(
        "20 forks while the disk fails",
        Promise::AllBesides(1),
        fork_while_failing,
    ),
    row(
        "a fork with the same process id",
        Promise::All,
        fork_into_a_namespace,
    ),
    row("midnight, 4 threads", Promise::All, |f| {
        cross_midnight(f, 1)
    }),
    row("midnight, 4 processes", Promise::All, |f| {
        cross_midnight(f, 4)
    }),
    row("size limit, 4 threads", Promise::All, |f| {
        keep_to_the_size(f, 1)
    }),
    row("size limit, 4 processes", Promise::All, |f| {
        keep_to_the_size(f, 4)
    }),
    row("file size limit, lifted", Promise::Counted, |f| {
        meet_a_limit(f, "meets_a_limit")
    }),
    row("the same, at the end", Promise::Counted, |f| {
        without_signal(f, "flushes_after_a_limit", 3000)
    }),
    row("file size limit, on and off", Promise::Counted, |f| {
        without_signal(f, "flaps", 4 * 5000)
    }),
    row(
        "disk full, twice, and recovered",
        Promise::Counted,
        fill_a_disk,
    ),
    row(
        "disk full, 4 processes",
        Promise::CountedBut(40),
        fill_a_shared_disk,
    ),
    row("disk and stderr full", Promise::Counted, fill_everything),
    row(
        "disk full, nobody reads stderr",
        Promise::Counted,
        fill_the_pipe_of_notices,
    ),
    row("RUST_LOG=info/end, values that fail", Promise::All, |f| {
        filter_values_that_fail(f)
    }),
    row("buffered: return", Promise::All, |f| {
        run(f, "buffers_and_returns", RECORDS)
    }),
    row("buffered: exit(0)", Promise::All, |f| {
        run(f, "buffers_and_exits", RECORDS)
    }),
    row("buffered: panic", Promise::All, |f| {
        run(f, "buffers_and_panics", RECORDS)
    }),
    row(
        "buffered: SIGKILL in mid-stream",
        BUFFERED,
        kill_while_buffering,
    ),
    row("buffered: file size limit, lifted", Promise::Counted, |f| {
        meet_a_limit(f, "buffers_and_meets_a_limit")
    }),
    row("buffered: 20 forks under load", Promise::All, |f| {
        run(f, "buffers_and_forks", FORKED)
    }),
];

const FORKED: u32 = 4 * RECORDS + FORKS * 100;

// On a busy machine, the thread that writes may have to wait.
const BUFFERED: Promise = Promise::AllBefore(INTERVAL.saturating_mul(5));

const fn row(
    name: &'static str,
    promise: Promise,
    run: fn(&Folder) -> Result<Acknowledged, &'static str>,
) -> Row {
    Row { name, promise, run }
}

impl Row {
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// A panic is a broken promise too: a program fails, hangs or acknowledges too little.
    pub fn run(&self) -> Outcome {
        let result = panic::catch_unwind(|| self.count()).unwrap_or(Err(Failure::Panic));
        Outcome {
            name: self.name,
            result,
        }
    }

    fn count(&self) -> Result<Counts, Failure> {
        let folder = Folder::new();
        let acknowledged = (self.run)(&folder).map_err(Failure::NotRun)?;
        let log = Log::read(folder.path());
        let lost = acknowledged.records().filter(|record| !log.has(*record));
        let lost = u32::try_from(lost.count()).expect("not that many");
        let kept = match self.promise {
            Promise::All => lost == 0 && log.reported == 0,
            Promise::Counted => lost == log.reported && lost > 0,
            Promise::CountedBut(_) => lost == log.reported,
            Promise::AllBesides(_) => lost == 0,
            Promise::AllBefore(time) => acknowledged
                .records_before(time)
                .all(|record| log.has(record)),
            Promise::AllBut(_) => lost <= log.torn,
        };
        // A kill truncates the record that the system is writing.
        let cut = match self.promise {
            Promise::All | Promise::Counted => 0,
            Promise::AllBefore(_) => 1,
            Promise::AllBut(lines) | Promise::AllBesides(lines) | Promise::CountedBut(lines) => {
                lines
            }
        };
        Ok(Counts {
            kept: kept && log.torn <= cut && log.duplicated() == 0,
            acknowledged: acknowledged.count(),
            found: log.found(),
            lost,
            torn: log.torn,
            duplicated: log.duplicated(),
            reported: log.reported,
        })
    }
}

/// A row of the table.
pub struct Outcome {
    name: &'static str,
    result: Result<Counts, Failure>,
}

enum Failure {
    /// The reason why this machine cannot run the row.
    NotRun(&'static str),
    /// The message is on stderr.
    Panic,
}

struct Counts {
    kept: bool,
    acknowledged: u32,
    found: u32,
    lost: u32,
    torn: u32,
    duplicated: u32,
    reported: u32,
}

impl Outcome {
    pub fn is_broken(&self) -> bool {
        match &self.result {
            Ok(counts) => !counts.kept,
            Err(Failure::NotRun(_)) => false,
            Err(Failure::Panic) => true,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match &self.result {
            Err(Failure::NotRun(reason)) => write!(f, "{name:<38}  not run: {reason}"),
            Err(Failure::Panic) => write!(f, "{name:<38}  BROKEN, as stderr says"),
            Ok(counts) => write!(
                f,
                "{name:<38}  {:>12}{:>8}{:>6}{:>6}{:>12}{:>15}{}",
                counts.acknowledged,
                counts.found,
                counts.lost,
                counts.torn,
                counts.duplicated,
                counts.reported,
                if counts.kept { "" } else { "  BROKEN" }
            ),
        }
    }
}

/// Panics if the program acknowledges fewer records than it should.
fn run(folder: &Folder, program: &str, records: u32) -> Result<Acknowledged, &'static str> {
    let (acknowledged, status) = folder.program(program).run();
    assert_eq!(acknowledged.count(), records, "{program}: {status}");
    Ok(acknowledged)
}

fn stop(folder: &Folder, signal: i32) -> Result<Acknowledged, &'static str> {
    let mut program = folder.program("streams").start();
    program.wait_for(5000);
    program.signal(signal);
    let (acknowledged, status) = program.end();
    assert!(!status.success());
    Ok(acknowledged)
}

/// Kills one program after another, each at a different moment, while a second program keeps running.
fn kill_while_rotating(folder: &Folder) -> Result<Acknowledged, &'static str> {
    let start = |writer| folder.program("rotates_and_streams").writer(writer).start();
    let mut all = Acknowledged::default();
    let mut other = start(0);
    for writer in 1..20 {
        let mut program = start(writer);
        program.wait_for(30 + 7 * writer);
        program.signal(libc::SIGKILL);
        all.join(&program.end().0);
        other.wait_for(30 * writer);
    }
    other.signal(libc::SIGKILL);
    all.join(&other.end().0);
    Ok(all)
}

/// Kills four programs that rotate and compress the same files, and lets another one do the rest.
fn kill_while_compressing(folder: &Folder) -> Result<Acknowledged, &'static str> {
    let start = |writer| {
        let program = folder.program("compresses_and_streams");
        program.writer(writer).start()
    };
    let programs = [0, 1, 2, 3].map(start);
    let mut all = Acknowledged::default();
    for (mut program, time) in programs.into_iter().zip([1200, 1500, 1800, 2100]) {
        program.wait_for_time(Duration::from_millis(time));
        program.signal(libc::SIGKILL);
        all.join(&program.end().0);
    }
    compress_the_rest(folder, 4, &mut all);
    Ok(all)
}

/// `strace` kills the program at a system call of the thread that compresses: after that, each record is in one file.
fn kill_at_each_step_of_the_compression(folder: &Folder) -> Result<Acknowledged, &'static str> {
    has_strace()?;
    let log = folder.log();
    let hidden = log.with_file_name(".log.txt.gz").display().to_string();
    // `strace` looks at the old name of a rename.
    let old: String = (1..50)
        .map(|number| format!(" -P {}.{number}", log.display()))
        .collect();
    let mut all = Acknowledged::default();
    for (writer, (paths, call)) in (0..).zip([
        (format!("-P {hidden}"), "ftruncate"),
        (format!("-P {hidden}"), "write"),
        (format!("-P {hidden}"), "fsync"),
        (format!("-P {hidden}"), "/^rename"),
        (old, "/^rename"),
    ]) {
        let script = format!(
            "exec strace -f -o /dev/null {paths} -e trace={call} -e inject={call}:signal=KILL \"$0\""
        );
        let program = folder.program_in_shell(&script, "compresses");
        let (acknowledged, status) = program.writer(writer).run();
        assert!(!status.success(), "not killed at {call}");
        all.join(&acknowledged);
        assert_each_once(folder, &all);
    }
    compress_the_rest(folder, 5, &mut all);
    Ok(all)
}

/// Runs a program that compresses what the killed ones have left.
fn compress_the_rest(folder: &Folder, writer: u32, all: &mut Acknowledged) {
    assert_each_once(folder, all);
    let (acknowledged, status) = folder.program("compresses").writer(writer).run();
    assert!(status.success(), "{status}");
    all.join(&acknowledged);
    let files = fs::read_dir(folder.path()).expect("the folder is there");
    let names = files.map(|file| file.expect("a file").file_name().into_string());
    for name in names.map(|name| name.expect("text")) {
        let is_compressed = name.starts_with("log.txt.") && name.ends_with(".gz");
        assert!(is_compressed || name == "log.txt", "{name} is left");
    }
}

fn assert_each_once(folder: &Folder, all: &Acknowledged) {
    let log = Log::read(folder.path());
    let lost = all.records().filter(|record| !log.has(*record)).count();
    assert_eq!((lost, log.duplicated()), (0, 0), "lost or duplicated");
}

/// `strace` suspends a program before or after it writes its second record. Meanwhile, another program rotates the file,
/// and compresses it if it has not to wait for the first one.
fn suspend_while_compressing(folder: &Folder, delay: &str) -> Result<Acknowledged, &'static str> {
    has_strace()?;
    let script = format!(
        "exec strace -f -o /dev/null -P {} -e trace=write -e inject=write:{delay}:when=2 \"$0\"",
        folder.log().display()
    );
    let mut late = folder.program_in_shell(&script, "writes_two").start();
    late.wait_for(1);
    let mut all = Acknowledged::default();
    compress_the_rest(folder, 1, &mut all);
    let (acknowledged, status) = late.end();
    assert!(status.success(), "{status}");
    assert_eq!(acknowledged.count(), 2);
    all.join(&acknowledged);
    Ok(all)
}

fn kill_while_buffering(folder: &Folder) -> Result<Acknowledged, &'static str> {
    let mut program = folder.program("buffers_and_streams").start();
    program.wait_for_time(INTERVAL * 12);
    program.signal(libc::SIGKILL);
    Ok(program.end().0)
}

fn together(folder: &Folder, program: &str) -> Result<Acknowledged, &'static str> {
    let programs = [0, 1, 2, 3].map(|writer| folder.program(program).writer(writer).start());
    let mut all = Acknowledged::default();
    for program in programs {
        let (acknowledged, status) = program.end();
        assert!(status.success(), "{status}");
        all.join(&acknowledged);
    }
    assert_eq!(all.count(), 4 * RECORDS);
    Ok(all)
}

fn meet_a_limit(folder: &Folder, program: &str) -> Result<Acknowledged, &'static str> {
    if !works(Command::new("prlimit").arg("--version")) {
        return Err("there is no prlimit on this machine");
    }
    // The system also sends a signal, which would terminate the program.
    let program = folder.program_in_shell(
        "trap '' XFSZ; prlimit --pid=$$ --fsize=65536:unlimited && exec \"$0\"",
        program,
    );
    let (acknowledged, status) = program.stderr(folder.path().join("stderr.txt")).run();
    assert!(status.success(), "{status}");
    assert_notices(&folder.path().join("stderr.txt"));
    assert_eq!(acknowledged.count(), 3000);
    Ok(acknowledged)
}

fn without_signal(
    folder: &Folder,
    program: &str,
    records: u32,
) -> Result<Acknowledged, &'static str> {
    let program = folder.program_in_shell("trap '' XFSZ; exec \"$0\"", program);
    let (acknowledged, status) = program.stderr(folder.path().join("stderr.txt")).run();
    assert!(status.success(), "{status}");
    assert_notices(&folder.path().join("stderr.txt"));
    assert_eq!(acknowledged.count(), records);
    Ok(acknowledged)
}

fn fork_while_replacing(folder: &Folder) -> Result<Acknowledged, &'static str> {
    let (acknowledged, status) = folder.program("forks_while_replacing").run();
    assert!(status.success(), "{status}");
    let children = acknowledged.records().filter(|(writer, _)| *writer >= 100);
    assert_eq!(children.count(), 3 * SHORT_FORKS as usize);
    Ok(acknowledged)
}

fn fork_while_failing(folder: &Folder) -> Result<Acknowledged, &'static str> {
    if !works(Command::new("prlimit").arg("--version")) {
        return Err("there is no prlimit on this machine");
    }
    let program = folder.program_in_shell(
        "trap '' XFSZ; prlimit --pid=$$ --fsize=65536:unlimited && exec \"$0\"",
        "forks_while_failing",
    );
    let (acknowledged, status) = program.stderr(folder.path().join("stderr.txt")).run();
    assert!(status.success(), "{status}");
    assert_eq!(acknowledged.count(), 3 * FORKS, "a child was late");
    Ok(acknowledged)
}

fn fork_into_a_namespace(folder: &Folder) -> Result<Acknowledged, &'static str> {
    const UNSHARE: &str = "unshare --user --map-root-user --pid --fork";
    if !works(Command::new("sh").args(["-c", &format!("{UNSHARE} true")])) {
        return Err("this machine lets us create no namespace");
    }
    let script = format!("{UNSHARE} \"$0\"");
    let (acknowledged, status) = folder
        .program_in_shell(&script, "forks_into_a_namespace")
        .run();
    assert!(status.success(), "{status}");
    assert_eq!(acknowledged.count(), 200);
    Ok(acknowledged)
}

/// The file of the day before has no record of the new day, and there is no third file.
fn cross_midnight(folder: &Folder, processes: u32) -> Result<Acknowledged, &'static str> {
    let since_1970 = SystemTime::UNIX_EPOCH.elapsed().expect("a later time");
    let second = (since_1970.as_secs() + 2) % (24 * 3600);
    // POSIX counts the offset to the west. At this offset, a day begins in one to two seconds.
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    let zone = format!("TST{hours:02}:{minutes:02}:{seconds:02}");
    let start = |writer| {
        let program = folder.program("crosses_midnight").writer(writer);
        program.env("TZ", &zone).start()
    };
    let programs: Vec<_> = (0..processes).map(start).collect();
    let mut all = Acknowledged::default();
    for program in programs {
        let (acknowledged, status) = program.end();
        assert!(status.success(), "{status}");
        all.join(&acknowledged);
    }
    let mut files: Vec<_> = fs::read_dir(folder.path())
        .expect("the folder is there")
        .map(|file| file.expect("a file").path())
        .collect();
    files.sort();
    let [today, yesterday] = files.as_slice() else {
        panic!("other files than two: {files:?}");
    };
    assert_eq!(*today, folder.log());
    let yesterday = fs::read_to_string(yesterday).expect("text");
    let today = fs::read_to_string(today).expect("text");
    let date = |line: &str| line[..10].to_owned();
    let (first, last) = (
        date(&yesterday),
        date(today.lines().last().expect("a line")),
    );
    assert_ne!(first, last);
    for line in yesterday.lines() {
        assert_eq!(date(line), first, "{line}");
    }
    Ok(all)
}

/// Each writer may exceed the limit by one record.
fn keep_to_the_size(folder: &Folder, processes: u32) -> Result<Acknowledged, &'static str> {
    const LONGEST_RECORD: u64 = 250;

    let start = |writer| folder.program("keeps_to_the_size").writer(writer).start();
    let programs: Vec<_> = (0..processes).map(start).collect();
    let mut all = Acknowledged::default();
    for program in programs {
        let (acknowledged, status) = program.end();
        assert!(status.success(), "{status}");
        all.join(&acknowledged);
    }
    assert_eq!(all.count(), processes * 4 * RECORDS_OF_A_SIZE_WRITER);
    let limit = SIZE + u64::from(4 * processes) * LONGEST_RECORD;
    for file in fs::read_dir(folder.path()).expect("the folder is there") {
        let file = file.expect("a file");
        let len = file.metadata().expect("it is there").len();
        assert!(len <= limit, "{} has {len} bytes", file.path().display());
    }
    Ok(all)
}

fn fill_a_disk(folder: &Folder) -> Result<Acknowledged, &'static str> {
    let (acknowledged, status) = run_on_a_small_disk(folder, "\"$0\"", "fills_its_disk")?;
    assert!(status.success(), "{status}");
    assert_notices(&folder.path().join("stderr.txt"));
    assert_eq!(acknowledged.count(), 3100);
    Ok(acknowledged)
}

fn fill_a_shared_disk(folder: &Folder) -> Result<Acknowledged, &'static str> {
    let script = "sh -c 'for writer in 0 1 2 3; do TRACKED_TEST_WRITER=$writer \"$0\" & done; wait; \
        cp \"$TRACKED_TEST_LOG\" \"${TRACKED_TEST_LOG%/log.txt}.outside/log.txt\"' \"$0\"";
    let (acknowledged, status) = run_on_a_small_disk(folder, script, "shares_a_full_disk")?;
    assert!(status.success(), "{status}");
    assert_eq!(acknowledged.count(), 4 * 300);
    Ok(acknowledged)
}

/// Runs a script whose `$0` is the program. The log is on a file system of 256 KiB, from which it is copied at the end.
fn run_on_a_small_disk(
    folder: &Folder,
    run: &str,
    program: &str,
) -> Result<(Acknowledged, ExitStatus), &'static str> {
    const UNSHARE: &str = "unshare --user --map-root-user --mount sh -c \
        'mount -t tmpfs -o size=256k tmpfs \"$1\" && shift && exec \"$@\"' sh";
    let disk = folder.path().join("disk");
    let outside = folder.path().join("disk.outside");
    for folder in [&disk, &outside] {
        fs::create_dir_all(folder).expect("a folder");
    }
    let mut try_it = Command::new("sh");
    try_it
        .args(["-c", &format!("{UNSHARE} \"$0\" true")])
        .arg(&disk);
    if !works(&mut try_it) {
        return Err("this machine lets us mount no small file system");
    }
    let script = format!(
        "TRACKED_TEST_LOG='{0}/log.txt'; export TRACKED_TEST_LOG; {UNSHARE} '{0}' {run}",
        disk.display()
    );
    let end = folder
        .program_in_shell(&script, program)
        .stderr(folder.path().join("stderr.txt"))
        .run();
    fs::rename(outside.join("log.txt"), folder.log()).expect("the log was copied");
    Ok(end)
}

fn fill_everything(folder: &Folder) -> Result<Acknowledged, &'static str> {
    if !Path::new("/dev/full").exists() {
        return Err("there is no /dev/full on this machine");
    }
    let program = folder.program("has_nowhere_to_write").stderr("/dev/full");
    let (acknowledged, status) = program.run();
    assert!(status.success(), "{status}");
    assert_eq!(acknowledged.count(), 2000);
    Ok(acknowledged)
}

/// Stderr is a pipe that is full and that nobody reads, so a notice that waits for it waits forever.
fn fill_the_pipe_of_notices(folder: &Folder) -> Result<Acknowledged, &'static str> {
    if !Path::new("/dev/full").exists() {
        return Err("there is no /dev/full on this machine");
    }
    let (_reader, writer) = std::io::pipe().expect("a pipe");
    let program = folder.program("cannot_report_its_full_disk");
    let (acknowledged, status) = program.stderr_to(writer.into()).run();
    assert!(status.success(), "{status}");
    assert_eq!(acknowledged.count(), 2000);
    Ok(acknowledged)
}

fn filter_values_that_fail(folder: &Folder) -> Result<Acknowledged, &'static str> {
    let program = folder.program("filters_values_that_fail");
    let (acknowledged, status) = program.env("RUST_LOG", "info/end").run();
    assert!(status.success(), "{status}");
    assert_eq!(acknowledged.count(), 1000);
    Ok(acknowledged)
}

/// The logger may write at most one line a minute to stderr.
fn assert_notices(stderr: &Path) {
    let stderr = fs::read_to_string(stderr).expect("stderr is text");
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
    assert!(stderr.starts_with("tracked: cannot write to the log file "));
}

fn has_strace() -> Result<(), &'static str> {
    works(Command::new("strace").args(["-f", "-o", "/dev/null", "true"]))
        .then_some(())
        .ok_or("there is no strace on this machine")
}

fn works(command: &mut Command) -> bool {
    command.output().is_ok_and(|output| output.status.success())
}
