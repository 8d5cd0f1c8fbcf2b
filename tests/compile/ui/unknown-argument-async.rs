use tracked_core::tracked;

#[tracked(skip(b))]
async fn f(a: u8) {
    let _ = a;
}

fn main() {}
