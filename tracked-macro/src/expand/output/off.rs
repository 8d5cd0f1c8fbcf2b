//! The item with tracking off for the whole program.
//!
//! The function stays as written, except for one case: if an option names items of the user's, code that never runs
//! uses them. Otherwise the compiler would report an item as unused that only the option needs, and would not check the
//! expressions.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::codegen::Codegen;
use super::{block, head};
use crate::expand::args::{Args, EventKind, Level, StrOrPath};
use crate::expand::plan::{FunctionPlan, Plan};

pub fn write(plan: &Plan, item: TokenStream) -> TokenStream {
    match plan {
        Plan::Functions(functions) if functions.iter().any(|plan| names_items(plan.args)) => {
            functions.iter().map(write_function).collect()
        }
        Plan::Block(block) if names_items(block.args) => block::write(block),
        _ => item,
    }
}

fn names_items(args: &Args) -> bool {
    !used(args).is_empty() || args.err_if.is_some() || has_level_by(args)
}

fn has_level_by(args: &Args) -> bool {
    args.event(EventKind::Error).level_by.is_some()
}

// Output:
//     fn f(a: A) -> Ret { if false { let _ = (&(FIELD), &(CONSTANT)); let _: ClassifyFn<_> = CLASSIFY; } BODY }
fn write_function(plan: &FunctionPlan) -> TokenStream {
    let codegen = Codegen::new(plan);
    let runtime = &codegen.runtime;
    let used = used(plan.args);
    let is_classified =
        plan.outcome.is_named && (plan.outcome.err_if.is_some() || plan.outcome.level_by.is_some());
    let classify = is_classified.then(|| {
        let classify = codegen.classify();
        quote!(let _: #runtime::ClassifyFn<_> = #classify;)
    });
    let head = head(plan);
    let sig = &plan.function.sig;
    let body = plan.function.body.stream();
    let block = codegen.in_body_braces(quote! {
        if false { let _ = (#(&(#used),)*); #classify }
        #body
    });
    quote!(#head #sig #block)
}

/// The expressions and paths among the options, except those that classify the returned value.
fn used(args: &Args) -> Vec<TokenStream> {
    let mut used: Vec<TokenStream> = Vec::new();
    let fields = args.fields.iter();
    let values = fields.clone().filter_map(|field| field.value.as_ref());
    used.extend(values.chain(&args.parent).map(ToTokens::to_token_stream));
    let names = fields.map(|field| &field.name);
    for text in names.chain(&args.name).chain(&args.target) {
        if let StrOrPath::Path(path) = text {
            used.push(path.to_token_stream());
        }
    }
    let events = EventKind::ALL.into_iter().map(|kind| args.event(kind));
    let levels = events.chain(&args.ret);
    let levels = levels.flat_map(|event| [&event.level, &event.again]);
    for level in levels.chain([&args.level]).flatten() {
        if let Level::Path(path) = level {
            used.push(path.to_token_stream());
        }
    }
    used.extend(args.init.as_ref().map(ToTokens::to_token_stream));
    used
}
