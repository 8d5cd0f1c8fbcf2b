//! A block whose functions have attributes of their own.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

use super::codegen::{braces, crate_path};
use crate::expand::args::INHERITED;
use crate::expand::plan::{BlockPlan, ElementAttribute, ElementPlan};

pub fn write(plan: &BlockPlan) -> TokenStream {
    let krate = crate_path(plan.args);
    let block = plan.block;
    let inner_attrs = &block.inner_attrs;
    let elements = plan.elements.iter();
    let elements = elements.map(|element| write_element(element, &krate));
    let content = quote!(#(#inner_attrs)* #(#elements)*);
    let head = &block.head;
    let braces = braces(content, block.braces);
    quote!(#head #braces)
}

// Input:
//     #[tracked(level = "warn")] fn f() {}
// Output, in a block with `level = "debug", err = off`:
//     #[tracked(err = off, __inherited, level = "warn")] fn f() {}
fn write_element(element: &ElementPlan, krate: &TokenStream) -> TokenStream {
    let ElementPlan {
        attribute,
        attrs,
        tokens,
    } = element;
    match attribute {
        ElementAttribute::Unchanged(own) => quote!(#own #(#attrs)* #tokens),
        ElementAttribute::Merged {
            path,
            inherited,
            own,
        } => {
            let path = path.map_or_else(|| quote!(#krate::tracked), ToTokens::to_token_stream);
            let marker = format_ident!("{INHERITED}");
            quote!(#[#path(#(#inherited,)* #marker, #own)] #(#attrs)* #tokens)
        }
    }
}
