//! Changed while it is borrowed, in a method.

use tracked_core::tracked;

struct Queue {
    items: Vec<String>,
}

impl Queue {
    #[tracked]
    fn repeat_first(&mut self) {
        let first = &self.items[0];
        self.items.push(first.clone());
        println!("{first}");
    }
}

fn main() {}
