use tracked_core::tracked;

#[tracked(err(level = "warn", level_by = severity))]
fn f() -> Result<(), String> {
    Ok(())
}

fn severity(_: &String) -> tracked_core::Level {
    tracked_core::Level::Warn
}

fn main() {}
