//! How many crates does an application build because of this one?

use std::collections::BTreeSet;
use std::process::Command;

/// The crates that a crate needs at run time and to build.
fn crates(package: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "tree",
        "--offline",
        "--edges",
        "normal,build",
        "--prefix",
        "none",
    ]);
    cargo.args([
        "--format",
        "{p}",
        "--no-default-features",
        "--package",
        package,
    ]);
    let output = cargo.output().expect("cargo runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let lines = String::from_utf8(output.stdout).expect("names");
    let names = lines.lines().filter_map(|line| line.split(' ').next());
    names.map(str::to_owned).collect()
}

#[test]
fn the_crate_needs_at_most_eight_crates_beyond_the_library() {
    let others: Vec<_> = crates("tracked-http")
        .difference(&crates("tracked-core"))
        .filter(|name| *name != "tracked-http")
        .cloned()
        .collect();
    assert_eq!(
        others,
        ["bytes", "http", "itoa", "tower-layer", "tower-service"]
    );
    assert!(others.len() <= 8);
}
