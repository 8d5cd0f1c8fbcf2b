//! Measures what tracking costs, next to careful code by hand and to other crates, and prints the tables.
//!
//! `cargo run --release -p tracked-perf` prints them all, `-- build` or `-- run` those of one kind. The names of sections
//! behind that choose among these: `-- run off growth`.

mod build;
mod run;
mod table;
mod versions;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some((_, words)) = wanted
        .split_first()
        .filter(|(first, _)| *first == run::WORKER)
    {
        return run::work(words);
    }
    let is_wanted = |kind: &str| wanted.is_empty() || wanted.iter().any(|want| want == kind);
    assert!(
        is_wanted("run") || is_wanted("build"),
        "expected `run` or `build`"
    );
    versions::print();
    if is_wanted("run") {
        run::measure();
    }
    if is_wanted("build") {
        build::measure();
    }
}
