//! A function whose body stays in its place, after a guard that ends the call.

use proc_macro2::TokenStream;
use quote::quote;

use super::codegen::{Codegen, rebind};
use super::observe::observe;

impl Codegen<'_> {
    // Input:
    //     fn f(a: A, unused: B) -> Ret { BODY }
    // Output:
    //     let call = open(&CALLSITE, |visit| { RECORD }).enter();
    //     let unused = unused';
    //     BODY
    //
    // If the value may be a failure, each value that BODY returns passes through the guard: see `observe.rs`.
    pub fn in_place(&self) -> TokenStream {
        let runtime = &self.runtime;
        let open = self.open();
        let guard = self.fresh_ident("__tracked_call");
        let mut body = self.plan.function.body.stream();
        if self.plan.outcome.is_observed() {
            let classify = self.classify();
            let tried = self.fresh_ident("__tracked_value");
            let classify_tried = self.classify_tried(&tried);
            body = observe(
                body,
                &|value| quote!(#runtime::Guard::returns(&#guard, #classify, #value)),
                // In a `match`, the temporaries of `value` live until the end of the statement, as they would without
                // it.
                &|value| quote!(match #value { #tried => #runtime::Guard::returns(&#guard, #classify_tried, #tried) }),
            );
        }
        let bindings = self.plan.params.bindings.iter();
        let rebound = bindings
            .filter(|binding| binding.alias.is_some() && !binding.may_be_unused())
            .map(|binding| rebind(binding, |alias| alias));
        quote! {
            let #guard = #open.enter();
            #(#rebound)*
            #body
        }
    }
}
