//! Implementation detail of the `tracked-core` crate: the attribute `#[tracked]`.
//!
//! Depend on `tracked-core` and write `use tracked_core::tracked;`. Generated code calls the runtime of exactly the
//! same version, so this crate is of no use alone.

#![forbid(unsafe_code)]

mod expand;

use proc_macro::TokenStream;

#[doc = include_str!("../docs/tracked.md")]
#[proc_macro_attribute]
pub fn tracked(args: TokenStream, item: TokenStream) -> TokenStream {
    expand::expand(args.into(), item.into(), cfg!(feature = "off")).into()
}
