//! A method that differs from its trait's.

use tracked_core::tracked;

struct Text;

impl std::fmt::Display for Text {
    #[tracked]
    fn fmt(&self, f: &std::fmt::Formatter<'_>) -> std::fmt::Result {
        let _ = f;
        Ok(())
    }
}

fn main() {}
