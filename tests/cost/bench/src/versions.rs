//! What was measured.

use std::process::Command;

/// Prints the versions of the compiler and of all that takes part.
pub fn print() {
    let rustc = output(Command::new("rustc").arg("--version"));
    let tree = output(
        Command::new("cargo")
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args([
                "tree",
                "--offline",
                "--edges=normal",
                "--depth=1",
                "--prefix=none",
            ]),
    );
    let crates: Vec<String> = tree
        .lines()
        .skip(1)
        // Behind the name and the version there can be a path.
        .map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" "))
        .collect();
    println!("With {}, {}.", rustc.trim(), crates.join(", "));
}

fn output(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    String::from_utf8(output.stdout).expect("text")
}
