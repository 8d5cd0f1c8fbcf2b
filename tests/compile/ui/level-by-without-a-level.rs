use tracked_core::tracked;

#[tracked(err(level_by = String::len))]
fn f() -> Result<(), String> {
    Ok(())
}

fn main() {}
