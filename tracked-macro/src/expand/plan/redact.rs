//! Decides by name which values are redacted. The generated code never records such a value.

use crate::expand::args::Args;

/// Whether the value of this name is logged as `[redacted]`.
pub fn is_redacted(args: &Args, name: &str) -> bool {
    args.redact.iter().any(|listed| listed == name) || !args.redact_off && is_secret(name)
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    SECRETS.iter().any(|secret| name.contains(secret))
}

pub const SECRETS: &[&str] = &[
    "api_key",
    "apikey",
    "authorization",
    "cookie",
    "credential",
    "passwd",
    "password",
    "private_key",
    "secret",
    "token",
];
