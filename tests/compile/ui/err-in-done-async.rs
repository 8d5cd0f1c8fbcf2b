use tracked_core::tracked;

#[tracked(done = "{err}")]
async fn f(a: u8) {
    let _ = a;
}

fn main() {}
