//! Calls in several threads.

use std::sync::Barrier;
use std::thread;
use std::time::{Duration, Instant};

/// How long so many threads take to do something, from the first that begins to the last that ends.
pub fn time(threads: u32, work: impl Fn() + Sync) -> Duration {
    let ready = Barrier::new(threads as usize);
    let thread = || {
        ready.wait();
        let begun = Instant::now();
        work();
        (begun, Instant::now())
    };
    let times: Vec<(Instant, Instant)> = thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(thread)).collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("it does not panic"))
            .collect()
    });
    let begun = times.iter().map(|(begun, _)| *begun).min();
    let ended = times.iter().map(|(_, ended)| *ended).max();
    ended.expect("a thread") - begun.expect("a thread")
}
