//! A method that its trait does not have.

use tracked_core::tracked;

struct Text;

impl std::fmt::Display for Text {
    #[tracked]
    fn format(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("text")
    }
}

fn main() {}
