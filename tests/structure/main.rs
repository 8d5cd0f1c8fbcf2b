//! Are the source files of both crates free of circles of imports?

mod imports;
mod layers;
