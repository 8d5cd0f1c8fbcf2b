use tracked_core::tracked;

#[tracked(err_if = str::is_empty)]
async fn f() -> u8 {
    1
}

fn main() {}
