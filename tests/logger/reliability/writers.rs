//! The programs that the rows run: each writes a log.

use std::fmt;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::process::{self, Command};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use tracked_core::{Builder, Rotate, log};

use crate::log_files::message;
use crate::processes::{acknowledge, log_path, writer};

pub const RECORDS: u32 = 20_000;
pub const THREADS: u32 = 8;
pub const RECORDS_OF_A_THREAD: u32 = 50_000;
pub const FORKS: u32 = 20;

/// The interval of a buffered logger.
pub const INTERVAL: Duration = Duration::from_millis(50);

pub fn start(name: &str) {
    let (_, program) = PROGRAMS
        .iter()
        .find(|(known, _)| *known == name)
        .expect("the row names a program");
    program();
}

macro_rules! programs {
    ($($name:ident)*) => {
        const PROGRAMS: &[(&str, fn())] = &[$((stringify!($name), $name)),*];
    };
}

programs! {
    returns exits panics aborts streams threads shares rotates rotates_and_streams forks
    buffers_and_returns buffers_and_exits buffers_and_panics buffers_and_streams buffers_and_forks
    forks_while_failing forks_while_replacing forks_into_a_namespace crosses_midnight keeps_to_the_size flaps flushes_after_a_limit
    meets_a_limit buffers_and_meets_a_limit shares_a_full_disk fills_its_disk has_nowhere_to_write loses_its_file
    cannot_report_its_full_disk filters_values_that_fail
    compresses compresses_and_streams compresses_and_forks writes_two
}

fn builder() -> Builder {
    let mut builder = tracked_core::builder();
    builder.file(log_path());
    builder
}

fn init() {
    builder().init();
}

fn init_buffered() {
    builder().buffered(INTERVAL).init();
}

/// Logs a range of records and acknowledges them at this interval.
fn write(writer: u32, numbers: std::ops::Range<u32>, often: u32) {
    let start = Instant::now();
    let end = numbers.end;
    for number in numbers {
        log::info!("{}", message(writer, number));
        if number % often == often - 1 || number == end - 1 {
            acknowledge(writer, number, start);
        }
    }
}

fn write_all() {
    write(writer(), 0..RECORDS, 100);
}

fn returns() {
    init();
    write_all();
}

fn exits() {
    init();
    write_all();
    process::exit(0);
}

fn panics() {
    init();
    write_all();
    panic!("in the end");
}

fn aborts() {
    init();
    write_all();
    process::abort();
}

fn streams() {
    init();
    write(0, 0..u32::MAX, 1);
}

fn threads() {
    init();
    thread::scope(|threads| {
        for writer in 0..THREADS {
            threads.spawn(move || write(writer, 0..RECORDS_OF_A_THREAD, 1000));
        }
    });
}

fn shares() {
    init();
    write_all();
}

fn rotates() {
    builder().rotate(Rotate::size(256 * 1024)).init();
    write_all();
}

/// The file is rotated about every fifty records.
fn rotates_and_streams() {
    builder().rotate(Rotate::size(8 * 1024)).init();
    write(writer(), 0..u32::MAX, 1);
}

fn buffers_and_returns() {
    init_buffered();
    write_all();
}

fn buffers_and_exits() {
    init_buffered();
    write_all();
    process::exit(0);
}

fn buffers_and_panics() {
    init_buffered();
    write_all();
    panic!("in the end");
}

fn buffers_and_streams() {
    init_buffered();
    write(0, 0..u32::MAX, 1);
}

fn forks() {
    init();
    fork_under_load();
}

fn buffers_and_forks() {
    init_buffered();
    fork_under_load();
}

/// Four threads log all the time, and so do the forked children.
fn fork_under_load() {
    thread::scope(|threads| {
        for writer in 0..4 {
            threads.spawn(move || write(writer, 0..RECORDS, 100));
        }
        for child in 0..FORKS {
            // SAFETY: the child takes no lock that another thread may hold, except the lock of the allocator,
            // which the C library handles in a fork.
            match unsafe { libc::fork() } {
                0 => {
                    write(100 + child, 0..100, 1);
                    process::exit(0);
                }
                id => wait_for(id),
            }
        }
    });
}

/// The parent is at its limit, but each child has none, and needs far less than a second for its records.
fn forks_while_failing() {
    init();
    let end = AtomicBool::new(false);
    thread::scope(|threads| {
        for writer in 0..4 {
            let end = &end;
            threads.spawn(move || {
                let mut number = 0;
                while !end.load(Ordering::Relaxed) {
                    log::info!("{}", message(writer, number));
                    number += 1;
                }
            });
        }
        thread::sleep(Duration::from_millis(300));
        for child in 0..FORKS {
            // SAFETY: as in `fork_under_load`.
            match unsafe { libc::fork() } {
                0 => {
                    set_size_limit(libc::RLIM_INFINITY);
                    let start = Instant::now();
                    for number in 0..3 {
                        log::info!("{}", message(100 + child, number));
                    }
                    if start.elapsed() < Duration::from_millis(500) {
                        acknowledge(100 + child, 2, start);
                    }
                    // SAFETY: the child ends without a second report of what its parent has lost.
                    unsafe { libc::_exit(0) }
                }
                id => wait_for(id),
            }
        }
        end.store(true, Ordering::Relaxed);
    });
}

fn set_size_limit(bytes: libc::rlim_t) {
    let limit = libc::rlimit {
        rlim_cur: bytes,
        rlim_max: libc::RLIM_INFINITY,
    };
    // SAFETY: `limit` is valid.
    let result = unsafe { libc::setrlimit(libc::RLIMIT_FSIZE, &raw const limit) };
    assert_eq!(result, 0);
}

pub const SHORT_FORKS: u32 = 500;

/// Four threads rotate the file all the time, while children live for three records.
fn forks_while_replacing() {
    builder().rotate(Rotate::size(8 * 1024)).init();
    let end = AtomicBool::new(false);
    thread::scope(|threads| {
        for writer in 0..4 {
            let end = &end;
            threads.spawn(move || {
                let start = Instant::now();
                let mut number = 0;
                while !end.load(Ordering::Relaxed) {
                    log::info!("{}", message(writer, number));
                    number += 1;
                    thread::sleep(Duration::from_micros(200));
                }
                acknowledge(writer, number - 1, start);
            });
        }
        for child in 0..SHORT_FORKS {
            // SAFETY: as in `fork_under_load`.
            match unsafe { libc::fork() } {
                0 => {
                    let start = Instant::now();
                    write(100 + child, 0..3, 3);
                    assert!(start.elapsed() < Duration::from_millis(500));
                    process::exit(0);
                }
                id => wait_for(id),
            }
        }
        end.store(true, Ordering::Relaxed);
    });
}

/// The parent has buffered records, and its child has the same process id: both are the first process of a namespace.
fn forks_into_a_namespace() {
    builder().buffered(Duration::from_secs(3600)).init();
    assert_eq!(process::id(), 1);
    write(0, 0..100, 100);
    // SAFETY: the call has no memory arguments.
    assert_eq!(unsafe { libc::unshare(libc::CLONE_NEWPID) }, 0);
    // SAFETY: there is one thread besides this one, which waits for an hour.
    match unsafe { libc::fork() } {
        0 => {
            assert_eq!(process::id(), 1);
            write(100, 0..100, 100);
            process::exit(0);
        }
        id => wait_for(id),
    }
}

/// The day ends after one to two seconds.
fn crosses_midnight() {
    builder().rotate(Rotate::daily()).init();
    thread::scope(|threads| {
        for thread in 0..4 {
            threads.spawn(move || {
                let writer = 4 * writer() + thread;
                let start = Instant::now();
                let mut number = 0;
                while start.elapsed() < Duration::from_millis(2500) {
                    log::info!("{}", message(writer, number));
                    number += 1;
                    thread::sleep(Duration::from_micros(100));
                }
                acknowledge(writer, number - 1, start);
            });
        }
    });
}

pub const SIZE: u64 = 20_000;
pub const RECORDS_OF_A_SIZE_WRITER: u32 = 2000;

fn keeps_to_the_size() {
    builder().rotate(Rotate::size(SIZE)).init();
    thread::scope(|threads| {
        for thread in 0..4 {
            threads.spawn(move || write(4 * writer() + thread, 0..RECORDS_OF_A_SIZE_WRITER, 100));
        }
    });
}

/// The limit of the file's size comes and goes, while four threads log.
fn flaps() {
    init();
    thread::scope(|threads| {
        let writers = [0, 1, 2, 3].map(|writer| threads.spawn(move || write(writer, 0..5000, 100)));
        while writers.iter().any(|writer| !writer.is_finished()) {
            let len = fs::metadata(log_path()).map_or(0, |log| log.len());
            set_size_limit(len + 1000);
            thread::sleep(Duration::from_millis(2));
            set_size_limit(libc::RLIM_INFINITY);
            thread::sleep(Duration::from_millis(1));
        }
    });
}

/// No record follows the lost ones.
fn flushes_after_a_limit() {
    init();
    set_size_limit(64 * 1024);
    write(0, 0..2000, 100);
    set_size_limit(libc::RLIM_INFINITY);
    log::logger().flush();
    let log = fs::read_to_string(log_path()).expect("a log");
    assert!(
        log.ends_with("(os error 27)\n"),
        "{}",
        &log[log.len() - 100..]
    );
    set_size_limit(64 * 1024);
    write(0, 2000..3000, 100);
    set_size_limit(libc::RLIM_INFINITY);
}

/// Four processes share the disk of `fills_its_disk`, and the first one fills and clears it.
fn shares_a_full_disk() {
    let log = log_path();
    let filling = log.with_file_name("filling");
    builder().init();
    if writer() == 0 {
        for round in 0..10 {
            write(0, round * 30..round * 30 + 15, 15);
            fill(&filling);
            write(0, round * 30 + 15..round * 30 + 30, 15);
            fs::remove_file(&filling).expect("the file is there");
            thread::sleep(Duration::from_millis(5));
        }
    } else {
        for round in 0..10 {
            write(writer(), round * 30..round * 30 + 30, 15);
            thread::sleep(Duration::from_millis(5));
        }
    }
}

/// Waits for a child. A child that hangs is killed, so that the table shows its missing records.
fn wait_for(id: i32) {
    let start = Instant::now();
    let mut status = 0;
    loop {
        // SAFETY: the process is a child of this one, and `status` is a valid pointer.
        match unsafe { libc::waitpid(id, &raw mut status, libc::WNOHANG) } {
            0 if start.elapsed() < Duration::from_secs(5) => {
                thread::sleep(Duration::from_millis(1));
            }
            0 => unsafe {
                libc::kill(id, libc::SIGKILL);
            },
            _ => return,
        }
    }
}

/// Files are limited to 64 KiB until the limit is removed.
fn meets_a_limit() {
    init();
    meet_the_limit();
}

fn buffers_and_meets_a_limit() {
    init_buffered();
    meet_the_limit();
}

fn meet_the_limit() {
    write(0, 0..2000, 100);
    log::logger().flush();
    let lifted = Command::new("prlimit")
        .arg(format!("--pid={}", process::id()))
        .arg("--fsize=unlimited")
        .status();
    assert!(lifted.is_ok_and(|status| status.success()));
    write(0, 2000..3000, 100);
}

/// The folder of the log is a file system of 256 KiB that disappears with this program.
fn fills_its_disk() {
    let log = log_path();
    let folder = log.parent().expect("a folder");
    let outside = folder.with_extension("outside");
    let filling = folder.join("filling");
    init();
    write(0, 0..100, 1);
    fill(&filling);
    write(0, 100..400, 10);
    fs::remove_file(&filling).expect("the file is there");
    write(0, 400..800, 100);
    // The log fills the disk a second time, until a file is removed.
    fs::write(&filling, vec![0; 100 * 1024]).expect("there is room");
    write(0, 800..3000, 100);
    fs::remove_file(&filling).expect("the file is there");
    write(0, 3000..3100, 1);
    fs::copy(&log, outside.join("log.txt")).expect("there is room outside");
}

fn fill(path: &Path) {
    let mut file = File::create(path).expect("a file");
    while file.write_all(&[0; 4096]).is_ok() {}
}

fn has_nowhere_to_write() {
    let log = log_path();
    std::os::unix::fs::symlink("/dev/full", &log).expect("a link");
    builder().stderr(true).init();
    write(0, 0..1000, 100);
    fs::remove_file(&log).expect("the link is there");
    // The logger reopens the file within a second.
    thread::sleep(Duration::from_millis(300));
    write(0, 1000..2000, 100);
}

/// Waits until all old files are compressed.
fn compresses() {
    let log = log_path();
    let folder = log.parent().expect("a folder");
    let is_done = || {
        let files = fs::read_dir(folder).expect("the folder is there");
        let names = files.map(|file| file.expect("a file").file_name());
        let mut names = names.filter_map(|name| name.into_string().ok());
        names.all(|name| name == "log.txt" || name.starts_with("log.txt.") && name.ends_with(".gz"))
    };
    compress();
    write(writer(), 0..2000, 1);
    let start = Instant::now();
    while !is_done() && start.elapsed() < Duration::from_secs(30) {
        thread::sleep(Duration::from_millis(10));
    }
}

fn compress() {
    let rotate = Rotate::size(64 * 1024).compress();
    builder().rotate(rotate).init();
}

fn compresses_and_streams() {
    compress();
    let start = Instant::now();
    for number in 0.. {
        log::info!("{}", message(writer(), number));
        acknowledge(writer(), number, start);
        thread::sleep(Duration::from_micros(100));
    }
}

/// Parent and children rotate the file and compress the old ones.
fn compresses_and_forks() {
    compress();
    fork_under_load();
}

/// The second record may be written much later.
fn writes_two() {
    compress();
    write(writer(), 0..2, 1);
}

/// A notice must not wait until somebody reads stderr.
fn cannot_report_its_full_disk() {
    // SAFETY: stderr is open, and the alarm ends a program that hangs.
    unsafe {
        let flags = libc::fcntl(2, libc::F_GETFL);
        libc::fcntl(2, libc::F_SETFL, flags | libc::O_NONBLOCK);
        while libc::write(2, [b'x'; 4096].as_ptr().cast(), 4096) > 0 {}
        while libc::write(2, b"x".as_ptr().cast(), 1) > 0 {}
        libc::fcntl(2, libc::F_SETFL, flags);
        libc::alarm(60);
    }
    let log = log_path();
    std::os::unix::fs::symlink("/dev/full", &log).expect("a link");
    builder().init();
    write(0, 0..1000, 100);
    fs::remove_file(&log).expect("the link is there");
    // The logger reopens the file within a second.
    thread::sleep(Duration::from_millis(300));
    write(0, 1000..2000, 100);
}

/// The filter formats a value that fails and one that panics, beside each record.
fn filters_values_that_fail() {
    struct Value(bool);
    impl fmt::Display for Value {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half of it")?;
            assert!(self.0, "no text");
            Err(fmt::Error)
        }
    }
    builder().panics(false).init();
    for number in 0..1000 {
        log::info!("{} {}", Value(number % 2 == 0), message(0, number));
        write(0, number..number + 1, 1);
    }
}

/// The log is renamed five times, then removed five times while a hard link keeps its content.
fn loses_its_file() {
    init();
    let log = log_path();
    thread::scope(|threads| {
        for writer in 0..2 {
            threads.spawn(move || {
                for part in 0..100 {
                    write(writer, part * 100..(part + 1) * 100, 100);
                    thread::sleep(Duration::from_millis(20));
                }
            });
        }
        for number in 0..5 {
            thread::sleep(Duration::from_millis(200));
            let _ = fs::rename(&log, renamed(&log, number));
        }
        for number in 5..10 {
            thread::sleep(Duration::from_millis(200));
            let _ = fs::hard_link(&log, renamed(&log, number));
            let _ = fs::remove_file(&log);
        }
    });
}

fn renamed(log: &Path, number: u32) -> std::path::PathBuf {
    log.with_extension(format!("{number}.txt"))
}
