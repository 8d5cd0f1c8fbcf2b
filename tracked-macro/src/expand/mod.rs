//! The expansion of `#[tracked]`: a pipeline of four stages.
//!
//! ```text
//! args      the options, each parsed into its type
//! input     the annotated item
//! plan      every decision about the generated code
//! output    the generated code
//! ```
//! A stage imports only from earlier stages, and from `mistakes`.
//!
//! Nothing in this folder uses the types of `proc_macro`, because those exist only inside a running compiler, and the
//! unit tests run outside of one.

mod args;
mod input;
mod mistakes;
mod output;
mod plan;
#[cfg(test)]
mod tests;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Result;

use self::args::{Args, inherit};
use self::input::{Input, take_inherited};
use self::mistakes::Mistakes;
use self::plan::Plan;

/// Expands `#[tracked(raw_args)]` on `item`. If tracking is `off` for the whole program, the attribute is only checked.
///
/// All mistakes in an attribute are reported together, each as an error at the token that causes it. The item is kept
/// as written, so that other code that names it still compiles.
pub fn expand(raw_args: TokenStream, item: TokenStream, off: bool) -> TokenStream {
    let (item, inherited) = take_inherited(item);
    let raw_args = match inherited {
        Some(inherited) => inherit(inherited, raw_args),
        None => raw_args,
    };
    match try_expand(raw_args, item.clone(), off) {
        Ok(expanded) => expanded,
        Err(error) => {
            let error = error.into_compile_error();
            quote!(#error #item)
        }
    }
}

fn try_expand(raw_args: TokenStream, item: TokenStream, off: bool) -> Result<TokenStream> {
    let mut mistakes = Mistakes::default();
    let args = Args::parse(raw_args.clone(), &mut mistakes);
    if args.is_given("off") {
        return mistakes.check().map(|()| item);
    }
    let input = match Input::parse(item.clone()) {
        Ok(input) => input,
        Err(error) => return Err(mistakes.and(error)),
    };
    let plan = Plan::new(&args, raw_args, &input, &mut mistakes);
    mistakes.check()?;
    if input.has_misplaced_try() {
        return Ok(item);
    }
    Ok(if off {
        output::write_off(&plan, item)
    } else {
        output::write(&plan)
    })
}
