//! What `tracked` prints of logs.

mod any_input;
mod golden;
mod log;
mod random_calls;
mod readme;
mod real_programs;
