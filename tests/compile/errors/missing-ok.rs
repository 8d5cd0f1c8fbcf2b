//! The tail of a `Result` is not wrapped.

use tracked_core::tracked;

struct Text(String);

impl Text {
    #[tracked]
    fn number(&self) -> Result<u32, std::num::ParseIntError> {
        let n: u32 = self.0.parse()?;
        n + 1
    }
}

fn main() {}
