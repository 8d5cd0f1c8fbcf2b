//! Which values are redacted. It is decided by name while the program is compiled, so the value is never formatted.

use super::secret::is_secret;
use crate::expand::args::Args;

/// Whether the value of this name is logged as `[redacted]`.
pub fn is_redacted(args: &Args, name: &str) -> bool {
    args.redact.iter().any(|listed| listed == name) || !args.redact_off && is_secret(name)
}
