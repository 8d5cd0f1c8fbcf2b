use tracked_core::tracked;

#[tracked(err(level_by = severity))]
fn f() -> Result<(), u8> {
    Ok(())
}

fn severity(_: &String) -> tracked_core::Level {
    tracked_core::Level::Warn
}

fn main() {}
