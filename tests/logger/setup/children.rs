//! The programs that the tests of the logger setup run.

use std::env;
use std::fmt;
use std::fs;
use std::io;
use std::panic;
use std::process;
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use futures::executor::block_on;
use tracked_core::{Builder, Format, InitError, LevelFilter, Rotate, tracked};

use super::child_process::{log_path, wait_to_be_killed};

pub(crate) fn start(name: &str) {
    let (_, program) = PROGRAMS
        .iter()
        .find(|(known, _)| *known == name)
        .expect("the test names a program");
    program();
}

pub(crate) fn long_message(writer: usize, number: usize) -> String {
    format!("writer {writer} record {number} {}", "가".repeat(number))
}

macro_rules! programs {
    ($($name:ident)*) => {
        const PROGRAMS: &[(&str, fn())] = &[$((stringify!($name), $name)),*];
    };
}

programs! {
    writes_three exits aborts waits_to_be_killed panics
    every_level level_debug module_debug other_module parsed_filters bad_filters default_env_last
    logs_no_starts logs_errors_once logs_panics_once
    tries_and_tries_again both no_file
    json_and_stderr closure_and_stderr text_and_json_on_stderr buffers_json_and_stderr
    logs_in_a_test logs_in_a_test_that_passes
    inits_twice_with_another_file inits_twice inits_one_builder_twice inits_twice_badly inits_twice_and_panics
    reads_back counts_writes counts_writes_of_both counts_writes_of_a_closure forges forges_through_a_closure eight_threads
    one_of_several fails_to_format utc writes_too_much
    rotates_by_size rotates_by_day rotates_in_vain rotates_and_keeps compresses
    buffers_and_returns buffers_and_exits buffers_and_panics buffers_and_panics_unlogged buffers_until_an_error
    buffers_and_flushes buffers_for_a_moment counts_buffered_writes buffers_in_8_threads
    calls_as_tree calls_that_are_filtered_as_tree calls_as_json one_call_as_json concurrent_calls_as_json forks_as_json is_full_for_a_while has_a_mode rotates_by_hour rotates_behind_a_link rotates_standard_output synchronises_errors blocks_signals_in_its_thread warns_into_a_full_pipe fails_in_a_filter loses_its_descriptor loses_its_file loses_its_folder changes_its_folder logs_while_reporting
    panics_on_a_thread panics_in_place panics_unlogged panics_while_formatting panics_while_panicking logs_while_formatting logs_while_a_thread_ends
    panics_in_the_closure panics_past_a_closure panics_with_a_slow_hook
}

fn builder() -> Builder {
    let mut builder = tracked_core::builder();
    builder.file(log_path());
    builder
}

fn log_three() {
    log::info!("one");
    log::warn!("two");
    log::error!("three");
}

fn log_every_level() {
    log::error!("e");
    log::warn!("w");
    log::info!("i");
    log::debug!("d");
    log::trace!("t");
}

fn writes_three() {
    tracked_core::builder().file(log_path()).init();
    log_three();
}

fn utc() {
    builder().format(Format::Text).utc().init();
    log_three();
}

fn exits() {
    builder().init();
    log::info!("before the exit");
    process::exit(7);
}

fn aborts() {
    builder().init();
    log::info!("before the abort");
    process::abort();
}

fn waits_to_be_killed() {
    builder().init();
    log::info!("before the kill");
    wait_to_be_killed();
}

fn panics() {
    builder().init();
    log::info!("before the panic");
    panic!("the program fell");
}

/// The hook that was set before logs how long the call has run, and then is slow.
fn panics_with_a_slow_hook() {
    static STARTED: Mutex<Option<Instant>> = Mutex::new(None);
    let start = || *STARTED.lock().unwrap() = Some(Instant::now());

    #[tracked(start = off)]
    fn sync() {
        panic!("no");
    }
    #[tracked(start = off)]
    #[track_caller]
    fn in_place() {
        panic!("no");
    }
    #[tracked(start = off)]
    async fn later() {
        panic!("no");
    }
    panic::set_hook(Box::new(|_| {
        let started = STARTED.lock().unwrap().unwrap();
        log::info!("{}", started.elapsed().as_nanos());
        thread::sleep(Duration::from_millis(30));
    }));
    builder().format(Format::Json).init();
    for call in [sync as fn(), in_place, || block_on(later())] {
        start();
        panic::catch_unwind(call).unwrap_err();
    }
}

fn every_level() {
    builder().init();
    log_every_level();
}

fn level_debug() {
    builder().filter_level(LevelFilter::Debug).init();
    log_every_level();
}

fn module_debug() {
    builder()
        .filter_module("logger::setup::children", LevelFilter::Debug)
        .init();
    log_every_level();
}

fn other_module() {
    builder().filter_module("other", LevelFilter::Trace).init();
    log_every_level();
}

fn parsed_filters() {
    builder().parse_filters("other=trace").init();
    log_every_level();
}

fn bad_filters() {
    builder().parse_filters("db=loud").init();
    log_every_level();
}

fn default_env_last() {
    builder()
        .filter_level(LevelFilter::Debug)
        .parse_default_env()
        .init();
    log_every_level();
}

fn tries_and_tries_again() {
    let missing = env::var_os("MISSING").expect("set by the test");
    let mut builder = tracked_core::builder();
    let error = builder.file(&missing).try_init();
    let Err(InitError::OpenFile { path, .. }) = error else {
        panic!("{error:?}");
    };
    assert_eq!(path, missing);
    log::info!("into no logger");

    assert!(builder.file(log_path()).try_init().is_ok());
    log::info!("in the second file");

    let error = tracked_core::try_init();
    assert!(matches!(error, Err(InitError::AlreadySet(_))), "{error:?}");
}

#[tracked]
fn begins(text: &str) -> Result<u32, std::num::ParseIntError> {
    text.parse()
}

#[tracked]
fn passes_on(text: &str) -> Result<u32, std::num::ParseIntError> {
    begins(text)
}

fn logs_no_starts() {
    builder().starts(false).init();
    let _ = (passes_on("1"), begins("x"));
}

fn logs_errors_once() {
    let mut builder = builder();
    builder.filter_level(LevelFilter::Debug).starts(false);
    builder.errors_once(true).format(Format::Json).init();
    let _ = passes_on("x");
}

#[tracked]
fn panics_first() {
    panic!("no")
}

#[tracked]
#[track_caller]
fn panics_in_between() {
    panics_first();
}

#[tracked]
fn panics_last() {
    panics_in_between();
}

#[tracked]
fn resumes_another_panic() {
    let _ = panic::catch_unwind(|| panic!("handled"));
    panic::resume_unwind(Box::new("resumed"));
}

fn logs_panics_once() {
    let mut builder = builder();
    builder.filter_level(LevelFilter::Debug).starts(false);
    builder.errors_once(true).format(Format::Json).init();
    let _ = panic::catch_unwind(panics_last);
    let _ = panic::catch_unwind(resumes_another_panic);
    // No call logs this one.
    let _ = panic::catch_unwind(|| panic!("outside"));
}

fn both() {
    builder().stderr(true).init();
    log::info!("one");
    log::warn!("two");
}

/// A value that can be formatted once, as those of `itertools::format`.
struct FormattedOnce(std::cell::Cell<bool>);

impl fmt::Display for FormattedOnce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        assert!(!self.0.replace(true), "formatted twice");
        f.write_str("formatted once")
    }
}

fn json_and_stderr() {
    builder().format(Format::Json).stderr(true).init();
    log::info!("one");
    log::warn!("{}", FormattedOnce(std::cell::Cell::new(false)));
    log::error!("three");
}

fn closure_and_stderr() {
    builder()
        .format_with(|out, record| writeln!(out, "<{}>", record.args()))
        .stderr(true)
        .init();
    log_three();
}

fn text_and_json_on_stderr() {
    builder().stderr(true).stderr_format(Format::Json).init();
    log_three();
}

fn buffers_json_and_stderr() {
    builder()
        .format(Format::Json)
        .stderr(true)
        .buffered(Duration::from_secs(60))
        .init();
    for number in 0..1000 {
        log::info!("record {number}");
    }
}

fn logs_in_a_test() {
    tracked_core::builder().is_test(true).init();
    log_three();
    panic!("the test fails");
}

fn logs_in_a_test_that_passes() {
    let mut builder = tracked_core::builder();
    builder
        .buffered(Duration::from_secs(60))
        .is_test(true)
        .init();
    log_three();
}

fn no_file() {
    tracked_core::init();
    log::info!("one");
    log::warn!("two");
}

fn inits_twice_with_another_file() {
    builder().init();
    let mut another = tracked_core::builder();
    another.file(log_path().with_file_name("another.txt"));
    another.init();
    assert!(another.try_init().is_err());
    log::info!("one");
}

fn inits_twice() {
    builder().init();
    log::info!("one");
    tracked_core::init();
    log::info!("two");
}

fn inits_one_builder_twice() {
    let mut builder = builder();
    builder.init();
    log::info!("one");
    builder.init();
    log::info!("two");
}

fn inits_twice_badly() {
    builder().init();
    tracked_core::builder().file("/").init();
}

fn inits_twice_and_panics() {
    builder().init();
    builder().init();
    let _ = panic::catch_unwind(|| panic!("once"));
}

fn reads_back() {
    builder().init();
    for number in 0..100 {
        log::info!("record {number}");
        let log = fs::read_to_string(log_path()).expect("a log");
        assert!(log.ends_with(&format!("record {number}\n")), "{log}");
    }
}

fn counts_writes() {
    builder().init();
    assert_eq!(writes_of_1000_records().unwrap_or(1000), 1000);
}

fn counts_writes_of_both() {
    builder().stderr(true).init();
    assert_eq!(writes_of_1000_records().unwrap_or(2000), 2000);
}

fn counts_writes_of_a_closure() {
    builder()
        .format_with(|out, record| {
            write!(out, "{} ", record.level())?;
            writeln!(out, "{}", record.args())
        })
        .init();
    assert_eq!(writes_of_1000_records().unwrap_or(1000), 1000);
}

fn writes_of_1000_records() -> Option<u64> {
    let before = writes_so_far();
    for number in 0..1000 {
        log::info!("{}", long_message(1, number));
    }
    Some(writes_so_far()? - before?)
}

/// The number of writes of this thread, if the kernel counts them.
fn writes_so_far() -> Option<u64> {
    let counts = fs::read_to_string("/proc/thread-self/io").ok()?;
    let count = counts
        .lines()
        .find_map(|line| line.strip_prefix("syscw: "))?;
    count.parse().ok()
}

fn forges() {
    builder().init();
    log::info!("name={}", "x\n2026-11-22 12:00:00,123 - INFO - paid");
    log::info!("\r\t\x1b[2K\0\u{9b}\u{2028}\u{202e}\u{feff} 한국어 C:\\dir");
}

fn forges_through_a_closure() {
    builder()
        .format_with(|out, record| {
            let (level, target) = (record.level(), record.target());
            writeln!(out, "{level} {target} {}", record.args())
        })
        .init();
    log::info!(target: "my\ntarget", "name={}", "x\nINFO paid");
    log::info!("two");
}

fn eight_threads() {
    builder().init();
    thread::scope(|threads| {
        for writer in 0..8 {
            threads.spawn(move || log_500(writer));
        }
    });
}

fn one_of_several() {
    builder().init();
    let number = env::var("NUMBER").expect("set by the test");
    log_500(number.parse().expect("a number"));
}

fn log_500(writer: usize) {
    for number in 0..500 {
        log::info!("{}", long_message(writer, number));
    }
}

fn fails_to_format() {
    struct Broken;
    impl fmt::Display for Broken {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("ha")?;
            Err(fmt::Error)
        }
    }
    builder().init();
    log::info!("value: {Broken}");
    log::info!("after");
}

/// The file has room for ten lines of 100 bytes.
fn rotates_by_size() {
    builder()
        .rotate(Rotate::size(1000).keep(3))
        .format_with(|out, record| write!(out, "{:0>99}", record.args().to_string()))
        .init();
    for number in 0..100 {
        log::info!("{number}");
    }
}

fn rotates_by_day() {
    builder().utc().rotate(Rotate::daily().keep(2)).init();
    log_three();
}

/// Each record begins a new file.
fn rotates_and_keeps() {
    let keep = env::var("KEEP").expect("set by the test");
    let keep = keep.parse().expect("a number");
    builder().rotate(Rotate::size(1).keep(keep)).init();
    log_three();
}

/// Each record begins a new file. Waits until two old files are compressed, or long enough for that.
fn compresses() {
    let mut builder = builder();
    #[cfg(unix)]
    builder.mode(0o640);
    builder.rotate(Rotate::size(1).keep(2).compress()).init();
    log_three();
    let log = log_path();
    let is_done = || {
        let files = fs::read_dir(log.parent().expect("a folder")).expect("the folder");
        let names = files.map(|file| file.expect("a file").file_name());
        let names = names.map(|name| name.to_string_lossy().into_owned());
        let old = names.filter(|name| name.starts_with("log.txt.") && name.ends_with(".gz"));
        old.count() == 2
    };
    let start = Instant::now();
    let is_in_vain = env::var_os("IN_VAIN").is_some();
    let timeout = Duration::from_secs(if is_in_vain { 3 } else { 30 });
    while (is_in_vain || !is_done()) && start.elapsed() < timeout {
        thread::sleep(Duration::from_millis(10));
    }
}

fn rotates_in_vain() {
    builder().rotate(Rotate::size(1)).init();
    log_three();
}

fn init_buffered(interval: Duration) {
    builder().buffered(interval).init();
}

const AN_HOUR: Duration = Duration::from_secs(3600);

fn on_file() -> usize {
    let log = fs::read_to_string(log_path()).expect("a log");
    log.lines().count()
}

fn buffers_and_returns() {
    init_buffered(AN_HOUR);
    log_500(0);
    log::info!("the last one");
}

fn buffers_and_exits() {
    init_buffered(AN_HOUR);
    log_500(0);
    log::info!("the last one");
    process::exit(7);
}

fn buffers_and_panics() {
    init_buffered(AN_HOUR);
    log::info!("buffered");
    let _ = panic::catch_unwind(|| panic!("once"));
    assert_eq!(on_file(), 2);
    log::info!("the last one");
    panic!("the program fell");
}

fn buffers_and_panics_unlogged() {
    builder().buffered(AN_HOUR).panics(false).init();
    log::info!("the last one");
    panic!("the program fell");
}

fn buffers_until_an_error() {
    init_buffered(AN_HOUR);
    log::info!("one");
    log::warn!("two");
    assert_eq!(on_file(), 0);
    log::error!("three");
    assert_eq!(on_file(), 3);
}

fn buffers_and_flushes() {
    init_buffered(AN_HOUR);
    for count in 1..=100 {
        log::info!("buffered");
        log::logger().flush();
        assert_eq!(on_file(), count);
    }
}

fn buffers_for_a_moment() {
    init_buffered(Duration::from_millis(50));
    for (count, message) in [(1, "buffered"), (2, "the last one")] {
        log::info!("{message}");
        let start = Instant::now();
        while on_file() < count && start.elapsed() < Duration::from_secs(30) {
            thread::sleep(Duration::from_millis(10));
        }
        assert_eq!(on_file(), count);
    }
    wait_to_be_killed();
}

fn counts_buffered_writes() {
    init_buffered(AN_HOUR);
    let writes = writes_of_1000_records().unwrap_or(20);
    // 1000 records are more than the buffer of 64 KiB.
    assert!((1..100).contains(&writes), "{writes}");
}

fn buffers_in_8_threads() {
    init_buffered(Duration::from_millis(1));
    thread::scope(|threads| {
        for writer in 0..8 {
            threads.spawn(move || log_500(writer));
        }
    });
}

fn writes_too_much() {
    builder().init();
    log::info!("{}", "x".repeat(1_000_000));
    log::info!("after");
}

#[tracked]
fn divide(a: i32, b: i32, unit: &str) -> Result<i32, String> {
    log::info!(rest = a % 2, ratio = 0.5, exact = true, label = unit; "in between");
    a.checked_div(b).ok_or_else(|| format!("no {unit}"))
}

#[tracked(target = "elsewhere")]
fn divide_twice() -> Result<i32, String> {
    divide(4, 2, "m")?;
    divide(1, 0, "s")
}

fn calls_as_tree() {
    builder().format(Format::Tree).init();
    log::warn!("outside");
    assert!(divide_twice().is_err());
}

/// One line, in which only the record itself identifies its call.
#[rustfmt::skip]
#[tracked(level = "debug")] fn note(what: &str) { log::info!("{what}"); }

fn calls_that_are_filtered_as_tree() {
    builder()
        .format(Format::Tree)
        .parse_filters("info,other=debug")
        .init();
    note("inside");
}

fn one_call_as_json() {
    builder()
        .format(Format::Json)
        .utc()
        .service("billing", "1.2.3")
        .init();
    log::warn!(target: "a \"target\"", "out\nside");
    assert!(divide(7, 0, "m").is_err());
}

/// Calls itself `below` times at every level: on this thread, on other threads and in concurrent futures.
#[tracked]
fn tree(name: String, depth: usize) {
    log::info!("in {name}");
    for branch in 0..depth {
        tree(format!("{name}.{branch}"), depth - 1);
    }
}

#[tracked]
async fn tree_of_futures(name: String, depth: usize) {
    tokio::task::yield_now().await;
    log::info!("in {name}");
    if depth > 0 {
        let branch = |branch| Box::pin(tree_of_futures(format!("{name}.{branch}"), depth - 1));
        tokio::join!(branch(0), branch(1), branch(2));
    }
    tokio::task::yield_now().await;
}

/// Calls itself four times, so that five calls are open at once.
#[tracked(skip_all, fields(name = format!("{thread}.{number}")))]
fn chain(thread: &str, number: usize) {
    thread::yield_now();
    if number % 5 < 4 {
        chain(thread, number + 1);
    }
}

fn concurrent_calls_as_json() {
    let process = env::var("PROCESS").expect("set by the test");
    builder().format(Format::Json).init();
    thread::scope(|threads| {
        for thread in 0..10 {
            let name = format!("{process}.{thread}");
            thread::Builder::new()
                .name(format!("worker-{thread}"))
                .spawn_scoped(threads, move || {
                    for number in (0..50).step_by(5) {
                        chain(&name, number);
                    }
                })
                .expect("a thread");
        }
    });
}

#[cfg(unix)]
fn forks_as_json() {
    builder()
        .format(Format::Json)
        .service("billing", "1.2.3")
        .init();
    log::info!("parent");
    // SAFETY: the child takes no lock that another thread may hold.
    match unsafe { libc::fork() } {
        0 => {
            log::info!("child");
            // SAFETY: the child ends without running the hooks of the test runner.
            unsafe { libc::_exit(0) }
        }
        child => {
            // SAFETY: the process is a child of this one.
            unsafe { libc::waitpid(child, std::ptr::null_mut(), 0) };
        }
    }
    log::info!("parent again");
}

#[cfg(not(unix))]
fn forks_as_json() {}

fn calls_as_json() {
    builder().format(Format::Json).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().build();
    let runtime = runtime.expect("a runtime");
    thread::scope(|threads| {
        for name in ["a", "b", "c"] {
            threads.spawn(move || tree(name.to_owned(), 3));
        }
        let tasks = ["x", "y"].map(|name| runtime.spawn(tree_of_futures(name.to_owned(), 2)));
        for task in tasks {
            runtime.block_on(task).expect("no panic");
        }
    });
}

/// Nobody reads stderr, which is a full pipe, and the disk is full.
#[cfg(unix)]
fn warns_into_a_full_pipe() {
    if env::var_os("PIPED").is_none() {
        let mut command = process::Command::new(env::current_exe().expect("a path"));
        command.args(env::args_os().skip(1)).env("PIPED", "1");
        let (reader, writer) = io::pipe().expect("a pipe");
        command.stderr(writer);
        let mut child = command.spawn().expect("it runs");
        for _ in 0..100 {
            if child.try_wait().expect("a child").is_some() {
                println!("not blocked");
                break;
            }
            thread::sleep(Duration::from_millis(100));
        }
        let _ = child.kill();
        drop(reader);
        return;
    }
    // SAFETY: stderr is open.
    unsafe {
        let flags = libc::fcntl(2, libc::F_GETFL);
        libc::fcntl(2, libc::F_SETFL, flags | libc::O_NONBLOCK);
        while libc::write(2, [b'x'; 4096].as_ptr().cast(), 4096) > 0 {}
        while libc::write(2, b"x".as_ptr().cast(), 1) > 0 {}
        libc::fcntl(2, libc::F_SETFL, flags);
    }
    std::os::unix::fs::symlink("/dev/full", log_path()).expect("a link");
    builder().init();
    log_three();
}

#[cfg(not(unix))]
fn warns_into_a_full_pipe() {
    println!("not blocked");
}

/// The values of the record fail, and the filter reads the message.
fn fails_in_a_filter() {
    struct Fails;
    impl fmt::Display for Fails {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half a word")?;
            Err(fmt::Error)
        }
    }
    struct Panics;
    impl fmt::Display for Panics {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half a word")?;
            panic!("no text");
        }
    }
    builder().panics(false).init();
    log::info!("{Fails}");
    log::info!("{Panics}");
    log::info!("no match");
    log::info!("a word");
}

/// Another part of the program closes the descriptor of the log.
#[cfg(not(target_os = "linux"))]
fn loses_its_descriptor() {}

#[cfg(target_os = "linux")]
fn loses_its_descriptor() {
    use std::os::fd::AsRawFd;

    builder().init();
    log::info!("before");
    let log = fs::canonicalize(log_path()).expect("a log");
    for fd in 3..100 {
        if fs::read_link(format!("/proc/self/fd/{fd}")).is_ok_and(|path| path == log) {
            // SAFETY: this is what the test is about.
            unsafe { libc::close(fd) };
        }
    }
    log_three();
    let other = fs::File::create(log.with_extension("other")).expect("a file");
    assert!(other.as_raw_fd() > 2);
    log_three();
}

#[cfg(unix)]
fn has_a_mode() {
    // SAFETY: the call has no memory arguments.
    unsafe { libc::umask(0o022) };
    let mut builder = builder();
    if let Ok(mode) = env::var("MODE") {
        builder.mode(u32::from_str_radix(&mode, 8).expect("a mode"));
    }
    builder.init();
}

#[cfg(not(unix))]
fn has_a_mode() {}

fn rotates_by_hour() {
    builder().utc().rotate(Rotate::hourly().keep(2)).init();
    log_three();
}

/// The log is a link, and the file is full after each record.
fn rotates_behind_a_link() {
    builder().rotate(Rotate::size(1).keep(2)).init();
    log_three();
    log_three();
}

fn rotates_standard_output() {
    tracked_core::builder()
        .file("/dev/stdout")
        .rotate(Rotate::size(1).keep(2))
        .init();
    log_three();
}

fn synchronises_errors() {
    builder().sync_errors(true).init();
    log_three();
}

/// The threads that write buffered records and compress old files do not receive the signals of the program.
#[cfg(target_os = "linux")]
fn blocks_signals_in_its_thread() {
    use std::path::PathBuf;

    builder()
        .buffered(AN_HOUR)
        .rotate(Rotate::size(1).compress())
        .init();
    // Each record begins a new file.
    log_three();
    log_three();
    let ours = env::var("THREAD").expect("set by the test");
    let is_ours = |thread: &PathBuf| {
        let name = fs::read_to_string(thread.join("comm"));
        name.is_ok_and(|name| name.trim_end() == ours)
    };
    // The thread names itself when it starts.
    let thread = loop {
        let threads = fs::read_dir("/proc/self/task").expect("the threads");
        let mut threads = threads.map(|thread| thread.expect("a thread").path());
        if let Some(thread) = threads.find(is_ours) {
            break thread;
        }
        thread::yield_now();
    };
    let status = fs::read_to_string(thread.join("status")).expect("a status");
    let blocked = status.lines().find_map(|line| line.strip_prefix("SigBlk:"));
    println!("blocked {}", blocked.expect("a mask").trim());
    let own = fs::read_to_string("/proc/thread-self/status").expect("a status");
    let blocked = own.lines().find_map(|line| line.strip_prefix("SigBlk:"));
    println!("own {}", blocked.expect("a mask").trim());
}

#[cfg(not(target_os = "linux"))]
fn blocks_signals_in_its_thread() {}

fn is_full_for_a_while() {
    let full = log_path();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/full", &full).expect("a link");
    builder().init();
    log_three();
    fs::remove_file(&full).expect("the link is there");
    wait_until_looked_at();
    log_three();
}

/// The format closure itself logs while it formats the record that counts lost records.
fn logs_while_reporting() {
    let full = log_path();
    #[cfg(unix)]
    std::os::unix::fs::symlink("/dev/full", &full).expect("a link");
    builder()
        .buffered(AN_HOUR)
        .format_with(|out, record| {
            if record.target() == "tracked" {
                log::error!("a report");
            }
            writeln!(out, "{}", record.args())
        })
        .init();
    // Ends the program if it hangs.
    thread::spawn(|| {
        thread::sleep(Duration::from_secs(10));
        std::process::abort();
    });
    log::error!("one");
    fs::remove_file(&full).expect("the link is there");
    wait_until_looked_at();
    log::error!("two");
}

fn loses_its_file() {
    builder().init();
    log::info!("before the renaming");
    fs::rename(log_path(), log_path().with_extension("old")).expect("a log");
    wait_until_looked_at();
    log::info!("before the removal");
    fs::remove_file(log_path()).expect("a new log");
    wait_until_looked_at();
    log_three();
}

fn loses_its_folder() {
    let folder = log_path().with_file_name("folder");
    fs::create_dir(&folder).expect("a folder");
    tracked_core::builder().file(folder.join("log.txt")).init();
    fs::remove_dir_all(&folder).expect("a folder");
    wait_until_looked_at();
    log::info!("lost");
    log::info!("lost as well");
    fs::create_dir(&folder).expect("a folder");
    log_three();
    fs::copy(folder.join("log.txt"), log_path()).expect("a new log");
}

fn changes_its_folder() {
    let folder = log_path().with_file_name("folder");
    fs::create_dir(&folder).expect("a folder");
    env::set_current_dir(log_path().parent().expect("a folder")).expect("it is there");
    tracked_core::builder().file("log.txt").init();
    env::set_current_dir(&folder).expect("it is there");
    fs::remove_file(log_path()).expect("a log");
    wait_until_looked_at();
    log_three();
}

fn wait_until_looked_at() {
    thread::sleep(Duration::from_millis(300));
}

fn panics_on_a_thread() {
    builder().init();
    let worker = thread::Builder::new().name("worker".to_owned());
    let worker = worker
        .spawn(|| panic!("the worker\nfell"))
        .expect("a thread");
    assert!(worker.join().is_err());
    log::info!("after the panic");
}

fn panics_in_place() {
    #[tracked_core::tracked(start = off)]
    #[track_caller]
    fn located(id: u8) -> u8 {
        panic!("no {id}")
    }
    builder().init();
    let _ = panic::catch_unwind(|| located(7));
}

fn panics_unlogged() {
    builder().panics(false).init();
    let _ = panic::catch_unwind(|| panic!("not logged by the hook"));
    log::info!("after the panic");
}

fn panics_while_formatting() {
    struct Bomb;
    impl fmt::Display for Bomb {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half a line")?;
            panic!("no text");
        }
    }
    builder().init();
    log::info!("value: {Bomb}");
    log::info!("after");
}

/// While a panic unwinds, a destructor logs a value whose formatting panics.
fn panics_while_panicking() {
    struct Bomb;
    impl fmt::Display for Bomb {
        fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
            panic!("the second");
        }
    }
    struct Logs;
    impl Drop for Logs {
        fn drop(&mut self) {
            log::info!("unwinding: {Bomb}");
        }
    }
    builder().init();
    let caught = panic::catch_unwind(|| {
        let _logs = Logs;
        panic!("the first");
    });
    assert!(caught.is_err());
    log::info!("after");
}

fn logs_while_formatting() {
    struct Talker(u32);
    impl fmt::Display for Talker {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("half ")?;
            if self.0 > 0 {
                log::info!("inner {}", Talker(self.0 - 1));
            }
            f.write_str("half")
        }
    }
    match env::var("BUFFERED") {
        Ok(_) => init_buffered(AN_HOUR),
        Err(_) => builder().init(),
    }
    log::info!("outer {}", Talker(2));
}

fn logs_while_a_thread_ends() {
    struct Logs;
    impl Drop for Logs {
        fn drop(&mut self) {
            log::info!("in the drop");
        }
    }
    thread_local! {
        static FIRST: Logs = const { Logs };
        static LAST: Logs = const { Logs };
    }
    let format = env::var("FORMAT");
    builder()
        .format(if format.is_ok() {
            Format::Json
        } else {
            Format::Text
        })
        .init();
    let thread = thread::spawn(|| {
        FIRST.with(|_| ());
        log::info!("before the end");
        LAST.with(|_| ());
    });
    thread.join().expect("no panic");
    log::info!("after");
}

fn panics_in_the_closure() {
    builder()
        .format_with(|out, record| {
            let message = record.args().to_string();
            assert!(message != "bad", "the closure fell");
            writeln!(out, "closure: {message}")
        })
        .init();
    let caught = panic::catch_unwind(|| log::info!("bad"));
    assert!(caught.is_err());
    log::info!("after");
}

fn panics_past_a_closure() {
    builder()
        .format_with(|out, record| {
            let missing = || io::Error::other("missing");
            let module = record.module_path().ok_or_else(missing)?;
            let file = record.file().ok_or_else(missing)?;
            let line = record.line().ok_or_else(missing)?;
            writeln!(out, "{} {module} {file}:{line}", record.target())
        })
        .init();
    let _ = panic::catch_unwind(|| panic!("in a module of its own"));
}
