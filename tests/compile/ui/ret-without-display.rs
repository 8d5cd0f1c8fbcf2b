use tracked_core::tracked;

#[tracked(ret(Display))]
fn f() -> Option<u8> {
    None
}

fn main() {}
