//! Is one order one trace, in the logs of all three processes?

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// The records of all logs that end a call.
fn ends(folder: &Path) -> Vec<Value> {
    let logs = ["gateway.log", "orders.log", "worker.log"];
    let logs = logs.map(|log| fs::read_to_string(folder.join(log)).expect("a log"));
    let lines = logs.iter().flat_map(|log| log.lines());
    let records = lines.map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let ends = records.filter(|record| record["elapsed_ns"].is_number());
    ends.collect()
}

#[test]
fn one_order_is_one_trace_of_three_processes() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("orders_distributed");
    let _ = fs::remove_dir_all(&folder);
    let output = Command::new(env!("CARGO_BIN_EXE_orders-distributed"))
        .arg(&folder)
        .stderr(Stdio::null())
        .output()
        .expect("the example starts");
    let text = String::from_utf8(output.stdout).expect("text");
    let (first, next) = text.split_once('\n').expect("two lines");
    let trace = first
        .strip_prefix("the pen is ordered, in trace ")
        .expect("an answer");
    let expected = format!(
        "next: tracked tree --trace {trace} {}/*.log\n",
        folder.display()
    );
    assert_eq!(next, expected);

    let ends = ends(&folder);
    let names: HashMap<_, _> = ends
        .iter()
        .map(|end| {
            (
                end["span_id"].as_str(),
                end["function"].as_str().expect("a name"),
            )
        })
        .collect();
    let mut calls: Vec<_> = ends
        .iter()
        .map(|end| {
            assert_eq!(end["trace_id"], trace);
            let parent = names
                .get(&end["parent_id"].as_str())
                .copied()
                .unwrap_or_default();
            let event = end["event"].as_str().expect("an event");
            (parent, names[&end["span_id"].as_str()], event)
        })
        .collect();
    calls.sort_unstable();
    let server = "tracked_http::server::serve";
    let client = "tracked_http::client::send";
    let mut expected = [
        ("", server, "done"),
        (server, "orders_distributed::gateway::place_order", "done"),
        ("orders_distributed::gateway::place_order", client, "done"),
        (client, server, "done"),
        (server, "orders_distributed::orders::accept", "done"),
        (
            "orders_distributed::orders::accept",
            "orders_distributed::orders::charge",
            "error",
        ),
        (
            "orders_distributed::orders::accept",
            "orders_distributed::orders::charge",
            "done",
        ),
        (
            "orders_distributed::orders::accept",
            "orders_distributed::orders::hand_over",
            "done",
        ),
        (
            "orders_distributed::orders::hand_over",
            "orders_distributed::worker::deliver",
            "done",
        ),
        (
            "orders_distributed::worker::deliver",
            "orders_distributed::worker::pack",
            "done",
        ),
        (
            "orders_distributed::worker::deliver",
            "orders_distributed::worker::print_label",
            "panic",
        ),
        (
            "orders_distributed::worker::deliver",
            "orders_distributed::worker::print_label",
            "done",
        ),
    ];
    expected.sort_unstable();
    assert_eq!(calls, expected);
}
