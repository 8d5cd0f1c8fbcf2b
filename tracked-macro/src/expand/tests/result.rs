// `Probe` asks the compiler whether the value is a `Result`, and how its error is formatted.

#[tracked]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

// A type of another name may also be a boxed future.
#[tracked]
fn load(path: &Path) -> Loaded {
    read(path)?.decode()
}
