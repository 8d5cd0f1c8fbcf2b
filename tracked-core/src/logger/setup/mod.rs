//! Configures and installs the logger.
//!
//! | file | contents |
//! |---|---|
//! | `builder.rs` | `Builder` |
//! | `filter.rs` | `RUST_LOG` and other filter text |
//! | `color.rs` | whether records are colored |
//! | `panic_hook.rs` | logs panics |
//! | `error.rs` | `InitError` |

mod builder;
mod color;
mod error;
mod filter;
mod panic_hook;

pub use self::builder::Builder;
pub use self::error::InitError;
