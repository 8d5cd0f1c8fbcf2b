//! The setup of the logger.

mod builder;
mod color;
mod error;
mod filter;
mod panic_hook;

pub use self::builder::Builder;
pub use self::error::InitError;
