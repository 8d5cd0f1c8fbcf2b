//! A call with an argument of another type, in a generic method.

use tracked_core::tracked;

struct Stack<T>(Vec<T>);

impl<T: Clone> Stack<T> {
    #[tracked]
    fn double(&mut self) {
        let last = self.0.last();
        self.0.push(last);
    }
}

fn main() {}
