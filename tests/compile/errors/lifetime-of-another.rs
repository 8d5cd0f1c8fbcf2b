//! The returned reference has the lifetime of another argument.

use tracked_core::tracked;

struct Names(Vec<String>);

impl Names {
    #[tracked]
    fn or<'a>(&'a self, other: &str) -> &'a str {
        self.0.first().map_or(other, |name| name)
    }
}

fn main() {}
