//! How many instructions does a call take, does a call whose level is compiled out leave no machine code, and what do
//! backtraces and profiles show of a call? Does the size of an argument matter?

mod frames;
mod instructions;
mod large;
#[cfg(target_os = "linux")] // The test reads assembly in the syntax of this target.
mod machine_code;
#[path = "../support/optimised.rs"]
mod optimised;
mod program;
#[path = "../support/skip.rs"]
mod skip;
