//! Last stage: the generated code. It cannot fail, and it is the only stage that writes code.
//!
//! ```text
//! call, future, in_place    the body: one file for each shape
//! record                    the values of the call
//! classify                  its outcome
//! callsite                  the constant about the function
//! observe                   the values that a body in place returns
//! codegen                   names and spans
//!
//! off                       an item with tracking off for the whole program
//!
//! block                     a block whose functions have attributes of their own
//! ```
//! The user's body occurs once, in the user's own braces.

mod block;
mod call;
mod callsite;
mod classify;
mod codegen;
mod future;
mod in_place;
mod observe;
mod off;
mod record;

use proc_macro2::TokenStream;
use quote::quote;
use syn::Expr;

use self::codegen::Codegen;
pub use self::off::write as write_off;
use super::input::TrackedFn;
use super::plan::{FunctionPlan, Plan, Shape};

pub fn write(plan: &Plan) -> TokenStream {
    match plan {
        Plan::Functions(functions) => functions.iter().map(write_function).collect(),
        Plan::Block(block) => block::write(block),
    }
}

fn write_function(plan: &FunctionPlan) -> TokenStream {
    let codegen = Codegen::new(plan);
    let body = match plan.shape {
        Shape::Call | Shape::ReturnedFuture => codegen.call(),
        Shape::Future => codegen.future(),
        Shape::InPlace => codegen.in_place(),
    };
    let head = head(plan);
    let sig = &plan.params.sig;
    let init = codegen.init();
    let block = codegen.in_body_braces(quote!(#init #body));
    quote!(#head #sig #block)
}

/// All of a function before its signature.
fn head(plan: &FunctionPlan) -> TokenStream {
    let TrackedFn { attrs, vis, .. } = plan.function;
    quote!(#(#attrs)* #vis)
}

impl Codegen<'_> {
    /// The logger setup.
    fn init(&self) -> Option<TokenStream> {
        let krate = &self.krate;
        let args = self.plan.args;
        args.is_given("init").then(|| match &args.init {
            None => quote!(#krate::init();),
            Some(Expr::Path(function)) => quote!(#function().init();),
            Some(builder) => quote!((#builder).init();),
        })
    }
}
