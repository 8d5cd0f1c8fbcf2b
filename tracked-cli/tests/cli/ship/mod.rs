//! Does every call of a log arrive at a collector, whatever dies in between?

mod answers;
mod files;
mod kills;
mod messages;
mod real_parts;
mod receiver;

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The command, without settings of the environment.
fn ship(to: &str, arguments: &[&str], log: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tracked"));
    command.args(["ship", "--to", to]).args(arguments).arg(log);
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("OTEL_")) {
        command.env_remove(name);
    }
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[track_caller]
fn succeeds(mut command: Command) -> Output {
    let output = command.output().expect("the program starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    output
}
