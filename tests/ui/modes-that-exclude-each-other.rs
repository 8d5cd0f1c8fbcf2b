use tracked_core::tracked;

#[tracked(ret(Debug, Display))]
fn f() -> u8 {
    1
}

fn main() {}
