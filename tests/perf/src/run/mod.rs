//! What annotated functions cost to run.

/// Prints the tables.
pub fn measure() {}
