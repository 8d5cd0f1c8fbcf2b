//! The pipeline: arguments -> analysed function -> generated code.
//!
//! Nothing in this folder uses the types of `proc_macro`, because those exist only inside a running compiler, and the
//! unit tests run outside of one.

mod args;
mod input;
mod output;
mod plan;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Result;

use self::args::options::Args;
use self::input::block::Container;
use self::input::function::{Item, TrackedFn};

/// Rewrites `item` as `#[tracked(args)]` asks for; where tracking is `off` altogether, only checks what was asked.
///
/// A mistake never costs the user more than its own message: the item always comes out as well, as written, so that
/// nothing else that names it breaks and editors keep their footing.
pub fn expand(args: TokenStream, item: TokenStream, off: bool) -> TokenStream {
    match rewrite(args, item.clone()) {
        Ok(_) if off => item,
        Ok(rewritten) => rewritten,
        Err(error) => {
            let error = error.into_compile_error();
            quote!(#error #item)
        }
    }
}

fn rewrite(written: TokenStream, item: TokenStream) -> Result<TokenStream> {
    let args = syn::parse2::<Args>(written.clone())?;
    if args.off {
        return Ok(item);
    }
    match Container::of(Item::of(item)) {
        Ok(container) => container.hand_on(&args, written),
        Err(item) => output::write(&args, &TrackedFn::of(item)?),
    }
}
