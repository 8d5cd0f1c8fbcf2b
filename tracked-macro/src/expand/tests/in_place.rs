// The body stays in place, after a guard, because a closure would change the location that `#[track_caller]` passes on,
// or the type that the compiler infers for an `impl Trait`.

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
