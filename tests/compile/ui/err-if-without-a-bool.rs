use tracked_core::tracked;

#[tracked(err_if = String::len)]
fn f() -> String {
    String::new()
}

fn main() {}
