//! The examples and the README: each command is run, and its output must be the output that is documented.

mod example;
mod reference;
#[path = "../support/mod.rs"]
mod support;
#[cfg(unix)]
mod terminal;
#[cfg(unix)]
mod web_service;

use std::fs;
use std::path::{Path, PathBuf};

use example::{Example, normalised, root};
#[cfg(unix)]
use expect_test::expect_file;

#[test]
fn nested() {
    Example::load("nested").check(&[]);
}

#[test]
fn async_tokio() {
    Example::load("async_tokio").check(&[]);
}

#[test]
fn error_sources() {
    Example::load("error_sources").check(&[]);
}

#[test]
fn orders() {
    Example::load("orders").check(&[]);
}

#[test]
fn own_logger() {
    Example::load("own_logger").check(&[]);
}

#[test]
fn through_tracing() {
    let example = Example::load("through_tracing");
    example.check(&[]);
    assert_in_readme(example.output("logs to stderr"));
}

#[test]
fn import_orders() {
    let example = Example::load("import_orders");
    let run = example.check(&[
        "examples/import/monday.csv",
        "examples/import/tuesday.csv",
        "examples/import/wednesday.csv",
    ]);
    assert_eq!(
        run.output.status.code(),
        Some(0),
        "the demonstration succeeds although one of its files is bad"
    );
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, code) = readme.split_once("```rust,ignore\n").unwrap();
    let (code, _) = code.split_once("\n```").unwrap();
    assert!(
        example.code().contains(code),
        "the code of the README is not that of the example:\n{code}"
    );
}

#[test]
fn import_orders_reports_by_its_status_whether_a_file_failed() {
    let example = Example::load("import_orders");
    for (file, stdout, status) in [
        ("monday.csv", "1 of 1 files: 3 orders, 14 items\n", 0),
        ("tuesday.csv", "0 of 1 files: 0 orders, 0 items\n", 1),
        ("sunday.csv", "0 of 1 files: 0 orders, 0 items\n", 1),
    ] {
        let run = example.run(root().join("examples/import"), &[file]);
        assert_eq!(run.read("prints"), stdout);
        assert_eq!(run.output.status.code(), Some(status), "{file}");
    }
}

/// `UPDATE_EXPECT=1 cargo test -p tracked-tests --test examples picture` draws the picture again.
#[cfg(unix)]
#[test]
fn the_picture_of_the_readme_is_what_a_terminal_shows() {
    let shown = terminal::normalised(&terminal::run("import_orders"));
    let picture = terminal::picture("cargo run --quiet --example import_orders", &shown);
    expect_file!["../../docs/terminal.svg"].assert_eq(&picture);
    assert_in_readme("](docs/terminal.svg)");
}

/// Draws the overview of a log that the example `shop` of the program wrote once.
#[cfg(unix)]
#[test]
fn the_picture_of_the_overview_is_what_the_program_shows() {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline", "--package", "tracked-cli"])
        .args(["--", "--color", "always", "--utc"])
        .arg(root().join("tests/examples/shop.log"))
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let shown = String::from_utf8(output.stdout).unwrap();
    let picture = terminal::picture("tracked shop.log", &shown);
    expect_file!["../../docs/overview.svg"].assert_eq(&picture);
    assert_in_readme("](docs/overview.svg)");
}

#[test]
fn process_file() {
    let run = Example::load("process_file").check(&["LICENSE-APACHE", "LICENSE-MIT"]);
    assert_eq!(
        run.output.status.code(),
        Some(0),
        "the demonstration succeeds although one of its files is missing"
    );
}

/// Each file that cannot be read leaves its errors in the log, the run continues, and the status is 1.
#[test]
fn process_file_with_files_of_all_kinds() {
    let folder = folder("files_of_all_kinds");
    fs::create_dir(folder.join("a_folder")).unwrap();
    fs::write(folder.join("not_utf8"), b"\xff\xfe").unwrap();
    fs::write(folder.join("말.txt"), "한 줄\n두 줄\n").unwrap();
    let example = Example::load("process_file");

    let run = example.run(
        folder.clone(),
        &["a_folder", "missing", "not_utf8", "말.txt"],
    );
    let expected = "\
DATE - INFO - 추적 시작
DATE - INFO - start process_file(filename=\"a_folder\")
DATE - ERROR - 파일 처리 중 에러 발생: Is a directory (os error 21)
DATE - ERROR - 프로세스 실행 중 에러 발생: Is a directory (os error 21)
DATE - INFO - 추적 시작
DATE - INFO - start process_file(filename=\"missing\")
DATE - ERROR - 파일 처리 중 에러 발생: No such file or directory (os error 2)
DATE - ERROR - 프로세스 실행 중 에러 발생: No such file or directory (os error 2)
DATE - INFO - 추적 시작
DATE - INFO - start process_file(filename=\"not_utf8\")
DATE - ERROR - 파일 처리 중 에러 발생: stream did not contain valid UTF-8
DATE - ERROR - 프로세스 실행 중 에러 발생: stream did not contain valid UTF-8
DATE - INFO - 추적 시작
DATE - INFO - start process_file(filename=\"말.txt\")
DATE - INFO - 파일 처리 완료: 말.txt
DATE - INFO - 추적 종료";
    assert_eq!(
        normalised(&run.read("appends to `process_log.txt`")),
        expected
    );
    assert_eq!(
        run.read("prints"),
        "1 of 4 files: 2 lines, 4 words, 16 bytes; log: process_log.txt\n"
    );
    assert_eq!(run.output.status.code(), Some(1));

    let run = example.run(folder, &["말.txt"]);
    assert_eq!(
        run.output.status.code(),
        Some(0),
        "all of the files were read"
    );
}

#[test]
fn quick_start() {
    let example = Example::load("quick_start");
    let folder = folder("quick_start");
    fs::copy(
        root().join("examples/import/monday.csv"),
        folder.join("monday.csv"),
    )
    .unwrap();
    let run = example.run(folder, &[]);
    let log = run.read("appends to `import.log`");
    assert_eq!(normalised(&log), normalised(example.output("appends to")));
    assert_in_readme(example.code());
    assert_in_readme(example.output("appends to"));
}

#[test]
fn own_messages() {
    let example = Example::load("own_messages");
    let folder = folder("own_messages");
    fs::write(folder.join("example.txt"), "one\ntwo\n").unwrap();
    let run = example.run(folder, &[]);
    let log = run.read("appends to `process_log.txt`");
    assert_eq!(normalised(&log), normalised(example.output("appends to")));
    assert_in_readme(example.code());
    assert_in_readme(example.output("appends to"));
    let contract = fs::read_to_string(root().join("docs/contract.md")).unwrap();
    assert!(contract.contains(example.code()));
    assert!(contract.contains(example.output("appends to")));
}

/// Each example of the reference logs the records that are shown for it, in this order. Others may lie between them.
#[test]
fn the_examples_of_the_reference_log_what_it_shows() {
    let examples = reference::examples();
    let logged = reference::run(&examples);
    assert_eq!(logged.len(), examples.len());
    for (example, logged) in examples.iter().zip(&logged) {
        let mut rest = logged.iter();
        for record in &example.records {
            assert!(
                rest.any(|logged| logged == record),
                "the reference shows {:#?}, the example logs {logged:#?}",
                example.records
            );
        }
    }
}

/// An empty folder for a test.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("examples")
        .join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

#[track_caller]
fn assert_in_readme(text: &str) {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(readme.contains(text), "not in the README:\n{text}");
}
