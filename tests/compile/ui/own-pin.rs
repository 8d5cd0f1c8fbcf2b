//! A type that is called like one of the standard library, around a future.

use tracked_core::tracked;

struct Pin<P>(P);

#[tracked]
fn boxed() -> Pin<Box<dyn Future<Output = u8>>> {
    Pin(Box::new(async { 1 }))
}

fn main() {}
