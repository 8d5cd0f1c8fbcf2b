//! Decides by name which values are redacted. The generated code never records such a value.

use super::secret::is_secret;
use crate::expand::args::Args;

/// Whether the value of this name is logged as `[redacted]`.
///
/// Wrong for a secret with another name: it is logged unless `redact` lists it. Also wrong for another value with the
/// name of a secret: it is not logged without `redact(off)`.
pub fn is_redacted(args: &Args, name: &str) -> bool {
    args.redact.iter().any(|listed| listed == name) || !args.redact_off && is_secret(name)
}
