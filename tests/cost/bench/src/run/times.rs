//! How long a call takes: the subjects take turns, so that a busy moment of the machine's hits all of them.

use std::time::{Duration, Instant};

use super::mode::Mode;
use super::subject::Subject;
use super::worker;

const ROUNDS: usize = 201;
/// How long a turn is, about.
const TURN: Duration = Duration::from_micros(200);

/// How many nanoseconds a call of each subject takes.
pub fn measure(mode: Mode, subjects: &[String]) -> Vec<f64> {
    let mut worker = worker::command();
    worker.args(["times", mode.name()]).args(subjects);
    worker::figures(worker)
}

/// What a worker does to measure them.
pub fn work(subjects: &[Subject]) -> Vec<f64> {
    let turns: Vec<u32> = subjects.iter().map(calls_in_a_turn).collect();
    let mut nanos = vec![Vec::with_capacity(ROUNDS); subjects.len()];
    for _ in 0..ROUNDS {
        for ((subject, calls), nanos) in subjects.iter().zip(&turns).zip(&mut nanos) {
            let begun = Instant::now();
            subject(u64::from(*calls));
            nanos.push(begun.elapsed().as_secs_f64() * 1e9 / f64::from(*calls));
        }
    }
    nanos.iter_mut().map(|nanos| median(nanos)).collect()
}

/// How many calls make a turn.
fn calls_in_a_turn(subject: &Subject) -> u32 {
    let takes_a_turn = |calls: &u32| {
        let begun = Instant::now();
        subject(u64::from(*calls));
        begun.elapsed() >= TURN
    };
    let try_out = || (0..32).map(|doubled| 1 << doubled).find(takes_a_turn);
    // The most of some trials: first calls are slow, and any can be held up.
    (0..5).filter_map(|_| try_out()).max().expect("a trial")
}

/// The middle one of some figures.
pub fn median(figures: &mut [f64]) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
