//! Input that is no log, or a part of one, or hostile.

use proptest::prelude::*;

use crate::log::{Record, end, error, rows, run, start, text};

const COMMANDS: [&[&str]; 7] = [
    &[],
    &["functions"],
    &["errors"],
    &["open"],
    &["tree"],
    &["calls"],
    &["export", "--chrome"],
];

fn assert_harmless(arguments: &[&str], log: &[u8]) {
    let output = run(arguments, log);
    assert!(
        matches!(output.status.code(), Some(0 | 2)),
        "{arguments:?}: {output:?}"
    );
    for stream in [output.stdout, output.stderr] {
        let text = String::from_utf8(stream).expect("text");
        let unsafe_char = text
            .chars()
            .find(|c| c.is_control() && *c != '\n' || ('\u{202a}'..='\u{202e}').contains(c));
        assert_eq!(unsafe_char, None, "{arguments:?}: {text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_harmless(bytes in prop::collection::vec(any::<u8>(), 0..300), command in 0..COMMANDS.len()) {
        assert_harmless(COMMANDS[command], &bytes);
    }

    #[test]
    fn any_change_of_a_log_is_harmless(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
        command in 0..COMMANDS.len(),
    ) {
        let mut log = text(&hostile()).into_bytes();
        for (at, byte) in changes {
            let at = at.index(log.len());
            log[at] = byte;
        }
        assert_harmless(COMMANDS[command], &log);
    }
}

/// Names, fields and errors that move a cursor or forge a row.
fn hostile() -> Vec<Record> {
    let evil = "\x1b[2J\r\u{202e}\n{\"time\":1}\u{9b}";
    let mut begin = start(1, &format!("f{evil}"), 1, 0);
    begin.fields = serde_json::json!({ evil: evil }).to_string();
    let mut message = start(2, "", 1, 0);
    message.event = "";
    evil.clone_into(&mut message.message);
    vec![
        begin,
        message,
        start(3, evil, 2, 1),
        error(4, evil, 2, 1, evil),
        error(5, "f", 1, 0, evil),
    ]
}

#[test]
fn a_hostile_log_moves_no_cursor() {
    let log = text(&hostile());
    for command in COMMANDS {
        assert_harmless(command, log.as_bytes());
        if command.is_empty() || command[0] != "export" {
            for format in ["json", "csv"] {
                let arguments: Vec<&str> = command
                    .iter()
                    .copied()
                    .chain(["--output", format])
                    .collect();
                assert_harmless(&arguments, log.as_bytes());
            }
        }
    }
    assert_harmless(&["show", "0000000000000001"], log.as_bytes());
    assert_harmless(&["slow", "f"], log.as_bytes());
}

#[test]
fn a_log_that_is_cut_is_read_up_to_the_cut() {
    let log = text(&[
        start(1, "f", 1, 0),
        start(2, "g", 2, 1),
        end(3, "done", "g", 2, 1, 1000),
        end(4, "done", "f", 1, 0, 3000),
    ]);
    for cut in (0..log.len()).step_by(7) {
        let part = &log[..cut];
        let complete = part.matches('\n').count();
        if complete == 0 {
            continue;
        }
        let overview = &rows(&[], part)[0];
        assert_eq!(overview["records"], complete, "{cut}");
        assert_eq!(
            overview["skipped"],
            u64::from(!part.ends_with('\n')),
            "{cut}"
        );
    }
}

#[test]
fn a_clock_that_steps_back_changes_no_count() {
    let log = text(&[
        start(5_000_000, "f", 1, 0),
        start(1_000_000, "g", 2, 1),
        end(1_000_100, "done", "g", 2, 1, 100_000),
        end(1_000_200, "done", "f", 1, 0, 300_000),
    ]);
    let functions = rows(&["functions"], &log);
    let times: Vec<_> = functions
        .iter()
        .map(|row| (row["calls"].as_u64(), row["own_ns"].as_u64()))
        .collect();
    assert_eq!(times, [(Some(1), Some(200_000)), (Some(1), Some(100_000))]);
}
