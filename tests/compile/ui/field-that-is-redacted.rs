//! The expression of a redacted field is checked, although it is never evaluated.

use tracked_core::tracked;

#[tracked(fields(token = undefined.len()))]
fn start() {}

fn main() {}
