//! A value behind `&` is changed.

use tracked_core::tracked;

struct Counter(u32);

impl Counter {
    #[tracked]
    async fn count(&self) -> u32 {
        self.0 += 1;
        self.0
    }
}

fn main() {}
