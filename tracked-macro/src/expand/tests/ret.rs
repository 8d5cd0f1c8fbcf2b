#[tracked(ret)]
fn half(n: u32) -> Result<u32, String> {
    halve(n)
}

#[tracked(ret(Display, level = "debug"))]
fn shown(n: u32) -> u32 {
    n
}
