//! How often a call allocates.

#[path = "../../../../support/counting.rs"]
mod counting;

use counting::ALLOCATIONS;

use super::mode::Mode;
use super::subject::Subject;
use super::worker;

const CALLS: u32 = 1_000;

/// How many allocations a call of each subject makes.
pub fn count(mode: Mode, subjects: &[String]) -> Vec<f64> {
    let mut worker = worker::command();
    worker.args(["allocations", mode.name()]).args(subjects);
    worker::figures(worker)
}

/// What a worker does to count them.
pub fn work(subjects: &[Subject]) -> Vec<f64> {
    subjects
        .iter()
        .map(|subject| {
            // What is kept is allocated before.
            subject(CALLS.into());
            let before = ALLOCATIONS.get();
            subject(CALLS.into());
            f64::from(ALLOCATIONS.get() - before) / f64::from(CALLS)
        })
        .collect()
}
