// Another crate re-exports the runtime.

#[tracked(crate = my_framework::tracked_core)]
fn run() {}
