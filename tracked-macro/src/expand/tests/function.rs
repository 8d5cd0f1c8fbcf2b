// The least there is: one call into the runtime, which gets the facts, the arguments and the body.

#[tracked]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

// Nothing to tell beforehand, nothing returned.
#[tracked]
pub(crate) fn tick() {
    println!("tick");
}
