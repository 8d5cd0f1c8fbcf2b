use tracked_core::tracked;

#[tracked(err_if = Option::is_none)]
fn f() -> u8 {
    1
}

fn main() {}
