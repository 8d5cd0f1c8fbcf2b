//! A misspelt argument.

use tracked_core::tracked;

struct Shop {
    prices: Vec<u32>,
}

impl Shop {
    #[tracked]
    fn total(&self, discount: u32) -> u32 {
        self.prices.iter().sum::<u32>() - discuont
    }
}

fn main() {}
