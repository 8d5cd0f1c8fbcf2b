use tracked_core::tracked;

#[tracked(err_if)]
fn f() -> Option<u8> {
    None
}

fn main() {}
