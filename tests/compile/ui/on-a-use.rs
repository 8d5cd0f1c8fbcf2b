use tracked_core::tracked;

#[tracked]
pub use std::fmt;

fn main() {}
