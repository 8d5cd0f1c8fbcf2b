//! The worker: it finds jobs in a folder. A job that panics is tried again.

use std::fs;
use std::io;
use std::panic;
use std::path::Path;
use std::thread;
use std::time::Duration;

use tracked_core::{Context, tracked};

/// A job, and the call that wrote it.
struct Job<'a> {
    context: Option<Context>,
    item: &'a str,
}

pub fn run(folder: &Path) -> io::Result<()> {
    loop {
        for file in fs::read_dir(crate::jobs(folder))? {
            let file = file?.path();
            let text = fs::read_to_string(&file)?;
            let mut lines = text.lines();
            let context = lines
                .next()
                .and_then(|line| Context::from_traceparent(line).ok());
            let item = lines.next().unwrap_or_default();
            deliver(&Job { context, item });
            fs::remove_file(file)?;
        }
        thread::sleep(Duration::from_millis(10));
    }
}

/// The call is a child of the one that wrote the job.
#[tracked(parent = job.context, skip(job), fields(item = job.item))]
fn deliver(job: &Job) {
    let parcel = pack(job.item);
    for attempt in 1..=2 {
        if panic::catch_unwind(|| print_label(&parcel, attempt)).is_ok() {
            break;
        }
    }
}

#[tracked]
fn pack(item: &str) -> String {
    format!("parcel with a {item}")
}

#[tracked]
fn print_label(parcel: &str, attempt: u32) {
    assert!(attempt > 1, "no paper for the label of the {parcel}");
}
