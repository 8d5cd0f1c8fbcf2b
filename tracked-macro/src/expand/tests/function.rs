// The shortest expansion: one call of the runtime with the callsite, the arguments and the body.

#[tracked]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

// Without arguments and without a returned value.
#[tracked]
pub(crate) fn tick() {
    println!("tick");
}
