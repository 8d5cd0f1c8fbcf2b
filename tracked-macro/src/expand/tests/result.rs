// The compiler is asked what kind of error this is, in case it is one at all.

#[tracked]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

// Under another name it might be a boxed future as well.
#[tracked]
fn load(path: &Path) -> Loaded {
    read(path)?.decode()
}
