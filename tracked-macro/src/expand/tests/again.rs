#[tracked(err(again = "debug"), panic(again = off), cancel(level = "info", message = "gone", again = Level::Trace))]
fn load(path: &str) -> io::Result<()> {
    read(path)
}
