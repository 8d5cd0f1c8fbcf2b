//! An alias that is called `Result` and has the error first, of an error that implements `Error` only for `'static`.

use tracked_core::tracked;

type Result<E, T> = std::result::Result<T, E>;

#[derive(Debug)]
struct Borrowed<'a>(&'a str);

impl std::fmt::Display for Borrowed<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for Borrowed<'static> {}

#[tracked]
fn check(text: &str) -> Result<Borrowed<'_>, u8> {
    Err(Borrowed(text))
}

fn main() {}
