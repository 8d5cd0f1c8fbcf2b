//! A block whose functions have attributes of their own.

use proc_macro2::TokenStream;
use quote::quote;

use super::codegen::{braces, crate_path};
use crate::expand::input::Element;
use crate::expand::plan::BlockPlan;

// Input:
//     #[tracked(level = "warn")] fn f() {}
// Output, in a block with `err = off`:
//     #[tracked(level = "warn")] #[tracked_core::tracked(err = off, __inherited)] fn f() {}
//
/// The attribute of the block is the last one. An attribute of the function's own is expanded before, and takes it over.
pub fn write(plan: &BlockPlan) -> TokenStream {
    let krate = crate_path(plan.args);
    let block = plan.block;
    let inherited = &plan.inherited;
    let elements = block.elements.iter().map(|element| {
        let Element { attrs, tokens, .. } = element;
        let attribute = element
            .is_trackable
            .then(|| quote!(#[#krate::tracked(#inherited)]));
        quote!(#(#attrs)* #attribute #tokens)
    });
    let inner_attrs = &block.inner_attrs;
    let content = quote!(#(#inner_attrs)* #(#elements)*);
    let head = &block.head;
    let braces = braces(content, block.braces);
    quote!(#head #braces)
}
