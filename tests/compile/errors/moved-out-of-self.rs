//! A field moved out of a borrowed `self`.

use tracked_core::tracked;

struct Named {
    name: String,
}

impl Named {
    #[tracked]
    fn name(&self) -> String {
        self.name
    }
}

fn main() {}
