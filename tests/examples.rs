//! The examples and the README do what they say: each command is run, and what comes out is what stands there.

#[path = "support/page.rs"]
mod page;
mod support;

use std::fs;
use std::path::Path;

use page::{Page, normalised, root};

#[test]
fn nested() {
    Page::of("nested").check(&[]);
}

#[test]
fn async_tokio() {
    Page::of("async_tokio").check(&[]);
}

#[test]
fn error_sources() {
    Page::of("error_sources").check(&[]);
}

#[test]
fn orders() {
    let page = Page::of("orders");
    page.check(&[]);
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(
        readme.contains(page.output("logs to stderr")),
        "the log of the README is not that of the example"
    );
}

#[test]
fn own_logger() {
    Page::of("own_logger").check(&[]);
}

#[test]
fn process_file() {
    let run = Page::of("process_file").check(&["LICENSE-APACHE", "LICENSE-MIT"]);
    assert_eq!(
        run.output.status.code(),
        Some(0),
        "the demonstration succeeds although one of its files is missing"
    );
}

/// Each file that cannot be read leaves its errors in the log, the run continues, and the status is 1.
#[test]
fn process_file_with_files_of_all_kinds() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples/files_of_all_kinds");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("a_folder")).unwrap();
    fs::write(folder.join("not_utf8"), b"\xff\xfe").unwrap();
    fs::write(folder.join("말.txt"), "한 줄\n두 줄\n").unwrap();
    let page = Page::of("process_file");

    let run = page.run(
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

    let run = page.run(folder, &["말.txt"]);
    assert_eq!(
        run.output.status.code(),
        Some(0),
        "all of the files were read"
    );
}

#[test]
fn the_readme_shows_a_program_and_the_log_it_writes() {
    let page = Page::of("own_messages");
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    assert!(
        readme.contains(page.code()),
        "the code of the README is not that of the example"
    );
    assert!(
        readme.contains(page.output("appends to")),
        "the log of the README is not that of the example"
    );

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples/own_messages");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("example.txt"), "one\ntwo\n").unwrap();
    let run = page.run(folder, &[]);
    let log = run.read("appends to `process_log.txt`");
    assert_eq!(normalised(&log), normalised(page.output("appends to")));
}
