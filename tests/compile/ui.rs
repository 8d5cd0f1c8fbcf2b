//! The error messages of mistakes. Each file in `ui/` makes one mistake, and the `.stderr` file next to it is the output
//! of the compiler.
//!
//! The compiler's own messages change between its versions. `TRYBUILD=overwrite cargo test --test compile_ui` rewrites
//! the `.stderr` files. Messages that need no compiler are tested in tables in the macro crate: see `args/tests.rs` and
//! `plan/tests.rs`.

#[test]
fn each_mistake_has_its_message() {
    trybuild::TestCases::new().compile_fail("compile/ui/*.rs");
}
