//! A method that `Self` need not have.

use tracked_core::tracked;

trait Named {
    fn name(&self) -> String;

    #[tracked]
    fn shout(&self) -> String {
        self.names().to_uppercase()
    }
}

fn main() {}
