//! How many instructions does a call take, and is no machine code left of a call whose level is compiled out?

mod instructions;
#[cfg(target_os = "linux")] // The test reads assembly in the syntax of this target.
mod machine_code;
#[path = "../support/optimised.rs"]
mod optimised;
#[path = "../support/skip.rs"]
mod skip;
