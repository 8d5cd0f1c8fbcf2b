//! Which names are never shown: decided here, while the program is compiled, so that the value is never formatted.

/// Whether an argument of this name shows `[redacted]`.
pub fn is_secret(name: &str) -> bool {
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
