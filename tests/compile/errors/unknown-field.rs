//! A misspelt field.

use tracked_core::tracked;

struct Point {
    x: i32,
}

impl Point {
    #[tracked]
    async fn x(&self) -> i32 {
        self.z
    }
}

fn main() {}
