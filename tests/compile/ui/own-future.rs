//! A trait that is called like one of the standard library.

use tracked_core::tracked;

trait Future {
    type Output;
}

impl Future for u8 {
    type Output = u8;
}

#[tracked]
fn later() -> impl Future<Output = u8> {
    1_u8
}

fn main() {}
