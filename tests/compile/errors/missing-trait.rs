//! A value without `Display`, in a generic function.

use tracked_core::tracked;

struct Opaque;

#[tracked]
fn show<T: Into<Opaque>>(value: T) -> String {
    let opaque: Opaque = value.into();
    format!("{opaque}")
}

fn main() {}
