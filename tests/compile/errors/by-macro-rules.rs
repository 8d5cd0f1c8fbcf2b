//! A wrong type in a function that a macro makes.

use tracked_core::tracked;

macro_rules! getter {
    ($name:ident, $ret:ty, $body:block) => {
        #[tracked]
        fn $name() -> $ret $body
    };
}

getter!(number, u32, { "one" });

fn main() {}
