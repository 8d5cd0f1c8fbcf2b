//! What an application waits for before its own code is compiled.

use super::Wanted;
use super::cpu::median;
use super::package::{Package, Profile, workspace};
use crate::table::Table;

/// Prints the table.
pub fn measure(wanted: &Wanted) {
    let ours = workspace().join("tracked-core");
    let ours = ours.display();
    let columns = [
        (
            "by hand: log, env_logger",
            "log = \"=0.4.35\"\nenv_logger = \"=0.11.11\"\n".to_owned(),
        ),
        (
            "tracked",
            format!("tracked-core = {{ path = \"{ours}\" }}\n"),
        ),
        (
            "tracked, a library",
            format!("tracked-core = {{ path = \"{ours}\", default-features = false }}\n"),
        ),
        (
            "tracing, -subscriber, -appender",
            "tracing = \"=0.1.44\"\ntracing-subscriber = \"0.3\"\ntracing-appender = \"0.2\"\n"
                .to_owned(),
        ),
        (
            "logcall, log, env_logger",
            "logcall = \"=0.2.1\"\nlog = \"=0.4.35\"\nenv_logger = \"=0.11.11\"\n".to_owned(),
        ),
    ];
    let table = Table::begin(
        "Dependencies of an application, compiled from nothing for debugging",
        &columns.each_ref().map(|(name, _)| *name),
    );
    let mut number = 0;
    let packages = columns.map(|(_, dependencies)| {
        number += 1;
        Package::new(&format!("dependencies-{number}"), &dependencies).apart("")
    });
    let mut seconds = packages.each_ref().map(|_| Vec::new());
    for _ in 0..wanted.rounds() {
        for (package, seconds) in packages.iter().zip(&mut seconds) {
            package.clean();
            seconds.push(package.compile(Profile::Debug));
        }
    }
    let cells = seconds.map(|mut seconds| format!("{:.1}", median(&mut seconds)));
    table.line("CPU seconds", &cells);
    table.line(
        "crates",
        &packages.map(|package| package.dependencies().to_string()),
    );
}
