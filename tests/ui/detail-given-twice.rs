use tracked_core::tracked;

#[tracked(err(level = "warn", level = "info"))]
fn f() -> Result<(), String> {
    Ok(())
}

fn main() {}
