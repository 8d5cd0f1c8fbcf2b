//! `?` in an `async fn` that returns nothing.

use tracked_core::tracked;

struct Text(String);

impl Text {
    #[tracked]
    async fn print(&self) {
        let n: u32 = self.0.parse()?;
        println!("{n}");
    }
}

fn main() {}
