// Where the runtime is reached through another crate.

#[tracked(crate = my_framework::tracked_core)]
fn run() {}
