//! A call is logged on `wasm32-unknown-unknown`, where `Instant::now` of the standard library panics.

use std::path::Path;
use std::process::Command;

use crate::optimised::{self, Crates, has_std_for};
use crate::skip::skip;

const TARGET: &str = "wasm32-unknown-unknown";

#[test]
fn a_call_is_logged_with_the_time_zero_on_a_target_without_a_clock() {
    if !has_std_for(TARGET) {
        return skip(&format!(
            "nothing is run as wasm: there is no standard library for {TARGET}"
        ));
    }
    if let Err(missing) = Command::new("node").arg("--version").output() {
        return skip(&format!(
            "nothing is run as wasm: node can't be run: {missing}"
        ));
    }
    let library = optimised::folder().join("program.wasm");
    let target = format!("--target={TARGET}");
    Crates::compiled_for(&[&target], None).compile(
        "targets/wasm/program.rs",
        &library,
        &["--crate-type=cdylib"],
    );
    let output = Command::new("node")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("targets/wasm/run.js"))
        .arg(library)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .collect::<Vec<_>>(),
        [
            "INFO start parse(text=\"7\")",
            "INFO done parse(text=\"7\") in 0.00ns",
            "INFO start parse(text=\"x\")",
            "ERROR error parse(text=\"x\") in 0.00ns: invalid digit found in string",
        ],
        "{errors}"
    );
}
