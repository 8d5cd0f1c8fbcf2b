use tracked_core::tracked;

#[tracked(err(Pretty))]
fn f() -> Result<(), String> {
    Ok(())
}

fn main() {}
