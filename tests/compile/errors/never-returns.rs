//! A `-> !` that comes back.

use tracked_core::tracked;

#[tracked]
fn stop(code: i32) -> ! {
    println!("{code}");
}

fn main() {}
