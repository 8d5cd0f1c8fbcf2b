use tracked_core::tracked;

#[tracked(start(level_by = severity))]
fn f() {}

fn severity(_: &String) -> tracked_core::Level {
    tracked_core::Level::Warn
}

fn main() {}
