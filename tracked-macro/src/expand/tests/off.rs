// An event that is off has no level.

#[tracked(start = off, done = off)]
fn failures_only(id: u32) -> Result<(), String> {
    Err(format!("no {id}"))
}

#[tracked(err = off, panic = off, cancel = off)]
fn quiet() {}
