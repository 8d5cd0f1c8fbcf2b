//! What users see when they err: each file in `ui/` makes one mistake, and the compiler says what is beside it.
//!
//! The words are those of one compiler version, so elsewhere the test says that it looked at nothing.
//! `TRYBUILD=overwrite cargo test --test ui` writes the `.stderr` files anew.

#[test]
fn mistakes() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
