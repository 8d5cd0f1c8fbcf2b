//! Do the queries of `docs/sql.md` answer what they say?

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::log::{Record, end, error, folder, text};
use crate::packages::packages;

/// Runs the statements after the first argument, in the folder, and prints the rows of those that are queries.
const DUCKDB: &str = r"
import duckdb, json, sys
connection = duckdb.connect()
connection.execute('SET TimeZone = ''UTC''')
connection.execute(sys.argv[1])
for query in sys.argv[2:]:
    print(json.dumps([[str(cell) for cell in row] for row in connection.execute(query).fetchall()]))
";

const CHDB: &str = r"
import json, sys
from chdb import session
session = session.Session()
session.query('CREATE DATABASE IF NOT EXISTS app ENGINE = Atomic')
session.query('USE app')
session.query(sys.argv[1])
for query in sys.argv[2:]:
    rows = session.query(query.strip().rstrip(';'), 'JSONCompactStringsEachRow')
    print(json.dumps([json.loads(row) for row in str(rows).splitlines() if row]))
";

/// The statements below a heading of the page.
fn statements(heading: &str, folder: &Path) -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/sql.md");
    let page = fs::read_to_string(page).expect("the page");
    let (_, section) = page
        .split_once(&format!("## {heading}\n"))
        .expect("a section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let blocks = section.split("```sql\n").skip(1);
    let log = folder.join("service.log*").display().to_string();
    blocks
        .filter_map(|block| block.split("```").next())
        .map(|statement| statement.replace("service.log*", &log))
        .collect()
}

/// The rows of all queries. Each log has a rotated file, and its checkpoint.
fn rows(name: &str, package: &str, program: &str) -> Option<Vec<Value>> {
    let packages = packages(&[package])?;
    let folder = folder(&format!("sql-{package}"));
    let customer = |user: u32, record: Record| Record {
        fields: format!(r#"{{"user_id":{user}}}"#),
        ..record
    };
    let first = [
        error(1, "shop::reserve", 2, 1, "no ink"),
        Record {
            origin: 2,
            ..error(2, "shop::order", 1, 0, "cannot reserve: no ink")
        },
        Record {
            error: "at the disco".to_owned(),
            ..end(3, "panic", "shop::pay", 3, 0, 3_000_000)
        },
    ];
    let second = [
        customer(17, end(4, "done", "shop::order", 4, 0, 5_000_000)),
        Record {
            time: 5,
            span: 4,
            message: "a note".to_owned(),
            ..Record::default()
        },
    ];
    let other = text(&second).replace("0000007\"", "0000008\"");
    fs::write(folder.join("service.log.1"), text(&first)).expect("a log");
    fs::write(folder.join("service.log"), other).expect("a log");
    fs::write(folder.join("service.log.ship"), "{\"version\":1}").expect("a checkpoint");
    let mut python = Command::new("python3");
    python
        .env("PYTHONPATH", packages)
        .env("TZ", "UTC")
        .current_dir(&folder);
    python.args(["-c", program]).args(statements(name, &folder));
    let output = python.output().expect("python3 runs");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    Some(
        text.lines()
            .map(|line| serde_json::from_str(line).expect("JSON"))
            .collect(),
    )
}

fn check(rows: &[Value], format_time: impl Fn(&str) -> String) {
    let hour = format_time("2026-11-22 12:00:00");
    let trace = |number: u32| format!("{number:032x}");
    let [failures, slowest, customer] = rows else {
        panic!("{rows:?}");
    };
    assert_eq!(
        failures,
        &json!([
            [hour, "shop::pay", "E", "1"],
            [hour, "shop::reserve", "E", "1"]
        ])
    );
    let numbers = |row: &Value| {
        let number = row[2].as_str().and_then(|text| text.parse::<f64>().ok());
        (
            row[0].clone(),
            row[1].clone(),
            number,
            row[3].clone(),
            row[4].clone(),
        )
    };
    let slowest: Vec<_> = slowest
        .as_array()
        .expect("rows")
        .iter()
        .map(numbers)
        .collect();
    let expected = [
        (
            trace(8).into(),
            "shop::order".into(),
            Some(5.0),
            "1".into(),
            "0".into(),
        ),
        (
            trace(7).into(),
            "shop::pay".into(),
            Some(3.0),
            "3".into(),
            "3".into(),
        ),
    ];
    assert_eq!(slowest, expected);
    let customer = customer.as_array().expect("rows");
    assert_eq!(customer.len(), 1);
    assert_eq!(customer[0][1], "shop::order");
    assert_eq!(customer[0][3], "5000000");
}

#[test]
fn the_queries_for_duckdb_answer() {
    if let Some(rows) = rows("DuckDB", "duckdb", DUCKDB) {
        check(&rows, |time| format!("{time}+00:00"));
    }
}

#[test]
fn the_queries_for_clickhouse_answer() {
    if let Some(rows) = rows("ClickHouse", "chdb", CHDB) {
        check(&rows, str::to_owned);
    }
}
