#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod client;
mod exchange;
mod header_slots;
mod headers;
mod server;

pub use client::{Client, ClientLayer};
pub use exchange::ResponseFuture;
pub use headers::{extract, inject};
pub use server::{Server, ServerLayer};
