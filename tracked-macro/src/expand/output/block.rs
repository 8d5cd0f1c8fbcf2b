//! A block whose functions have attributes of their own.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::codegen::{braces, crate_path};
use crate::expand::args::INHERITED;
use crate::expand::input::Element;
use crate::expand::plan::{BlockPlan, ElementOptions};

pub fn write(plan: &BlockPlan) -> TokenStream {
    let krate = crate_path(plan.args);
    let block = plan.block;
    let inner_attrs = &block.inner_attrs;
    let elements = block.elements.iter().zip(&plan.options);
    let elements = elements.map(|(element, options)| {
        let attribute = match options {
            Some(options) => write_attribute(element, options, &krate),
            None => element.attribute.to_token_stream(),
        };
        let Element { attrs, tokens, .. } = element;
        quote!(#attribute #(#attrs)* #tokens)
    });
    let content = quote!(#(#inner_attrs)* #(#elements)*);
    let head = &block.head;
    let braces = braces(content, block.braces);
    quote!(#head #braces)
}

// Input:
//     #[tracked(level = "warn")] fn f() {}
// Output, in a block with `level = "debug", err = off`:
//     #[tracked(err = off, __inherited, level = "warn")] fn f() {}
fn write_attribute(
    element: &Element,
    options: &ElementOptions,
    krate: &TokenStream,
) -> TokenStream {
    let ElementOptions { inherited, own } = options;
    // The path that the user wrote, so that its import is used.
    let path = match &element.attribute {
        Some(attr) => attr.path().to_token_stream(),
        None => quote!(#krate::tracked),
    };
    let marker = format_ident!("{INHERITED}");
    quote!(#[#path(#(#inherited,)* #marker, #own)])
}
