// `level` is the level of `start` and `done`.

#[tracked(level = "debug")]
fn by_name() {}

#[tracked(level = 1)]
fn by_number() {}

#[tracked(level = Level::Warn)]
fn by_path() {}
