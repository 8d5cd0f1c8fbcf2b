//! A `?` in a macro, in a function that returns nothing. The message speaks of a closure.

use tracked_core::tracked;

macro_rules! attempt {
    ($result:expr) => {
        $result?
    };
}

#[tracked]
fn f(text: &str) {
    let _: u8 = attempt!(text.parse());
}

fn main() {}
