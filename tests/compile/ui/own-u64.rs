//! A type with the name of a primitive type, and the same type by its path.

use tracked_core::tracked;

#[allow(non_camel_case_types)]
#[derive(Debug)]
struct u64(String);

#[tracked]
fn by_name(n: &u64) -> usize {
    n.0.len()
}

#[tracked]
fn by_path(n: &self::u64) -> usize {
    n.0.len()
}

fn main() {}
