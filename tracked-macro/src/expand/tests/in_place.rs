// Where a closure would change something, the body stands behind a guard: the location that `#[track_caller]` hands
// on, what the compiler infers of an `impl Trait`.

#[tracked]
#[track_caller]
fn first(items: &[u8], _hint: usize) -> &u8 {
    items.first().unwrap()
}

#[tracked]
fn longer_than(least: usize) -> impl Fn(&str) -> bool {
    move |text| text.len() > least
}

#[tracked]
#[track_caller]
fn parse(text: &str) -> Result<u8, Wrapped> {
    Ok(text.parse::<u8>()?)
}
