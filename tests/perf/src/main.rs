//! Measures what tracking costs, next to careful code by hand and to other crates, and prints the tables.
//!
//! `cargo run --release -p tracked-perf` prints them all, `-- build` or `-- run` those of one kind.

mod build;
mod run;
mod table;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    if let Some((run::WORKER, words)) = wanted
        .split_first()
        .map(|(first, rest)| (first.as_str(), rest))
    {
        return run::work(words);
    }
    let is_wanted = |section: &str| wanted.is_empty() || wanted.iter().any(|want| want == section);
    if is_wanted("run") {
        run::measure();
    }
    if is_wanted("build") {
        build::measure();
    }
}
