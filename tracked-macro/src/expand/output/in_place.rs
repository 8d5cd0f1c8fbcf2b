//! A function whose body stays in its place, after a guard that ends the call.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::{ExprTry, Type};

use super::codegen::{Codegen, rebind, respan};
use super::observe::observe;

impl Codegen<'_> {
    // Input:
    //     fn f(a: A, unused: B) -> Ret { BODY }
    // Output:
    //     let call = capture(&CALLSITE, |visit| { RECORD }).enter();
    //     let unused = unused';
    //     { BODY }
    //
    // If the value may be a failure, each value that BODY returns passes through the guard: see `observe.rs`.
    pub fn in_place(&self) -> TokenStream {
        let runtime = &self.runtime;
        let captured = self.capture();
        let guard = self.fresh_ident("__tracked_call");
        let mut body = self.plan.function.body.stream();
        if self.plan.outcome.is_observed() {
            let classify = self.classify();
            let returned = |value: TokenStream| quote!(#guard.__tracked_returns(#classify, #value));
            let value = self.fresh_ident("__tracked_value");
            let tried = |tried: &ExprTry| {
                let expr = &tried.expr;
                // A conversion sees the location of the `?`.
                let span = tried.question_token.span;
                let converted = respan(quote!(#runtime::FromResidual::from_residual), span);
                let converted = returned(quote_spanned!(span=> #converted(#value)));
                quote! {
                    match #runtime::Branch::branch(#expr) {
                        #runtime::std::ops::ControlFlow::Continue(#value) => #value,
                        #runtime::std::ops::ControlFlow::Break(#value) => return #converted,
                    }
                }
            };
            let is_unit =
                matches!(&self.plan.outcome.returns.ty, Type::Tuple(ty) if ty.elems.is_empty());
            body = observe(
                body,
                is_unit,
                &|value| returned(value.to_token_stream()),
                &tried,
            );
        }
        let bindings = self.plan.params.bindings.iter();
        let rebound = bindings
            .filter(|binding| binding.alias.is_some() && !binding.may_be_unused())
            .map(|binding| rebind(binding, |alias| alias));
        // The body is in a block of its own, because items at its start would come after statements.
        quote! {
            let #guard = #captured.enter();
            #(#rebound)*
            { #body }
        }
    }
}
