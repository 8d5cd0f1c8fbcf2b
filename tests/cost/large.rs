//! A large argument takes as many instructions as a small one, because only its beginning is read.

use std::process::Command;

use crate::instructions::count_of;
use crate::program::Program;
use crate::skip::skip;

const FUNCTIONS: [&str; 8] = [
    "text", "boxed", "bytes", "numbers", "path", "field", "returned", "failed",
];

#[test]
fn a_large_argument_takes_as_many_instructions_as_a_small_one() {
    if let Err(missing) = Command::new("valgrind").arg("--version").output() {
        return skip(&format!(
            "no instructions are counted: valgrind can't be run: {missing}"
        ));
    }
    let mut wrong = String::new();
    for profile in ["dev", "release"] {
        let program = Program::compiled("large", profile);
        for function in FUNCTIONS {
            let [small, large] =
                ["16384", "1048576"].map(|size| count_of(&program.0, [function, size], 1));
            if large > small + small / 10 {
                wrong +=
                    &format!("{profile} {function}: {large} instructions, {small} for 16 KiB\n");
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
