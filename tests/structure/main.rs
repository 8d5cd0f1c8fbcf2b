//! Are the source files of both crates free of circles of imports?

mod copies;
mod imports;
mod layers;
