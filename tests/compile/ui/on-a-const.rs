use tracked_core::tracked;

#[tracked]
const N: u8 = 1;

fn main() {}
