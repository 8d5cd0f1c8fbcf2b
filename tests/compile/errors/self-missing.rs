//! `self` in a function without it.

use tracked_core::tracked;

struct Counter(u32);

impl Counter {
    #[tracked]
    fn next() -> u32 {
        self.0 + 1
    }
}

fn main() {}
