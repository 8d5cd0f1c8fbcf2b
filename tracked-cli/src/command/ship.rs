//! `tracked ship`: sends what is new in the log to a collector.

use std::io::{self, Write};

use crate::args::ShipArgs;
use crate::ship::target::Target;
use crate::ship::{self, Options};

pub fn run(args: &ShipArgs) -> io::Result<()> {
    let target = Target::from_env(args.to.as_deref())?;
    let url = target.url().to_owned();
    let sent = ship::run(
        &args.files,
        &Options {
            follow: args.follow,
            is_dry: args.dry_run,
            checkpoint: args.checkpoint.clone(),
        },
        target,
    )?;
    let verb = if args.dry_run { "would be" } else { "are" };
    writeln!(
        anstream::stdout(),
        "{} spans and {} log records {verb} sent to {url}",
        sent.spans,
        sent.log_records
    )
}
