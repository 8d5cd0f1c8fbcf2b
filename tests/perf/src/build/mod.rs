//! What annotated functions cost to compile.

/// Prints the tables.
pub fn measure() {}
