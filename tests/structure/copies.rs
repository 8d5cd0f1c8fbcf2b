//! Files of which both crates contain a copy, because a procedural macro exports no functions.

use std::fs;
use std::path::Path;

#[test]
fn both_crates_know_the_same_names_of_secrets() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let read = |path| fs::read_to_string(root.join(path)).unwrap();
    assert_eq!(
        read("tracked-core/src/callsite/secret.rs"),
        read("tracked-macro/src/expand/plan/secret.rs")
    );
}
