//! Decides by name which values are redacted. The generated code never records such a value.

use super::secret::is_secret;
use crate::expand::args::Args;

/// Whether the value of this name is logged as `[redacted]`.
pub fn is_redacted(args: &Args, name: &str) -> bool {
    args.redact.iter().any(|listed| listed == name) || !args.redact_off && is_secret(name)
}
