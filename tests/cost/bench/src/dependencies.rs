//! What the dependencies of an application cost to compile, from nothing.

use crate::cpu::minimum;
use crate::package::{Package, Profile, workspace};
use crate::table;

/// Prints the table. The ratio is to the first column.
pub fn measure(rounds: usize) {
    let core = workspace().join("tracked-core");
    let tracked = |more: &str| format!("tracked-core = {{ path = '{}'{more} }}\n", core.display());
    let by_hand = "log = \"0.4\"\nenv_logger = \"0.11\"\n";
    let applications = [
        ("log, env_logger", by_hand.to_owned()),
        ("tracked", tracked("")),
        (
            "tracked, in a library",
            tracked(", default-features = false"),
        ),
        (
            "tracing, -subscriber, -appender",
            "tracing = \"0.1\"\ntracing-subscriber = \"0.3\"\ntracing-appender = \"0.2\"\n"
                .to_owned(),
        ),
        (
            "logcall, log, env_logger",
            format!("logcall = \"0.2\"\n{by_hand}"),
        ),
    ];
    let title = "Dependencies of an application, compiled for debugging";
    table::print_head(title, &applications.each_ref().map(|(name, _)| *name));
    let packages: Vec<Package> = applications
        .iter()
        .enumerate()
        .map(|(number, (_, lines))| Package::new(&format!("dependencies-{number}"), lines))
        .collect();
    let mut seconds = vec![Vec::new(); packages.len()];
    for _ in 0..rounds {
        for (package, seconds) in packages.iter().zip(&mut seconds) {
            package.clean();
            seconds.push(package.compile(Profile::Debug));
        }
    }
    let seconds: Vec<f64> = seconds.iter().map(|figures| minimum(figures)).collect();
    let ratios: Vec<String> = seconds
        .iter()
        .map(|figure| format!("{figure:.1} ({:.2})", figure / seconds[0]))
        .collect();
    let crates: Vec<String> = packages
        .iter()
        .map(|package| package.dependencies().to_string())
        .collect();
    table::print_row("CPU seconds (ratio)", &ratios);
    table::print_row("crates", &crates);
}
