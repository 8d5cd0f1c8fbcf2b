//! The decisions about the generated code.

pub mod message;
pub mod params;
pub mod redact;
pub mod returns;
