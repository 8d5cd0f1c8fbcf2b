//! The answers of each command about a small log.

use std::fs;

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;

use crate::log::{Record, answer, end, error, folder, rows, run, start, text};

/// An import that stores two files: the first attempt to store is repeated, the second file cannot be parsed, and the
/// last call waits for a lock.
fn shop() -> Vec<Record> {
    let run = Record {
        event: "run",
        fields: r#"{"format":1,"program":"shop","host":"h"}"#.to_owned(),
        ..Record::default()
    };
    let with = |mut record: Record, fields: &str| {
        fields.clone_into(&mut record.fields);
        record
    };
    let a = r#"{"file":"a.csv","user_id":4711}"#;
    let mut passed_on = error(450, "shop::import", 0x14, 0x10, "b.csv: no digit");
    passed_on.origin = 0x15;
    vec![
        run,
        start(10, "shop::main", 0x10, 0),
        with(start(20, "shop::import", 0x11, 0x10), a),
        start(30, "shop::Store::save", 0x12, 0x11),
        error(130, "shop::Store::save", 0x12, 0x11, "row 17: busy"),
        start(140, "shop::Store::save", 0x13, 0x11),
        end(240, "done", "shop::Store::save", 0x13, 0x11, 100_000),
        with(end(320, "done", "shop::import", 0x11, 0x10, 300_000), a),
        start(330, "shop::import", 0x14, 0x10),
        start(340, "shop::parse", 0x15, 0x14),
        error(440, "shop::parse", 0x15, 0x14, "no digit"),
        passed_on,
        with(start(460, "shop::wait", 0x16, 0x10), r#"{"lock":"db"}"#),
        Record {
            time: 1_000_000,
            span: 0x16,
            message: "still waiting".to_owned(),
            ..Record::default()
        },
    ]
}

#[test]
fn the_overview_is_one_object() {
    let rows = rows(&[], &format!("{}other\n", text(&shop())));
    let expected = serde_json::json!({
        "first": "2026-11-22T12:00:00.000000+00:00", "last": "2026-11-22T12:00:01.000000+00:00",
        "processes": 1, "threads": 1, "records": 14, "skipped": 1, "lost": 0, "calls": 7, "done": 2,
        "errors": 3, "panics": 0, "cancelled": 0, "open": 2, "end_not_recorded": 0
    });
    assert_eq!(rows, [expected]);
}

#[test]
fn the_overview_is_one_screen() {
    let text = answer(&[], &text(&shop()));
    for part in [
        "shop: 1 process, 1 thread, 14 records\n7 calls, 3 errors, 2 open\n",
        "shop::Store::save: E: row <n>: busy\n         handled by shop::import, retried with success 1×\n",
        "never ended\n 999.54ms  wait(lock=\"db\")\n",
        "\nnext: tracked errors\n",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn functions_have_calls_and_times() {
    let rows = rows(&["functions", "--sort", "calls"], &text(&shop()));
    let import = rows
        .iter()
        .find(|row| row["function"] == "shop::import")
        .expect("a row");
    assert_eq!(
        *import,
        serde_json::json!({
            "function": "shop::import", "calls": 2, "done": 1, "errors": 1, "panics": 0, "cancelled": 0, "open": 0,
            "total_ns": 301_000, "own_ns": 199_000, "p50_ns": import["p50_ns"], "p95_ns": 300_000, "p99_ns": 300_000,
            "max_ns": 300_000
        })
    );
    let p50 = import["p50_ns"].as_u64().expect("a time");
    assert!((990..=1010).contains(&p50), "{p50}");
}

#[test]
fn the_time_that_records_take_is_no_own_time() {
    let mut records = vec![start(0, "outer", 1, 0)];
    for n in 0..10 {
        let at = 2 + n * 52;
        records.push(start(at, "inner", n + 2, 1));
        records.push(end(at + 50, "done", "inner", n + 2, 1, 50_000));
    }
    records.push(end(522, "done", "outer", 1, 0, 522_000));
    let functions = rows(&["functions"], &text(&records));
    let own: Vec<_> = functions
        .iter()
        .map(|row| (row["function"].as_str(), row["own_ns"].as_u64()))
        .collect();
    // Records take 2 µs: one for each call of `inner`, 11 in `outer`.
    assert_eq!(
        own,
        [(Some("inner"), Some(480_000)), (Some("outer"), Some(0))]
    );
    assert!(answer(&["functions"], &text(&records)).contains(" ~0.00ns "));
}

#[test]
fn failures_have_a_root_and_a_fate() {
    let rows = rows(&["errors"], &text(&shop()));
    let [save, parse] = &rows[..] else {
        panic!("{rows:?}")
    };
    assert_eq!(
        *save,
        serde_json::json!({
            "function": "shop::Store::save", "error_type": "E", "error": "row <n>: busy", "count": 1,
            "first": "2026-11-22T12:00:00.000130+00:00", "last": "2026-11-22T12:00:00.000130+00:00",
            "passed_to": null, "handled_by": "shop::import", "retried": 1, "span_id": "0000000000000012",
            "chain": ["shop::main", "shop::import", "shop::Store::save"]
        })
    );
    assert_eq!(
        (&parse["function"], &parse["passed_to"]),
        (&"shop::parse".into(), &"shop::import".into())
    );
    assert_eq!(parse["handled_by"], serde_json::Value::Null);
}

#[test]
fn an_error_through_five_callers_is_one_group_without_origin_ids() {
    let mut records: Vec<Record> = (1..=6)
        .map(|n| start(n, &format!("f{n}"), n, n - 1))
        .collect();
    let texts = [
        "deep down",
        "deep down",
        "read: deep down",
        "read: deep down",
        "load: read: deep down",
        "load: read: deep down",
    ];
    for (n, text) in (1..=6).rev().zip(texts) {
        records.push(error(20 - n, &format!("f{n}"), n, n - 1, text));
    }
    let rows = rows(&["errors"], &text(&records));
    assert_eq!(rows.len(), 1, "{rows:?}");
    assert_eq!(
        (&rows[0]["function"], &rows[0]["passed_to"]),
        (&"f6".into(), &"f1".into())
    );
    assert_eq!(
        rows[0]["chain"],
        serde_json::json!(["f1", "f2", "f3", "f4", "f5", "f6"])
    );
}

#[test]
fn starts_are_not_needed() {
    let records: Vec<Record> = shop()
        .into_iter()
        .filter(|record| record.event != "start")
        .collect();
    let rows = rows(&["errors"], &text(&records));
    assert_eq!(rows[0]["handled_by"], "shop::import");
    assert_eq!(rows[1]["passed_to"], "shop::import");
    let functions = crate::log::rows(&["functions"], &text(&records));
    let import = functions
        .iter()
        .find(|row| row["function"] == "shop::import")
        .expect("a row");
    assert_eq!(import["own_ns"], 199_000);
}

#[test]
fn open_calls_are_a_stack() {
    let answer = answer(&["open"], &text(&shop()));
    assert_eq!(
        answer,
        "shop (process 1), thread worker\n 999.99ms  0000000000000010  main()\n \
         999.54ms  0000000000000016    wait(lock=\"db\")\n\nnext: tracked show 0000000000000016\n"
    );
}

#[test]
fn calls_whose_ends_are_not_recorded_are_not_open() {
    let records = [
        start(1, "main", 1, 0),
        start(2, "silent", 2, 1),
        start(3, "silent", 3, 1),
        start(4, "work", 4, 1),
        start(5, "silent", 5, 4),
        end(6, "done", "work", 4, 1, 2000),
        start(7, "stuck", 6, 1),
    ];
    let open = rows(&["open"], &text(&records));
    let functions: Vec<_> = open.iter().map(|row| row["function"].as_str()).collect();
    assert_eq!(functions, [Some("main"), Some("stuck")]);
    assert_eq!(rows(&[], &text(&records))[0]["end_not_recorded"], 3);
}

#[test]
fn a_call_that_outlives_its_caller_is_in_the_tree_below_it() {
    let records = [
        start(1, "order", 1, 0),
        start(2, "reserve", 2, 1),
        end(3, "done", "order", 1, 0, 2),
        // A job that the order has left behind, with a job of its own.
        start(4, "deliver", 3, 2),
        end(5, "done", "reserve", 2, 1, 3),
        end(6, "done", "deliver", 3, 2, 2),
        start(7, "notify", 4, 3),
        end(8, "done", "notify", 4, 3, 1),
        // Its caller is in no log.
        start(9, "other", 6, 5),
        end(10, "done", "other", 6, 5, 1),
    ];
    let rows = rows(&["tree"], &text(&records));
    let calls = rows
        .iter()
        .map(|row| (row["function"].as_str(), row["depth"].as_u64()));
    let expected = [
        ("order", 0),
        ("reserve", 1),
        ("deliver", 2),
        ("notify", 3),
        ("other", 0),
    ];
    let expected = expected.map(|(name, depth)| (Some(name), Some(depth)));
    assert_eq!(calls.collect::<Vec<_>>(), expected);
    let answer = answer(&["tree"], &text(&records));
    let calls: Vec<String> = answer
        .lines()
        .map(|line| line.chars().skip(22).collect())
        .collect();
    let expected = [
        "order()",
        "  reserve()",
        "    deliver()",
        "      notify()",
        "other()",
    ];
    assert_eq!(calls[1..6], expected);
}

#[test]
fn a_call_that_outlives_a_folded_caller_is_in_the_tree_below_it() {
    let mut records = vec![start(1, "main", 1, 0)];
    // Each order leaves a job behind. Some jobs end before later orders make the tree fold their callers, others after.
    for order in 0..6 {
        let (time, id, job) = (10 * order + 2, 0x10 + order, 0x20 + order);
        records.push(start(time, "order", id, 1));
        records.push(start(time + 1, "reserve", job, id));
        records.push(end(time + 2, "done", "order", id, 1, 2));
        if order < 2 {
            records.push(end(time + 3, "done", "reserve", job, id, 2));
        }
    }
    records.push(end(70, "done", "main", 1, 0, 69));
    for order in 2..6 {
        records.push(end(
            70 + order,
            "done",
            "reserve",
            0x20 + order,
            0x10 + order,
            3,
        ));
    }
    // A job of a job.
    records.push(start(80, "notify", 0x30, 0x25));
    records.push(end(81, "done", "notify", 0x30, 0x25, 1));
    let answer = answer(&["tree"], &text(&records));
    let calls: Vec<String> = answer
        .lines()
        .map(|line| line.chars().skip(22).collect())
        .collect();
    let expected = ["main()", "  order x 6", "    reserve x 6", "      notify()"];
    assert_eq!(calls[1..calls.len() - 1], expected, "{answer}");
}

#[test]
fn the_tree_is_indented_and_folded() {
    let mut records = shop();
    for n in 0..5 {
        records.push(start(1_000_001 + n, "shop::poll", 0x20 + n, 0x16));
        records.push(end(
            1_000_002 + n,
            "done",
            "shop::poll",
            0x20 + n,
            0x16,
            500,
        ));
    }
    let answer = answer(&["tree"], &text(&records));
    let calls: Vec<String> = answer
        .lines()
        .map(|line| line.chars().skip(22).collect())
        .collect();
    assert_eq!(
        calls[1..9],
        [
            "main() (open)",
            "  import(file=\"a.csv\", user_id=4711)",
            "    Store::save(): row 17: busy",
            "    Store::save()",
            "  import(): b.csv: no digit",
            "    parse(): no digit",
            "  wait(lock=\"db\") (open)",
            "    poll x 5",
        ]
    );
    let failed = rows(&["tree", "--failed"], &text(&records));
    let depths: Vec<_> = failed.iter().map(|row| row["depth"].as_u64()).collect();
    assert_eq!(depths, [0, 1, 2, 1, 2].map(Some));
}

#[test]
fn a_filter_selects_calls() {
    let log = text(&shop());
    for (arguments, count) in [
        (&["--where", "user_id=4711"][..], 1),
        (&["--where", "user_id>5000"], 0),
        (&["--where", "file~csv", "--failed"], 0),
        (&["--function", "save"], 2),
        (&["--failed"], 3),
        (&["--slower", "200us"], 3),
        (&["--trace", "7"], 7),
        (&["--trace", "8"], 0),
        (&["--process", "shop"], 7),
        (&["--process", "2"], 0),
        (&["--thread", "worker"], 7),
        (&["--to", "2026-11-22T12:00:00.000030Z"], 3),
    ] {
        let arguments: Vec<&str> = ["calls"].iter().chain(arguments).copied().collect();
        assert_eq!(rows(&arguments, &log).len(), count, "{arguments:?}");
    }
}

#[test]
fn show_has_the_records_within_the_call() {
    let answer = answer(&["show", "0000000000000016"], &text(&shop()));
    for part in [
        "shop::wait\n",
        "lock=\"db\"",
        "callers\n",
        "main()",
        "still waiting",
        "open\n",
    ] {
        assert!(answer.contains(part), "{part}\n{answer}");
    }
    let row = rows(&["show", "0000000000000012"], &text(&shop()))
        .pop()
        .expect("a row");
    assert_eq!(
        (&row["function"], &row["event"]),
        (&"shop::Store::save".into(), &"error".into())
    );
}

#[test]
fn slow_calls_are_compared_with_median_calls() {
    let mut records = Vec::new();
    for n in 0..200_u64 {
        let at = n * 10_000;
        let wait = if n == 150 { 9_000_000 } else { 1_000 };
        records.push(start(at, "serve", 2 * n + 2, 0));
        records.push(start(at + 1, "query", 2 * n + 3, 2 * n + 2));
        records.push(end(
            at + 1 + wait / 1000,
            "done",
            "query",
            2 * n + 3,
            2 * n + 2,
            wait,
        ));
        records.push(end(
            at + 50 + wait / 1000,
            "done",
            "serve",
            2 * n + 2,
            0,
            wait + 10_000,
        ));
    }
    let rows = rows(&["slow", "serve", "--slower", "1ms"], &text(&records));
    assert_eq!(
        (&rows[0]["callee"], &rows[0]["slow_ns"]),
        (&"query".into(), &9_000_000.into())
    );
    assert_eq!(rows[0]["median_ns"], 1000);
    assert_eq!(rows[0]["span_id"], format!("{:016x}", 302));
}

#[test]
fn a_single_call_is_compared_with_no_other() {
    let answer = answer(
        &["slow", "main::once"],
        &text(&[
            start(10, "main::once", 1, 0),
            end(20, "done", "main::once", 1, 0, 9000),
        ]),
    );
    assert!(
        answer.starts_with("one call, which took 9.00µs: there are no others to compare it with\n"),
        "{answer}"
    );
}

#[test]
fn exports_are_nested_events_and_folded_stacks() {
    let log = text(&shop());
    let chrome: serde_json::Value =
        serde_json::from_str(&answer(&["export", "--chrome"], &log)).expect("JSON");
    let events = chrome["traceEvents"].as_array().expect("events");
    assert_eq!(events.iter().filter(|event| event["ph"] == "X").count(), 7);
    let folded = answer(&["export", "--folded"], &log);
    assert!(
        folded.contains("shop::main;shop::import;shop::parse 1000\n"),
        "{folded}"
    );
}

#[test]
fn rows_have_the_keys_of_the_contract() {
    let contract = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/contract.md"));
    let contract = contract.expect("the contract");
    let log = text(&shop());
    for (name, arguments) in [
        ("(none)", &[][..]),
        ("`functions`", &["functions"]),
        ("`errors`", &["errors"]),
        ("`open`", &["open"]),
        ("`tree`, `calls`, `show`", &["tree"]),
        ("`tree`, `calls`, `show`", &["calls"]),
        ("`tree`, `calls`, `show`", &["show", "0000000000000012"]),
        ("`slow`", &["slow", "import"]),
    ] {
        let arguments: Vec<&str> = arguments
            .iter()
            .copied()
            .chain(["--output", "csv"])
            .collect();
        let answer = answer(&arguments, &log);
        let keys: Vec<String> = answer
            .lines()
            .next()
            .expect("a header")
            .split(',')
            .map(|key| format!("`{key}`"))
            .collect();
        let row = format!("\n| {name} | {} |\n", keys.join(", "));
        assert!(contract.contains(&row), "{row}");
    }
}

#[test]
fn rows_are_also_csv() {
    let csv = answer(
        &["calls", "--output", "csv", "--where", "user_id=4711"],
        &text(&shop()),
    );
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("function,event,start,elapsed_ns,own_ns,fields,error,"));
    assert!(
        lines[1].contains(r#""{""file"":""a.csv"",""user_id"":4711}""#),
        "{csv}"
    );
}

#[test]
fn rotated_and_compressed_files_are_one_log() {
    let records = shop();
    let (old, new) = records.split_at(5);
    let (middle, new) = new.split_at(4);
    // The names of a rotation by size, by day and by hour, and those of logrotate.
    for (n, [oldest, old_name]) in [
        ["shop.log.9.gz", "shop.log.10"],
        ["shop.log.2026-11-22.gz", "shop.log.2026-11-22.1"],
        ["shop.log.2026-11-22-13.gz", "shop.log.2026-11-22-14"],
        ["shop.log.2.gz", "shop.log.1"],
    ]
    .into_iter()
    .enumerate()
    {
        let folder = folder(&format!("rotated_{n}"));
        let mut gz = GzEncoder::new(Vec::new(), Compression::fast());
        gz.write_all(text(old).as_bytes()).expect("compressed");
        fs::write(folder.join(oldest), gz.finish().expect("compressed")).expect("a file");
        fs::write(folder.join(old_name), text(middle)).expect("a file");
        fs::write(folder.join("shop.log"), text(new)).expect("a file");
        let files = ["shop.log", old_name, oldest].map(|name| folder.join(name));
        let files = files.map(|file| file.display().to_string());
        let mut arguments = vec!["errors", "--output", "json"];
        arguments.extend(files.iter().map(String::as_str));
        assert_eq!(
            answer(&arguments, ""),
            answer(&["errors", "--output", "json"], &text(&records)),
            "{files:?}"
        );
    }
}

#[test]
fn files_of_two_hosts_are_merged_by_time() {
    let folder = folder("hosts");
    let (mut even, mut odd) = (Vec::new(), Vec::new());
    for (n, record) in shop().into_iter().enumerate() {
        if n % 2 == 0 {
            even.push(record);
        } else {
            odd.push(record);
        }
    }
    fs::write(folder.join("a.log"), text(&even)).expect("a file");
    fs::write(folder.join("b.log"), text(&odd)).expect("a file");
    let files = ["b.log", "a.log"].map(|name| folder.join(name).display().to_string());
    let merged = rows(&["tree", &files[0], &files[1]], "");
    let functions: Vec<_> = merged.iter().map(|row| row["function"].clone()).collect();
    let expected: Vec<_> = rows(&["tree"], &text(&shop()))
        .iter()
        .map(|row| row["function"].clone())
        .collect();
    assert_eq!(functions, expected);
}

#[test]
fn text_has_counts_errors_and_times() {
    let log = "2026-11-22 12:00:00,123 - INFO - start import(file=\"monday.csv\")\n\
               2026-11-22 12:00:00,123 - INFO - done import(file=\"monday.csv\") in 41.20µs\n\
               2026-11-22 12:00:00,123 - ERROR - error import(file=\"a\") in 9.30µs: No such file (os error 2)\n\
               own words\n";
    let overview = rows(&[], log);
    assert_eq!(
        (
            &overview[0]["calls"],
            &overview[0]["errors"],
            &overview[0]["skipped"]
        ),
        (&2.into(), &1.into(), &1.into())
    );
    assert_eq!(
        rows(&["errors"], log)[0]["error"],
        "No such file (os error <n>)"
    );
    assert!(
        answer(&["errors"], log)
            .contains("for example import(file=\"a\"): No such file (os error 2)\n")
    );
    assert!(
        answer(&["open"], log)
            .contains("Text and Tree have no ids, so their open calls are unknown.\n")
    );
}

#[test]
fn an_empty_log_has_no_records() {
    assert_eq!(answer(&[], ""), "no records\n");
    assert_eq!(rows(&[], "")[0]["records"], 0);
}

#[test]
fn exit_statuses_are_0_and_2() {
    let log = text(&shop());
    for (arguments, log, status) in [
        (&["functions"][..], &*log, 0),
        (&["functions"], "", 0),
        (&["functions"], "no log\n", 2),
        (
            &["functions"],
            "{\"time\":\"2026-11-22T12:00:00Z\",\"level\":\"INFO\",\"msg\":\"slog\"}\n",
            2,
        ),
        (&["functions", "/no/such/file"], "", 2),
        (&["functions", "--unknown"], "", 2),
        (&["functions", "--from", "noon"], &log, 2),
        (&["show", "ffff"], &log, 2),
        (&["show", "xyz"], &log, 2),
        (&["export"], &log, 2),
        (&["man"], "", 0),
        (&["completions", "bash"], "", 0),
    ] {
        let output = run(arguments, log.as_bytes());
        assert_eq!(output.status.code(), Some(status), "{arguments:?}");
        assert_eq!(output.stderr.is_empty(), status == 0, "{arguments:?}");
    }
}

#[test]
fn colors_are_for_terminals() {
    let log = text(&shop());
    assert!(!answer(&["errors"], &log).contains('\x1b'));
    assert!(answer(&["errors", "--color", "always"], &log).contains("\x1b[31m"));
    assert!(!answer(&["errors", "--color", "never"], &log).contains('\x1b'));
}
