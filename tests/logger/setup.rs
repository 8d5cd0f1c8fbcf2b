//! The contents of the log file and of stderr after a program with the logger setup has ended.
//!
//! A process can set its logger only once, so each test runs this test binary again as such a program: see `child`.

use std::fs;
use std::path::Path;

use self::child_process::parent;
use crate::skip;

mod child_process;
mod children;

const EVERY_LEVEL: [&str; 5] = [
    "ERROR - e",
    "WARN - w",
    "INFO - i",
    "DEBUG - d",
    "TRACE - t",
];

/// Whether this machine has a device that is always full.
#[cfg(unix)]
fn has_dev_full() -> bool {
    let is_there = Path::new("/dev/full").exists();
    if !is_there {
        skip::skip("no log is full for a while: there is no /dev/full on this machine");
    }
    is_there
}

/// Not a test: the program that the tests start.
#[test]
fn child() {
    if let Some(program) = child_process::program() {
        children::start(&program);
    }
}

mod the_end_of_the_program {
    use super::*;

    #[test]
    fn by_return_loses_nothing() {
        let run = parent("writes_three").run();
        assert!(run.status.success());
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
        assert_eq!(run.stderr, "");
    }

    #[test]
    fn by_exit_loses_nothing() {
        let run = parent("exits").run();
        assert_eq!(run.status.code(), Some(7));
        assert_eq!(run.log(), ["INFO - before the exit"]);
    }

    #[test]
    fn by_abort_loses_nothing() {
        let run = parent("aborts").run();
        assert!(!run.status.success());
        assert_eq!(run.log(), ["INFO - before the abort"]);
    }

    #[test]
    fn by_kill_loses_nothing() {
        let run = parent("waits_to_be_killed").kill_when_ready();
        assert!(!run.status.success());
        assert_eq!(run.log(), ["INFO - before the kill"]);
    }

    #[test]
    fn by_panic_loses_nothing() {
        let run = parent("panics").run();
        assert_eq!(run.status.code(), Some(101));
        let log = run.log();
        assert_eq!(log[0], "INFO - before the panic");
        assert!(log[1].contains("panicked at "), "{log:?}");
        assert_eq!(log.len(), 2);
    }
}

mod filters {
    use super::*;

    #[test]
    fn without_rust_log_the_level_is_info() {
        assert_eq!(parent("every_level").run().log(), EVERY_LEVEL[..3]);
    }

    #[test]
    fn an_empty_rust_log_counts_as_unset() {
        let run = parent("every_level").env("RUST_LOG", "").run();
        assert_eq!(run.log(), EVERY_LEVEL[..3]);
    }

    #[test]
    fn rust_log_sets_the_levels() {
        for (rust_log, shown) in [
            ("off", 0),
            ("error", 1),
            ("Warn", 2),
            ("debug", 4),
            ("trace", 5),
            ("logger", 5),
            ("warn,logger::setup::children=debug", 4),
            ("trace,logger=error", 1),
            ("other=trace", 0),
        ] {
            let run = parent("every_level").env("RUST_LOG", rust_log).run();
            assert_eq!(run.log(), EVERY_LEVEL[..shown], "{rust_log}");
            assert_eq!(run.stderr, "");
        }
    }

    #[test]
    fn rust_log_can_filter_by_message() {
        let run = parent("writes_three").env("RUST_LOG", "info/two").run();
        assert_eq!(run.log(), ["WARN - two"]);
        let run = parent("writes_three").env("RUST_LOG", "/t").run();
        assert_eq!(run.log(), ["WARN - two", "ERROR - three"]);
    }

    #[test]
    fn an_invalid_part_of_rust_log_is_reported_once_and_the_rest_applies() {
        let run = parent("every_level")
            .env("RUST_LOG", "error,logger=debug,db=loud,a=b=c")
            .run();
        assert_eq!(run.log(), EVERY_LEVEL[..4]);
        assert_eq!(
            run.stderr,
            "tracked: ignored `db=loud`, `a=b=c` in RUST_LOG, expected `level` or `module=level`, \
             the level being off, error, warn, info, debug or trace\n"
        );
    }

    #[test]
    fn an_invalid_rust_log_that_is_read_twice_is_reported_once() {
        let run = parent("default_env_last").env("RUST_LOG", "db=loud").run();
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        assert_eq!(run.log(), EVERY_LEVEL[..4]);
    }

    #[test]
    fn if_all_of_rust_log_is_invalid_the_level_is_info() {
        let run = parent("every_level").env("RUST_LOG", "logger=loud").run();
        assert_eq!(run.log(), EVERY_LEVEL[..3]);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }

    #[test]
    fn a_line_break_in_rust_log_is_escaped_in_the_report() {
        let run = parent("every_level").env("RUST_LOG", "a=\nb").run();
        assert!(run.stderr.contains(r"`a=\nb`"), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }

    #[cfg(unix)]
    #[test]
    fn a_rust_log_that_is_not_unicode_is_invalid() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;

        let run = parent("every_level")
            .env("RUST_LOG", OsStr::from_bytes(b"debug\xff"))
            .run();
        assert_eq!(run.log(), EVERY_LEVEL[..3]);
        assert!(run.stderr.starts_with("tracked: ignored `debug"));
    }

    #[test]
    fn a_later_call_overrides_earlier_filters_of_the_same_module() {
        let level = |rust_log| parent("level_debug").env("RUST_LOG", rust_log).run().log();
        assert_eq!(level("error"), EVERY_LEVEL[..4]);
        assert_eq!(level("trace"), EVERY_LEVEL[..4]);
        assert_eq!(level("error,logger=warn"), EVERY_LEVEL[..2]);
        assert_eq!(parent("level_debug").run().log(), EVERY_LEVEL[..4]);

        let module = |rust_log| parent("module_debug").env("RUST_LOG", rust_log).run().log();
        assert_eq!(module("logger::setup::children=error"), EVERY_LEVEL[..4]);
        assert_eq!(module("off"), EVERY_LEVEL[..4]);
    }

    #[test]
    fn filters_of_other_modules_do_not_change_the_level_info() {
        assert_eq!(parent("other_module").run().log(), EVERY_LEVEL[..3]);
        assert_eq!(parent("parsed_filters").run().log(), EVERY_LEVEL[..3]);
    }

    #[test]
    fn invalid_filters_in_the_program_are_reported() {
        let run = parent("bad_filters").run();
        assert!(
            run.stderr
                .starts_with("tracked: ignored `db=loud` in the filters, expected "),
            "{}",
            run.stderr
        );
        assert_eq!(run.log(), EVERY_LEVEL[..3]);
    }

    #[test]
    fn rust_log_overrides_a_program_that_reads_it_last() {
        let run = parent("default_env_last").env("RUST_LOG", "warn").run();
        assert_eq!(run.log(), EVERY_LEVEL[..2]);
        assert_eq!(parent("default_env_last").run().log(), EVERY_LEVEL[..4]);
    }
}

mod a_message_filter {
    use super::*;

    #[test]
    fn reads_messages_that_fail_to_format() {
        let run = parent("fails_in_a_filter")
            .env("RUST_LOG", "info/word")
            .run();
        assert!(run.status.success(), "{}{}", run.stdout, run.stderr);
        assert_eq!(
            run.log(),
            [
                "INFO - half a word[formatting failed]",
                "INFO - half a word[formatting panicked]",
                "INFO - a word"
            ]
        );
    }
}

mod the_file {
    use super::*;

    /// The state after a process was killed in the middle of a write.
    #[test]
    fn that_ends_in_the_middle_of_a_line_gets_a_line_break_first() {
        let parent = parent("writes_three");
        fs::write(parent.path(), "2026-11-22 12:00:00,123 - INFO - ol").expect("a new file");
        let run = parent.run();
        assert_eq!(
            run.log(),
            ["INFO - ol", "INFO - one", "WARN - two", "ERROR - three"]
        );
    }

    #[test]
    fn is_appended_to() {
        let parent = parent("writes_three");
        fs::write(parent.path(), "2026-11-22 12:00:00,123 - INFO - old\n").expect("a new file");
        let run = parent.run();
        assert_eq!(
            run.log(),
            ["INFO - old", "INFO - one", "WARN - two", "ERROR - three"]
        );
    }

    #[test]
    fn in_a_missing_folder_is_created_with_the_folder() {
        let parent = parent("writes_three");
        let missing = parent.path().with_file_name("missing");
        let run = parent.log_to(&missing.join("folder/log.txt")).run();
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
        assert_eq!(run.stderr, "");
    }

    #[test]
    fn below_a_file_is_reported_and_stderr_is_used() {
        let parent = parent("writes_three");
        let missing = std::env::current_exe().unwrap().join("log.txt");
        let run = parent.log_to(&missing).run();
        let (notice, records) = run.notice_and_records();
        let named = format!(
            "tracked: cannot open the log file `{}`: ",
            missing.display()
        );
        assert!(notice.starts_with(&named), "{notice}");
        assert!(notice.ends_with(", logging to stderr instead"), "{notice}");
        assert_eq!(records, ["INFO - one", "WARN - two", "ERROR - three"]);
        assert!(run.status.success());
    }

    #[test]
    fn that_is_a_folder_is_reported_and_stderr_is_used() {
        let parent = parent("writes_three");
        let folder = parent.folder().to_owned();
        let run = parent.log_to(&folder).run();
        let (notice, records) = run.notice_and_records();
        let named = format!("tracked: cannot open the log file `{}`: ", folder.display());
        assert!(notice.starts_with(&named), "{notice}");
        assert_eq!(records, ["INFO - one", "WARN - two", "ERROR - three"]);
    }

    #[test]
    fn that_cannot_be_opened_makes_try_init_fail_without_setting_a_logger() {
        let parent = parent("tries_and_tries_again");
        let missing = std::env::current_exe().unwrap().join("log.txt");
        let run = parent.env("MISSING", &missing).run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(run.log(), ["INFO - in the second file"]);
        assert_eq!(run.stderr, "");
    }

    #[test]
    fn with_stderr_contains_the_same_records_as_stderr() {
        let run = parent("both").run();
        assert_eq!(run.log(), ["INFO - one", "WARN - two"]);
        assert_eq!(run.stderr, fs::read_to_string(run.path()).expect("a log"));
    }

    #[test]
    fn in_another_format_than_stderr_has_the_same_records() {
        let run = parent("json_and_stderr").run();
        let records = ["INFO - one", "WARN - formatted once", "ERROR - three"];
        assert_eq!(child_process::records(&run.stderr), records);
        let log: Vec<serde_json::Value> = run
            .lines()
            .iter()
            .map(|line| serde_json::from_str(line).expect("an object"))
            .collect();
        let messages: Vec<_> = log.iter().map(|record| &record["message"]).collect();
        assert_eq!(messages[1..], ["one", "formatted once", "three"]);
        assert_eq!(log[0]["event"], "run");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn beside_a_terminal_leaves_the_tree_to_the_terminal() {
        use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
        use std::io::Read;

        let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
        grantpt(&terminal).expect("a terminal");
        unlockpt(&terminal).expect("a terminal");
        let name = ptsname(&terminal, Vec::new()).expect("a terminal");
        for (program, is_json) in [("json_and_stderr", true), ("both", false)] {
            let parent = parent(program).env("TERM", "xterm");
            let name = name.to_str().expect("a path");
            let run = parent.stderr_to(Path::new(name)).run();
            let mut shown = [0; 1000];
            let mut terminal = fs::File::from(terminal.try_clone().expect("a terminal"));
            let len = terminal.read(&mut shown).expect("records");
            let shown = String::from_utf8_lossy(&shown[..len]);
            let first = shown.lines().next().expect("a record");
            assert!(first.ends_with("· one"), "{shown}");
            assert!(first.contains(" INFO\x1b[0m"), "{shown}");
            assert_eq!(run.lines()[0].starts_with('{'), is_json);
        }
    }

    #[test]
    fn of_a_closure_leaves_stderr_readable() {
        let run = parent("closure_and_stderr").run();
        let records = ["INFO - one", "WARN - two", "ERROR - three"];
        assert_eq!(child_process::records(&run.stderr), records);
        assert_eq!(run.lines(), ["<one>", "<two>", "<three>"]);
    }

    #[test]
    fn leaves_the_format_of_stderr_to_stderr_format() {
        let run = parent("text_and_json_on_stderr").run();
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
        let stderr: Vec<serde_json::Value> = run
            .stderr
            .lines()
            .map(|line| serde_json::from_str(line).expect("an object"))
            .collect();
        let events: Vec<_> = stderr.iter().map(|record| record.get("event")).collect();
        assert_eq!(events, [Some(&"run".into()), None, None, None]);
        assert_eq!(stderr[3]["message"], "three");
    }

    #[test]
    fn that_cannot_be_opened_leaves_stderr_its_own_format() {
        let missing = std::env::current_exe().unwrap().join("log.txt");
        let run = parent("text_and_json_on_stderr").log_to(&missing).run();
        let is_json = |line: &&str| line.starts_with("{\"time\":");
        let (json, notice): (Vec<_>, Vec<_>) = run.stderr.lines().partition(is_json);
        assert_eq!((json.len(), notice.len()), (4, 1), "{}", run.stderr);
    }

    #[test]
    fn and_stderr_in_other_formats_are_both_complete_if_buffered() {
        let run = parent("buffers_json_and_stderr").run();
        assert_eq!(run.lines().len(), 1001);
        assert_eq!(run.stderr.lines().count(), 1000);
    }

    #[test]
    fn contains_no_start_records_if_they_are_off() {
        let log = parent("logs_no_starts").run().log();
        let events: Vec<_> = log.iter().map(|line| line.split('(').next()).collect();
        let expected = [
            "INFO - done begins",
            "INFO - done passes_on",
            "ERROR - error begins",
        ];
        assert_eq!(events, expected.map(Some));
    }

    #[test]
    fn contains_one_error_for_a_failure_that_is_passed_on() {
        let run = parent("logs_errors_once").run();
        let log = fs::read_to_string(run.path()).expect("a log");
        let records: Vec<serde_json::Value> = log
            .lines()
            .map(|line| serde_json::from_str(line).expect("an object"))
            .filter(|record: &serde_json::Value| record["event"] == "error")
            .collect();
        let [first, again] = records.as_slice() else {
            panic!("expected two records, found {log}");
        };
        assert_eq!(
            (&first["level"], &again["level"]),
            (&"ERROR".into(), &"DEBUG".into())
        );
        assert_eq!(first.get("origin_id"), None);
        assert_eq!(again["origin_id"], first["span_id"]);
        for record in records {
            assert_eq!(record["error_type"], "num::ParseIntError");
        }
    }

    #[test]
    fn contains_one_error_for_a_panic() {
        let run = parent("logs_panics_once").run();
        let log = fs::read_to_string(run.path()).expect("a log");
        let records: Vec<serde_json::Value> = log
            .lines()
            .map(|line| serde_json::from_str(line).expect("an object"))
            .filter(|record: &serde_json::Value| record["event"] != "run")
            .collect();
        let levels: Vec<_> = records
            .iter()
            .map(|record| {
                let message = record["message"].as_str().expect("a text");
                let start = message.split_once('(').map_or("hook", |(start, _)| start);
                (record["level"].as_str().expect("a level"), start)
            })
            .collect();
        assert_eq!(
            levels,
            [
                ("WARN", "hook"),
                ("ERROR", "panic panics_first"),
                ("DEBUG", "panic panics_in_between"),
                ("DEBUG", "panic panics_last"),
                ("WARN", "hook"),
                ("ERROR", "panic resumes_another_panic"),
                ("ERROR", "hook"),
            ],
            "{log}"
        );
        let place = records[0]["message"].as_str().expect("a text");
        assert!(place.contains("children.rs:"), "{place}");
        assert_eq!(records[0]["span_id"], records[1]["span_id"]);
        assert_eq!(records[1].get("origin_id"), None);
        for record in &records[2..4] {
            assert_eq!(record["origin_id"], records[1]["span_id"]);
        }
    }

    #[test]
    fn is_stderr_by_default() {
        let run = parent("no_file").run();
        assert_eq!(
            child_process::records(&run.stderr),
            ["INFO - one", "WARN - two"]
        );
        assert!(!run.path().exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn that_is_full_affects_neither_the_program_nor_stderr() {
        let run = parent("both").log_to(Path::new("/dev/full")).run();
        assert!(run.status.success());
        let (notice, records) = run.notice_and_records();
        assert_eq!(
            notice,
            "tracked: cannot write to the log file `/dev/full`: No space left on device (os error 28), \
             1 record lost so far"
        );
        assert_eq!(records, ["INFO - one", "WARN - two"]);
    }

    #[cfg(unix)]
    #[test]
    fn that_is_full_does_not_block_the_program_if_nobody_reads_stderr() {
        let run = parent("warns_into_a_full_pipe").run();
        assert!(run.stdout.contains("not blocked"), "{}", run.stdout);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn is_opened_again_if_its_descriptor_is_closed() {
        let records = ["INFO - one", "WARN - two", "ERROR - three"];
        let log = parent("loses_its_descriptor").run().log();
        assert_eq!(log, [&["INFO - before"][..], &records, &records].concat());
    }

    #[cfg(unix)]
    #[test]
    fn has_the_mode_of_the_builder() {
        use std::os::unix::fs::PermissionsExt;

        let mode = |parent: child_process::Parent| {
            let run = parent.run();
            let log = fs::metadata(run.path()).expect("a log");
            log.permissions().mode() & 0o777
        };
        assert_eq!(mode(parent("has_a_mode")), 0o644);
        assert_eq!(mode(parent("has_a_mode").env("MODE", "640")), 0o640);
        assert_eq!(mode(parent("has_a_mode").env("MODE", "666")), 0o644);
    }

    #[cfg(unix)]
    #[test]
    fn that_is_a_pipe_without_a_reader_is_replaced_by_stderr() {
        let parent = parent("writes_three");
        let made = std::process::Command::new("mkfifo")
            .arg(parent.path())
            .status();
        assert!(made.is_ok_and(|status| status.success()));
        let run = parent.run();
        let (notice, records) = run.notice_and_records();
        assert!(notice.contains("logging to stderr instead"), "{notice}");
        assert_eq!(records, ["INFO - one", "WARN - two", "ERROR - three"]);
    }

    #[cfg(unix)]
    #[test]
    fn that_is_a_pipe_with_a_reader_is_written() {
        let parent = parent("writes_three");
        let made = std::process::Command::new("mkfifo")
            .arg(parent.path())
            .status();
        assert!(made.is_ok_and(|status| status.success()));
        let mut reader = std::process::Command::new("cat")
            .arg(parent.path())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("the reader runs");
        // The reader opens the pipe when a writer does.
        let guard = fs::File::options()
            .write(true)
            .open(parent.path())
            .expect("a reader");
        let run = parent.run();
        drop(guard);
        let mut text = String::new();
        let mut pipe = reader.stdout.take().expect("a pipe");
        std::io::Read::read_to_string(&mut pipe, &mut text).expect("text");
        assert!(reader.wait().is_ok_and(|status| status.success()));
        assert_eq!(run.stderr, "");
        assert_eq!(
            child_process::records(&text),
            ["INFO - one", "WARN - two", "ERROR - three"]
        );
    }

    #[test]
    fn is_complete_if_errors_are_synchronised() {
        let run = parent("synchronises_errors").run();
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
    }

    #[test]
    fn that_was_full_for_a_while_says_how_many_records_are_lost() {
        if !has_dev_full() {
            return;
        }
        let run = parent("is_full_for_a_while").run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(
            run.log(),
            [
                "WARN - tracked: 3 records lost: No space left on device (os error 28)",
                "INFO - one",
                "WARN - two",
                "ERROR - three"
            ]
        );
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }

    #[cfg(unix)]
    #[test]
    fn that_was_full_for_a_while_does_not_block_a_closure_that_logs() {
        if !has_dev_full() {
            return;
        }
        let run = parent("logs_while_reporting").run();
        assert!(run.status.success(), "{:?}", run.status);
        let lines = run.lines();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(
            lines[0].starts_with("tracked: 1 record lost: "),
            "{lines:?}"
        );
        assert_eq!(lines[1], "two");
        assert!(lines[2].ends_with(" - ERROR - a report"), "{lines:?}");
    }

    #[cfg(unix)]
    #[test]
    fn that_was_renamed_or_removed_is_created_again_within_a_second() {
        let run = parent("loses_its_file").run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
        let old = run.path().with_extension("old");
        let old = fs::read_to_string(old).expect("the renamed file");
        assert_eq!(child_process::records(&old), ["INFO - before the renaming"]);
    }

    #[cfg(unix)]
    #[test]
    fn whose_folder_is_missing_loses_records_until_it_is_back() {
        let run = parent("loses_its_folder").run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(
            run.log(),
            [
                "WARN - tracked: 2 records lost: No such file or directory (os error 2)",
                "INFO - one",
                "WARN - two",
                "ERROR - three"
            ]
        );
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }

    #[cfg(unix)]
    #[test]
    fn is_reopened_after_the_working_directory_changed() {
        let run = parent("changes_its_folder").run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn is_not_affected_by_a_full_stderr() {
        let run = parent("both")
            .env("RUST_LOG", "info,db=loud")
            .stderr_to(Path::new("/dev/full"))
            .run();
        assert!(run.status.success());
        assert_eq!(run.log(), ["INFO - one", "WARN - two"]);
    }
}

mod a_logger_of_tests {
    use super::*;

    /// The program ends as a failed test, which shows the output of the test on stdout.
    fn failed(program: &'static str) -> child_process::Run {
        let run = parent(program).captured().run();
        assert_eq!(run.status.code(), Some(101), "{}", run.stdout);
        run
    }

    #[test]
    fn prints_records_as_output_of_their_test() {
        let run = failed("logs_in_a_test");
        for expected in [
            "INFO - one",
            "ERROR - three",
            "ERROR - thread 'setup::child' panicked at ",
        ] {
            assert!(run.stdout.contains(expected), "{expected}: {}", run.stdout);
        }
        assert!(!run.stderr.contains("one"), "{}", run.stderr);
    }

    #[test]
    fn prints_nothing_of_a_test_that_passes() {
        let run = parent("logs_in_a_test_that_passes").captured().run();
        assert!(run.status.success());
        assert!(!run.stdout.contains("one"), "{}", run.stdout);
        assert_eq!(run.stderr, "");
    }

    #[test]
    fn prints_to_stderr_if_output_is_not_captured() {
        let run = parent("logs_in_a_test_that_passes").run();
        let records = ["INFO - one", "WARN - two", "ERROR - three"];
        assert_eq!(child_process::records(&run.stderr), records);
    }

    #[cfg(unix)]
    #[test]
    fn survives_a_full_stderr() {
        if !has_dev_full() {
            return;
        }
        let parent = parent("logs_in_a_test_that_passes");
        let run = parent.stderr_to(Path::new("/dev/full")).run();
        assert!(run.status.success(), "{}", run.stdout);
    }
}

mod a_second_init {
    use super::*;

    #[test]
    fn is_reported_once_and_the_first_logger_stays() {
        let run = parent("inits_twice").run();
        assert!(run.status.success());
        assert_eq!(run.log(), ["INFO - one", "INFO - two"]);
        assert_eq!(
            run.stderr,
            "tracked: a logger is already set, this one is ignored\n"
        );
    }

    #[test]
    fn leaves_no_empty_file() {
        let run = parent("inits_twice_with_another_file").run();
        assert!(run.status.success());
        assert_eq!(run.log(), ["INFO - one"]);
        assert!(!run.path().with_file_name("another.txt").exists());
    }

    #[test]
    fn of_the_same_builder_is_reported_too() {
        let run = parent("inits_one_builder_twice").run();
        assert!(run.status.success());
        assert_eq!(run.log(), ["INFO - one", "INFO - two"]);
        assert_eq!(
            run.stderr,
            "tracked: a logger is already set, this one is ignored\n"
        );
    }

    #[test]
    fn whose_file_cannot_be_opened_is_reported_in_one_line() {
        let run = parent("inits_twice_badly")
            .env("RUST_LOG", "info,db=loud")
            .run();
        let lines: Vec<_> = run.stderr.lines().collect();
        assert!(lines[0].starts_with("tracked: ignored `db=loud` in RUST_LOG"));
        assert_eq!(
            lines[1..],
            ["tracked: a logger is already set, this one is ignored"]
        );
    }

    #[test]
    fn logs_a_panic_once() {
        let run = parent("inits_twice_and_panics").run();
        assert_eq!(run.log().len(), 1, "{:?}", run.log());
    }
}

mod a_record {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn is_in_the_file_when_the_call_returns() {
        assert!(parent("reads_back").run().status.success());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn is_one_write() {
        for program in [
            "counts_writes",
            "counts_writes_of_both",
            "counts_writes_of_a_closure",
        ] {
            let run = parent(program).run();
            assert!(run.status.success(), "{}", run.stdout);
            assert_eq!(run.lines().len(), 1000);
        }
    }

    #[test]
    fn is_one_line_whatever_it_contains() {
        let run = parent("forges").run();
        assert_eq!(
            run.log(),
            [
                r"INFO - name=x\n2026-11-22 12:00:00,123 - INFO - paid",
                r"INFO - \r\t\u{1b}[2K\u{0}\u{9b}\u{2028}\u{202e}\u{feff} 한국어 C:\dir",
            ]
        );
    }

    #[test]
    fn is_one_line_when_a_closure_writes_it() {
        let run = parent("forges_through_a_closure").run();
        assert_eq!(
            run.lines(),
            [
                r"INFO my\ntarget name=x\nINFO paid",
                "INFO logger::setup::children two"
            ]
        );
    }

    #[test]
    fn is_not_torn_with_8_threads() {
        for program in ["eight_threads", "buffers_in_8_threads"] {
            assert_every_record_of_8_threads(&parent(program).run());
        }
    }

    fn assert_every_record_of_8_threads(run: &child_process::Run) {
        let mut log = run.log();
        log.sort();
        let mut expected: Vec<_> = (0..8)
            .flat_map(|thread| (0..500).map(move |n| children::long_message(thread, n)))
            .map(|message| format!("INFO - {message}"))
            .collect();
        expected.sort();
        assert_eq!(log, expected);
    }

    #[test]
    fn is_not_torn_with_4_processes_on_one_file() {
        let parent = parent("one_of_several");
        let children: Vec<_> = (0..4)
            .map(|n| parent.start(&[("NUMBER", n.to_string())]))
            .collect();
        for child in children {
            let child = child.wait_with_output().expect("the child ends");
            assert!(child.status.success());
        }
        let mut log = child_process::records(&fs::read_to_string(parent.path()).expect("a log"));
        // The records of each process are in order, so a stable sort by process restores that order.
        log.sort_by_key(|record| record.split(' ').nth(3).map(str::to_owned));
        let expected: Vec<_> = (0..4)
            .flat_map(|process| (0..500).map(move |n| children::long_message(process, n)))
            .map(|message| format!("INFO - {message}"))
            .collect();
        assert_eq!(log, expected);
    }

    #[test]
    fn above_64_kib_is_truncated_and_marked() {
        let run = parent("writes_too_much").run();
        let lines = run.lines();
        assert_eq!(lines.len(), 2);
        assert_eq!(lines[0].len() + 1, 64 * 1024);
        assert!(lines[0].ends_with("xx…"));
        assert!(lines[1].ends_with(" - INFO - after"));
    }

    #[test]
    fn with_a_value_that_fails_to_format_has_a_marker() {
        let run = parent("fails_to_format").run();
        assert_eq!(
            run.log(),
            ["INFO - value: ha[formatting failed]", "INFO - after"]
        );
    }

    #[test]
    fn made_while_another_is_formatted_comes_before_it() {
        let parents = [
            parent("logs_while_formatting"),
            parent("logs_while_formatting").env("BUFFERED", "1"),
        ];
        for parent in parents {
            assert_eq!(
                parent.run().log(),
                [
                    "INFO - inner half half",
                    "INFO - inner half half",
                    "INFO - outer half half"
                ]
            );
        }
    }

    #[test]
    fn made_while_a_thread_ends_is_written() {
        let run = parent("logs_while_a_thread_ends").run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(
            run.log(),
            [
                "INFO - before the end",
                "INFO - in the drop",
                "INFO - in the drop",
                "INFO - after"
            ]
        );
        let run = parent("logs_while_a_thread_ends")
            .env("FORMAT", "json")
            .run();
        assert_eq!(run.lines().len(), 5, "{}", run.stdout);
    }

    #[test]
    fn has_local_time_or_utc() {
        assert_hours_ahead("KST-9", "writes_three", 9);
        assert_hours_ahead("KST-9", "utc", 0);
    }

    #[cfg(unix)]
    #[test]
    fn has_the_local_time_of_a_named_zone() {
        assert_hours_ahead("Asia/Seoul", "writes_three", 9);
    }

    fn assert_hours_ahead(zone: &str, program: &'static str, ahead: u64) {
        let hour_in_utc = || {
            let since_1970 = SystemTime::UNIX_EPOCH.elapsed();
            since_1970.expect("a clock after 1970").as_secs() / 3600
        };
        // The hour may change while the program runs.
        loop {
            let before = hour_in_utc();
            let run = parent(program).env("TZ", zone).run();
            if hour_in_utc() == before {
                let hour = run.lines()[0][11..13].parse();
                assert_eq!(hour, Ok((before + ahead) % 24), "{zone}");
                break;
            }
        }
    }
}

mod rotation {
    use std::fs::File;
    use std::time::{Duration, SystemTime};

    use super::*;

    fn files(run: &child_process::Run) -> Vec<(String, String)> {
        let folder = run.path().parent().expect("a folder");
        let files = fs::read_dir(folder).expect("the folder is there");
        let mut files: Vec<_> = files
            .map(|file| {
                let path = file.expect("a file").path();
                let name = path.file_name().expect("a name").to_string_lossy();
                let text = fs::read_to_string(&path).expect("text");
                (name.into_owned(), text)
            })
            .collect();
        files.sort();
        files
    }

    fn names(run: &child_process::Run) -> Vec<String> {
        files(run).into_iter().map(|(name, _)| name).collect()
    }

    fn write(path: &Path, name: &str, days_ago: u64) {
        let file = path.with_file_name(name);
        fs::write(&file, format!("{name}\n")).expect("a file");
        let file = File::options().write(true).open(file).expect("a file");
        let time = SystemTime::now() - Duration::from_secs(days_ago * 24 * 3600);
        file.set_modified(time).expect("the time can be set");
    }

    #[test]
    fn by_size_keeps_the_newest_records() {
        let run = parent("rotates_by_size").run();
        assert!(run.status.success(), "{}", run.stdout);
        let files = files(&run);
        let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["log.txt", "log.txt.7", "log.txt.8", "log.txt.9"]);
        for (number, (name, text)) in [9, 6, 7, 8].iter().zip(files.iter()) {
            let numbers = text.lines().map(|line| line.parse::<usize>());
            let first = 10 * number;
            assert!(numbers.eq((first..first + 10).map(Ok)), "{name}");
        }
    }

    #[test]
    fn continues_after_the_newest_old_file() {
        let parent = parent("rotates_in_vain");
        for name in ["log.txt.1", "log.txt.3.gz"] {
            write(parent.path(), name, 0);
        }
        fs::write(parent.path(), "x".repeat(999) + "\n").expect("a file");
        let run = parent.run();
        assert_eq!(
            names(&run),
            [
                "log.txt",
                "log.txt.1",
                "log.txt.3.gz",
                "log.txt.4",
                "log.txt.5",
                "log.txt.6"
            ]
        );
        let files = files(&run);
        assert!(files[0].1.ends_with(" - ERROR - three\n"));
        assert_eq!(files[1].1, "log.txt.1\n");
        assert!(files[3].1.starts_with("xxx"));
        assert!(files[4].1.ends_with(" - INFO - one\n"));
        assert!(files[5].1.ends_with(" - WARN - two\n"));
    }

    #[test]
    fn keeps_compressed_files_as_well() {
        let parent = parent("rotates_and_keeps").env("KEEP", "4");
        for name in ["1.gz", "2", "3.gz", "4.gz", "5"] {
            write(parent.path(), &format!("log.txt.{name}"), 0);
        }
        let run = parent.run();
        assert_eq!(
            names(&run),
            [
                "log.txt",
                "log.txt.4.gz",
                "log.txt.5",
                "log.txt.6",
                "log.txt.7"
            ]
        );
    }

    #[test]
    fn compresses_the_files_that_it_keeps() {
        use std::io::Read;

        let parent = parent("compresses");
        write(parent.path(), "log.txt", 2);
        let run = parent.run();
        let folder = run.path().parent().expect("a folder");
        let mut files: Vec<_> = fs::read_dir(folder)
            .expect("the folder is there")
            .map(|file| file.expect("a file").path())
            .collect();
        files.sort();
        let names = files
            .iter()
            .map(|file| file.file_name().expect("a name"))
            .collect::<Vec<_>>();
        assert_eq!(names, ["log.txt", "log.txt.2.gz", "log.txt.3.gz"]);
        for (file, record) in files[1..].iter().zip(["INFO - one", "WARN - two"]) {
            let mut text = String::new();
            let mut gzip = flate2::read::GzDecoder::new(File::open(file).expect("a file"));
            gzip.read_to_string(&mut text).expect("a complete file");
            assert_eq!(child_process::records(&text), [record]);
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt;
                let mode = fs::metadata(file).expect("a file").permissions().mode();
                assert_eq!(mode & 0o777, 0o640);
            }
        }
    }

    #[test]
    fn that_cannot_compress_is_reported_and_keeps_the_files() {
        let parent = parent("compresses").env("IN_VAIN", "1");
        fs::create_dir(parent.folder().join(".log.txt.gz")).expect("a folder");
        let run = parent.run();
        assert_eq!(run.log(), ["ERROR - three"]);
        for (number, record) in [(1, "INFO - one"), (2, "WARN - two")] {
            let old = run.path().with_extension(format!("txt.{number}"));
            let old = fs::read_to_string(old).expect("an old file");
            assert_eq!(child_process::records(&old), [record]);
        }
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        let said = "tracked: cannot compress the log file `";
        assert!(run.stderr.starts_with(said), "{}", run.stderr);
    }

    /// Each of three rotations renames one file and removes one. The folder is read once.
    #[cfg(target_os = "linux")]
    #[test]
    fn does_the_same_with_10_and_with_10_000_old_files() {
        for kept in [10, 10_000] {
            let parent = parent("rotates_and_keeps").env("KEEP", kept.to_string());
            write(parent.path(), "log.txt", 0);
            for number in 1..=kept {
                let old = parent.path().with_extension(format!("txt.{number}"));
                File::create(old).expect("a file");
            }
            let folder = Watch::new(parent.folder());
            let run = parent.run();
            assert_eq!(
                folder.events(),
                Events {
                    renamed: 3,
                    removed: 3,
                    read: 1
                },
                "with {kept} old files"
            );
            assert_eq!(names(&run).len(), kept + 1);
        }
    }

    #[cfg(target_os = "linux")]
    #[derive(Debug, Default, Eq, PartialEq)]
    struct Events {
        renamed: u32,
        removed: u32,
        /// How often the folder was opened, which is necessary to list its files.
        read: u32,
    }

    /// Counts what happens in a folder.
    #[cfg(target_os = "linux")]
    struct Watch(File);

    #[cfg(target_os = "linux")]
    impl Watch {
        fn new(folder: &Path) -> Self {
            use std::os::fd::FromRawFd;
            use std::os::unix::ffi::OsStrExt;

            let folder = std::ffi::CString::new(folder.as_os_str().as_bytes()).expect("a path");
            let mask = libc::IN_MOVED_FROM | libc::IN_DELETE | libc::IN_OPEN;
            // SAFETY: `folder` is a C string, and nobody else has the descriptor.
            unsafe {
                let descriptor = libc::inotify_init1(libc::IN_NONBLOCK | libc::IN_CLOEXEC);
                assert!(libc::inotify_add_watch(descriptor, folder.as_ptr(), mask) >= 0);
                Self(File::from_raw_fd(descriptor))
            }
        }

        fn events(mut self) -> Events {
            use std::io::Read;

            let (mut events, mut bytes) = (Events::default(), [0; 64 * 1024]);
            while let Ok(len) = self.0.read(&mut bytes) {
                let mut rest = &bytes[..len];
                while !rest.is_empty() {
                    // The number of the watch, the mask, a cookie and the length of the name, then the name.
                    let word = |at: usize| {
                        let word = rest[4 * at..4 * at + 4].try_into().expect("4 bytes");
                        u32::from_ne_bytes(word)
                    };
                    let (mask, name) = (word(1), word(3));
                    assert_eq!(mask & libc::IN_Q_OVERFLOW, 0, "too many events");
                    events.renamed += u32::from(mask & libc::IN_MOVED_FROM != 0);
                    events.removed += u32::from(mask & libc::IN_DELETE != 0);
                    let is_folder = mask & libc::IN_ISDIR != 0;
                    events.read += u32::from(mask & libc::IN_OPEN != 0 && is_folder);
                    rest = &rest[16 + name as usize..];
                }
            }
            events
        }
    }

    #[test]
    fn by_hour_renames_the_file_of_another_hour() {
        let parent = parent("rotates_by_hour");
        write(parent.path(), "log.txt", 1);
        for name in ["2026-01-01-13", "2026-01-01-14", "2026-01-01"] {
            write(parent.path(), &format!("log.txt.{name}"), 2);
        }
        let run = parent.run();
        let files = files(&run);
        assert_eq!(files.len(), 4, "{files:?}");
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
        assert_eq!(files[1].0, "log.txt.2026-01-01");
        assert_eq!(files[2].0, "log.txt.2026-01-01-14");
        assert_eq!(files[3].1, "log.txt\n");
        assert_eq!(files[3].0.len(), files[2].0.len());
    }

    #[cfg(unix)]
    #[test]
    fn keeps_a_link_and_rotates_the_file_behind_it() {
        let parent = parent("rotates_behind_a_link");
        let folder = parent.folder().join("elsewhere");
        fs::create_dir(&folder).expect("a folder");
        let file = folder.join("real.txt");
        fs::write(&file, "old\n").expect("a file");
        fs::create_dir(folder.join("real.txt.4")).expect("a folder");
        std::os::unix::fs::symlink(&file, parent.path()).expect("a link");
        let run = parent.run();
        let link = fs::symlink_metadata(run.path()).expect("the link");
        assert!(link.is_symlink());
        assert_eq!(run.log(), ["ERROR - three"]);
        let folder = run.path().with_file_name("elsewhere");
        let mut names: Vec<_> = fs::read_dir(&folder)
            .expect("a folder")
            .map(|file| {
                file.expect("a file")
                    .file_name()
                    .into_string()
                    .expect("text")
            })
            .collect();
        names.sort();
        assert_eq!(
            names,
            ["real.txt", "real.txt.4", "real.txt.6", "real.txt.7"]
        );
    }

    #[cfg(unix)]
    #[test]
    fn leaves_standard_output_alone() {
        let run = parent("rotates_standard_output").run();
        for record in ["INFO - one", "WARN - two", "ERROR - three"] {
            assert!(run.stdout.contains(record), "{}", run.stdout);
        }
        assert_eq!(run.stderr, "");
    }

    #[test]
    fn by_day_renames_the_file_of_another_day() {
        let parent = parent("rotates_by_day");
        write(parent.path(), "log.txt", 1);
        write(parent.path(), "log.txt.2026-01-01", 2);
        write(parent.path(), "log.txt.2026-01-02", 2);
        write(parent.path(), "log.txt.old", 2);
        let run = parent.run();
        let files = files(&run);
        assert_eq!(files.len(), 4, "{files:?}");
        assert_eq!(files[0].0, "log.txt");
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
        assert_eq!(files[1].0, "log.txt.2026-01-02");
        assert_eq!(files[2].1, "log.txt\n");
        assert_eq!(files[2].0.len(), files[1].0.len());
        assert_eq!(files[3].0, "log.txt.old");
    }

    #[test]
    fn that_is_not_possible_is_reported_and_the_file_is_still_used() {
        let parent = parent("rotates_in_vain");
        let log = parent.path().to_owned();
        // The name is so long that a suffix makes it invalid.
        let long = log.with_file_name("x".repeat(254));
        let run = parent.log_to(&long).run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        let said = format!("tracked: cannot rotate the log file `{}`: ", long.display());
        assert!(run.stderr.starts_with(&said), "{}", run.stderr);
    }
}

mod a_buffered_record {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn is_written_by_a_thread_that_receives_no_signals() {
        assert_receives_no_signals("tracked-log");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn is_compressed_by_a_thread_that_receives_no_signals() {
        assert_receives_no_signals("tracked-gzip");
    }

    #[cfg(target_os = "linux")]
    fn assert_receives_no_signals(thread: &str) {
        let run = parent("blocks_signals_in_its_thread").env("THREAD", thread);
        let run = run.run();
        let mask = |name: &str| {
            let mut lines = run.stdout.lines();
            let mask = lines
                .find_map(|line| line.split_once(name))
                .map(|(_, mask)| mask);
            u64::from_str_radix(mask.expect("a mask").trim(), 16).expect("a mask")
        };
        // All except SIGKILL and SIGSTOP, and the two signals that the C library reserves.
        let all: u64 = !(1 << 8 | 1 << 18);
        assert_eq!(mask("blocked ") | 3 << 31, all | 3 << 31);
        assert_eq!(mask("own "), 0);
    }

    fn assert_last(run: &child_process::Run, count: usize) {
        let log = run.log();
        assert_eq!(log.len(), count, "{}", run.stdout);
        assert_eq!(log[count - 1], "INFO - the last one");
    }

    #[test]
    fn is_written_when_main_returns() {
        assert_last(&parent("buffers_and_returns").run(), 501);
    }

    #[test]
    fn is_written_at_exit() {
        let run = parent("buffers_and_exits").run();
        assert_eq!(run.status.code(), Some(7));
        assert_last(&run, 501);
    }

    #[test]
    fn is_written_when_the_program_panics() {
        let run = parent("buffers_and_panics").run();
        assert_eq!(run.status.code(), Some(101));
        let log = run.log();
        assert_eq!(log.len(), 4, "{log:?}");
        assert!(log[3].ends_with("the program fell"), "{log:?}");
        let run = parent("buffers_and_panics_unlogged").run();
        assert_eq!(run.status.code(), Some(101));
        assert_last(&run, 1);
    }

    #[test]
    fn is_written_before_an_error() {
        let run = parent("buffers_until_an_error").run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(run.log(), ["INFO - one", "WARN - two", "ERROR - three"]);
    }

    #[test]
    fn is_written_by_flush() {
        let run = parent("buffers_and_flushes").run();
        assert!(run.status.success(), "{}", run.stdout);
    }

    #[test]
    fn is_written_after_the_interval() {
        assert_last(&parent("buffers_for_a_moment").kill_when_ready(), 2);
    }

    #[test]
    fn shares_its_write_with_others() {
        let run = parent("counts_buffered_writes").run();
        assert!(run.status.success(), "{}", run.stdout);
        assert_eq!(run.lines().len(), 1000);
    }
}

mod tree {
    use super::*;

    /// Replaces times and ids.
    fn shape(line: &str) -> String {
        let (time, rest) = line.split_at(13);
        assert_eq!(time.matches(|char: char| char.is_ascii_digit()).count(), 9);
        let (level, rest) = rest.split_at(6);
        let (id, rest) = rest.split_at(4);
        let rest = rest.split(" in ").next().unwrap_or_default();
        let id = if id.trim().is_empty() { "" } else { "id" };
        format!("{level}{id}{rest}")
    }

    #[test]
    fn shows_each_record_under_its_call() {
        let lines = parent("calls_as_tree").run().lines();
        let shapes: Vec<_> = lines.iter().map(|line| shape(line)).collect();
        assert_eq!(
            shapes,
            [
                " WARN   · outside",
                " INFO id  → start divide_twice()",
                r#" INFO id    → start divide(a=4, b=2, unit="m")"#,
                " INFO id      ·",
                r#" INFO id    ← done divide(a=4, b=2, unit="m")"#,
                r#" INFO id    → start divide(a=1, b=0, unit="s")"#,
                " INFO id      ·",
                r#"ERROR id    ✗ error divide(a=1, b=0, unit="s")"#,
                "ERROR id  ✗ error divide_twice()",
            ]
        );
        let id = |line: usize| &lines[line][19..23];
        assert_eq!([id(2), id(3)], [id(4), id(4)]);
        assert_ne!(id(2), id(5));
        assert_eq!(id(1), id(8));
    }

    #[test]
    fn does_not_use_the_ids_of_a_call_that_a_filter_hides() {
        let lines = parent("calls_that_are_filtered_as_tree").run().lines();
        let shapes: Vec<_> = lines.iter().map(|line| shape(line)).collect();
        assert_eq!(shapes, [" INFO id    · inside"]);
    }

    #[test]
    fn is_coloured_as_the_environment_says() {
        let is_coloured = |variables: &[(&'static str, &str)]| {
            let parent = variables
                .iter()
                .fold(parent("calls_as_tree"), |parent, (name, value)| {
                    parent.env(name, value)
                });
            let lines = parent.run().lines();
            lines.iter().any(|line| line.contains('\x1b'))
        };
        assert!(!is_coloured(&[]));
        assert!(is_coloured(&[("RUST_LOG_STYLE", "always")]));
        assert!(!is_coloured(&[("RUST_LOG_STYLE", "never")]));
        assert!(!is_coloured(&[
            ("RUST_LOG_STYLE", "auto"),
            ("NO_COLOR", "1")
        ]));
    }
}

mod json {
    use std::collections::HashMap;

    use serde_json::Value;
    use tracked_core::log_format::members;

    use super::*;

    fn parsed(lines: &[String]) -> Vec<Value> {
        lines
            .iter()
            .map(|line| {
                serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))
            })
            .collect()
    }

    fn text<'a>(record: &'a Value, key: &str) -> &'a str {
        record[key].as_str().unwrap_or_default()
    }

    #[test]
    fn has_the_keys_that_apply_in_the_documented_order() {
        let lines = parent("one_call_as_json").run().lines();
        let expected = [
            "time level event pid tid thread target fields message",
            "time level pid tid thread target file line message",
            "time level event function trace_id span_id pid tid thread target file line fields message",
            "time level trace_id span_id pid tid thread target file line fields message",
            "time level event elapsed_ns function trace_id span_id pid tid thread error_type error target file line fields message",
        ];
        assert_eq!(lines.len(), expected.len());
        for (line, expected) in lines.iter().zip(expected) {
            let mut from = 0;
            for key in expected.split(' ') {
                let key = format!("\"{key}\":");
                let at = line[from..].find(&key);
                from += at.unwrap_or_else(|| panic!("{key} of {line}")) + key.len();
            }
            let object: Value = serde_json::from_str(line).expect("an object");
            let keys = object.as_object().expect("an object").keys();
            let mut keys: Vec<_> = keys.map(String::as_str).collect();
            keys.sort_by_key(|key| members::ORDER.iter().position(|known| known == key));
            assert_eq!(keys.join(" "), expected);
        }
    }

    #[test]
    fn has_typed_values() {
        let records = parsed(&parent("one_call_as_json").run().lines());
        let [run, outside, start, inside, error] = records.as_slice() else {
            panic!("{records:?}");
        };
        assert_eq!(run["event"], "run");
        assert_eq!(run["target"], "tracked");
        let fields = &run["fields"];
        assert_eq!(fields["format"], 1);
        assert_eq!(fields["program"], "billing");
        assert_eq!(fields["version"], "1.2.3");
        assert!(fields["host"].is_string(), "{run}");
        assert_eq!(fields["start"].as_str().map(str::len), Some(32), "{run}");
        assert_eq!(run["message"], "run billing 1.2.3");

        assert_eq!(outside["target"], "a \"target\"");
        assert_eq!(outside["message"], "out\nside");
        assert_eq!(outside["level"], "WARN");
        assert!(text(outside, "time").ends_with("+00:00"));

        assert_eq!(start["function"], "logger::setup::children::divide");
        assert_eq!(start["event"], "start");
        assert_eq!(start["fields"].to_string(), r#"{"a":7,"b":0,"unit":"m"}"#);
        assert_eq!(
            (text(start, "trace_id").len(), text(start, "span_id").len()),
            (32, 16)
        );

        assert_eq!(inside["span_id"], start["span_id"]);
        assert_eq!(inside["trace_id"], start["trace_id"]);
        assert_eq!(
            inside["fields"].to_string(),
            r#"{"exact":true,"label":"m","ratio":0.5,"rest":1}"#
        );

        assert_eq!(error["event"], "error");
        assert_eq!(error["error"], "no m");
        assert!(error["elapsed_ns"].is_u64() && error["line"].is_u64());
    }

    #[test]
    fn contains_the_tree_of_the_calls() {
        let mut lines = parent("calls_as_json").run().lines();
        let run = lines.remove(0);
        assert!(run.contains(r#","event":"run","#), "{run}");
        // Shuffles the records, because the ids alone must be enough to build the tree.
        lines.sort_by_key(|line| {
            line.bytes().rev().fold(7_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            })
        });
        let records = parsed(&lines);
        let name = |record: &Value| {
            let shown = text(&record["fields"], "name");
            shown.trim_matches('"').to_owned()
        };
        let calls: HashMap<_, _> = records
            .iter()
            .filter(|record| record["event"] == "start")
            .map(|record| {
                (
                    text(record, "span_id"),
                    (text(record, "trace_id"), name(record)),
                )
            })
            .collect();
        // 1 + 3 + 3*2 + 3*2*1 calls of a function, 1 + 3 + 9 calls of an async function.
        assert_eq!(calls.len(), 3 * 16 + 2 * 13);

        let mut ends = 0;
        for record in &records {
            let (trace, name_of_call) = &calls[text(record, "span_id")];
            assert_eq!(text(record, "trace_id"), *trace);
            let above = record["parent_id"].as_str().map(|parent| {
                assert_eq!(calls[parent].0, *trace);
                calls[parent].1.as_str()
            });
            assert_eq!(name_of_call.rsplit_once('.').map(|(above, _)| above), above);
            match text(record, "event") {
                "" => assert_eq!(text(record, "message"), format!("in {name_of_call}")),
                "done" => ends += 1,
                event => assert_eq!(event, "start"),
            }
        }
        assert_eq!(ends, calls.len());
        assert_eq!(records.len(), 3 * calls.len());
    }

    #[test]
    fn names_the_executable_unless_the_program_has_another_name() {
        let run = &parsed(&parent("calls_as_json").run().lines())[0];
        let program = run["fields"]["program"].as_str().unwrap_or_default();
        assert!(program.starts_with("logger-"), "{run}");
        assert_eq!(run["fields"]["version"], Value::Null);
    }

    #[test]
    fn has_no_first_record_if_all_levels_are_off() {
        let run = parent("calls_as_json").env("RUST_LOG", "off").run();
        assert_eq!(run.lines(), [""; 0]);
        let run = parent("calls_as_json").env("RUST_LOG", "error").run();
        assert_eq!(run.lines().len(), 1);
    }

    /// What the log states about a call.
    #[derive(Default)]
    struct Call<'a> {
        name: String,
        parent: Option<&'a str>,
        /// The process and the thread of each event.
        events: Vec<(&'a str, u64, u64)>,
        thread: &'a str,
    }

    #[test]
    fn puts_the_concurrent_calls_of_two_processes_together_again() {
        const PROCESSES: usize = 2;
        const THREADS: usize = 10;
        const CALLS_OF_A_THREAD: usize = 50;

        let shared = parent("concurrent_calls_as_json");
        let children: Vec<_> = (0..PROCESSES)
            .map(|process| shared.start(&[("PROCESS", process.to_string())]))
            .collect();
        let pids: Vec<_> = children.iter().map(|child| u64::from(child.id())).collect();
        for child in children {
            assert!(child.wait_with_output().expect("it ends").status.success());
        }
        let log = fs::read_to_string(shared.path()).expect("the programs made a log");
        let mut lines: Vec<_> = log.lines().map(str::to_owned).collect();
        lines.sort_by_key(|line| {
            line.bytes().rev().fold(7_u64, |hash, byte| {
                (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
            })
        });
        let records = parsed(&lines);
        let number = |record: &Value, key: &str| record[key].as_u64().expect("a number");

        let runs = records.iter().filter(|record| record["event"] == "run");
        let mut runs: Vec<_> = runs.map(|run| number(run, "pid")).collect();
        runs.sort_unstable();
        let mut expected = pids.clone();
        expected.sort_unstable();
        assert_eq!(runs, expected);

        let mut calls: HashMap<&str, Call<'_>> = HashMap::new();
        for record in records.iter().filter(|record| record["event"] != "run") {
            let call = calls.entry(text(record, "span_id")).or_default();
            call.name = text(&record["fields"], "name").trim_matches('"').to_owned();
            call.parent = record["parent_id"].as_str();
            call.thread = text(record, "thread");
            call.events.push((
                text(record, "event"),
                number(record, "pid"),
                number(record, "tid"),
            ));
        }
        assert_eq!(calls.len(), PROCESSES * THREADS * CALLS_OF_A_THREAD);

        // A call is named `process.thread.number`, and its parent `process.thread.number` with the number before.
        let mut threads: HashMap<String, (u64, u64)> = HashMap::new();
        for call in calls.values() {
            let (thread, number) = call.name.rsplit_once('.').expect("a number");
            let (process, name) = thread.split_once('.').expect("a thread");
            assert_eq!(call.thread, format!("worker-{name}"));
            let number: usize = number.parse().expect("a number");
            let above = call.parent.map(|parent| calls[parent].name.clone());
            let expected = (!number.is_multiple_of(5)).then(|| format!("{thread}.{}", number - 1));
            assert_eq!(above, expected, "{}", call.name);
            let [(_, pid, tid), _] = call.events[..] else {
                panic!("{} has other events", call.name);
            };
            let mut events: Vec<_> = call.events.clone();
            events.sort_unstable();
            assert_eq!(events, [("done", pid, tid), ("start", pid, tid)]);
            assert_eq!(pid, pids[process.parse::<usize>().expect("a process")]);
            assert_eq!(
                *threads.entry(thread.to_owned()).or_insert((pid, tid)),
                (pid, tid)
            );
        }
        let ids: std::collections::HashSet<_> = threads.values().collect();
        assert_eq!(ids.len(), PROCESSES * THREADS);
    }

    #[cfg(unix)]
    #[test]
    fn begins_with_a_first_record_in_a_forked_child_too() {
        let records = parsed(&parent("forks_as_json").run().lines());
        let events: Vec<_> = records
            .iter()
            .map(|record| (text(record, "event"), text(record, "message")))
            .collect();
        assert_eq!(
            events,
            [
                ("run", "run billing 1.2.3"),
                ("", "parent"),
                ("run", "run billing 1.2.3"),
                ("", "child"),
                ("", "parent again"),
            ]
        );
        let pids: Vec<_> = records.iter().map(|record| &record["pid"]).collect();
        assert_eq!([pids[0], pids[2]], [pids[1], pids[3]]);
        assert_eq!(pids[0], pids[4]);
        assert_ne!(pids[0], pids[2]);
        assert_eq!(records[3]["tid"], records[3]["pid"]);
    }
}

mod a_panic {
    use super::*;

    #[test]
    fn is_logged_with_thread_location_and_message_and_the_previous_hook_runs() {
        let run = parent("panics_on_a_thread").run();
        let log = run.log();
        assert_eq!(log.len(), 2, "{log:?}");
        let (place, message) = log[0].split_once(": ").expect("a place and a message");
        assert!(place.starts_with("ERROR - thread 'worker' panicked at "));
        assert!(place.contains("children.rs:"), "{place}");
        assert_eq!(message, r"the worker\nfell");
        assert_eq!(log[1], "INFO - after the panic");
        assert!(run.stderr.contains("the worker\nfell"), "{}", run.stderr);
    }

    #[test]
    fn ends_the_time_of_the_call_before_other_hooks_run() {
        let log = parent("panics_with_a_slow_hook").run().lines();
        let records: Vec<serde_json::Value> = log
            .iter()
            .map(|line| serde_json::from_str(line).unwrap())
            .filter(|record: &serde_json::Value| {
                record["event"] != "run" && record["target"] != "panic"
            })
            .collect();
        assert_eq!(records.len(), 6, "{records:#?}");
        for pair in records.chunks(2) {
            let until_hook: u64 = pair[0]["message"].as_str().unwrap().parse().unwrap();
            let elapsed = pair[1]["elapsed_ns"].as_u64().unwrap();
            assert!(elapsed <= until_hook, "{pair:#?}");
        }
    }

    /// The body of such a function is not a closure whose panic could be caught, so that only the record of the panic
    /// hook has the message.
    #[test]
    fn is_logged_for_a_call_with_track_caller() {
        let log = parent("panics_in_place").run().log();
        assert_eq!(log.len(), 2, "{log:?}");
        assert!(
            log[1].starts_with("ERROR - panic panics_in_place::located(id=7) in "),
            "{log:?}"
        );
        assert!(log[0].ends_with(": no 7"), "{log:?}");
        assert!(!log[1].contains("no 7"), "{log:?}");
    }

    #[test]
    fn is_logged_despite_all_filters_except_off() {
        for (rust_log, count) in [("other=debug", 1), ("panic=off,info", 2), ("off", 0)] {
            let run = parent("panics").env("RUST_LOG", rust_log).run();
            assert_eq!(run.lines().len(), count, "{rust_log}");
        }
    }

    #[test]
    fn is_not_logged_if_the_builder_disables_it() {
        let run = parent("panics_unlogged").run();
        assert_eq!(run.log(), ["INFO - after the panic"]);
        assert!(
            run.stderr.contains("not logged by the hook"),
            "{}",
            run.stderr
        );
    }

    #[test]
    fn while_a_value_is_formatted_is_logged_and_the_line_is_complete() {
        let run = parent("panics_while_formatting").run();
        let log = run.log();
        assert_eq!(log.len(), 3, "{log:?}");
        assert!(log[0].starts_with("ERROR - "), "{log:?}");
        assert!(log[0].ends_with(": no text"), "{log:?}");
        assert_eq!(log[1], "INFO - value: half a line[formatting panicked]");
        assert_eq!(log[2], "INFO - after");
    }

    #[test]
    fn while_panicking_does_not_abort() {
        let log = parent("panics_while_panicking").run().log();
        assert_eq!(log.len(), 4, "{log:?}");
        assert!(log[0].ends_with(": the first"), "{log:?}");
        assert!(log[1].ends_with(": the second"), "{log:?}");
        assert_eq!(
            log[2..],
            ["INFO - unwinding: [formatting panicked]", "INFO - after"]
        );
    }

    #[test]
    fn in_the_closure_is_logged_as_text() {
        let run = parent("panics_in_the_closure").run();
        let lines = run.lines();
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].ends_with(": the closure fell"), "{lines:?}");
        assert_eq!(lines[1], "closure: after");
        assert!(run.status.success(), "{}", run.stdout);
    }

    #[test]
    fn is_a_complete_record_for_a_closure() {
        let run = parent("panics_past_a_closure").run();
        let lines = run.lines();
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(lines[0].starts_with("panic panic "), "{lines:?}");
        assert!(lines[0].contains("children.rs:"), "{lines:?}");
    }
}
