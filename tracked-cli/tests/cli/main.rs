//! What `tracked` prints of logs.

mod any_input;
mod export_otlp;
mod golden;
mod log;
mod packages;
mod random_calls;
mod readme;
mod real_programs;
mod ship;
mod sql;
