// Every name that a pattern binds is an argument. A parameter with a `#[cfg]` splits the function into two variants.
// The value of a secret is never formatted.

#[tracked]
fn area(Point { x, y: height }: Point, (mut width, _): (u32, u32), ref name: String) -> u32 {
    width += x;
    width * height
}

#[tracked]
fn connect(host: &str, #[cfg(unix)] socket: &Path) {}

#[tracked]
fn log_in(user: &str, password: &str) {}

#[tracked]
fn allowed(#[allow(unused_variables)] hint: u8, r#type: u8) -> u8 {
    #![inline]
    r#type
}
