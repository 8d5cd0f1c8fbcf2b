//! A function whose body becomes a closure that the runtime calls.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Token;

use super::codegen::{Codegen, call_site_ident};
use crate::expand::plan::{Capture, Inlining, LoggedValue, Shape};

impl Codegen<'_> {
    // Input:
    //     fn f(a: A, mut b: B) -> Ret { BODY }
    // Output:
    //     call(&SITE, (a', b'), |(a', b'), call| { RECORD }, KIND, Inline, move |(a, mut b)| -> Ret { BODY })
    pub fn call(&self) -> TokenStream {
        let runtime = &self.runtime;
        let bindings = self.plan.params.bindings.iter();
        let names = bindings.clone().map(|binding| {
            let (mutability, ident) = (&binding.mutability, &binding.ident);
            quote!(#mutability #ident)
        });
        let lints = bindings.flat_map(|binding| &binding.lints);
        let output = self.plan.output();
        let move_ = Token![move](self.body_span());
        let mut body = self.plan.function.body.clone();
        // A method that takes `self` by value owns all of it; a closure would own only the fields that it names.
        if let Some(this) = self.plan.moved_self() {
            let statements = body.stream();
            body = self.in_body_braces(quote!(#runtime::hold((&#this,)); #statements));
        }
        let closure = quote!(#move_ |#(#lints)* (#(#names,)*)| -> #output #body);
        self.invoke(&match self.plan.shape {
            Shape::Call if self.plan.inlining == Inlining::Never => {
                quote!(#runtime::Apart, #closure)
            }
            Shape::Call => quote!(#runtime::Inline, #closure),
            _ => closure,
        })
    }

    // Output:
    //     call(&SITE, (a', b'), |(a', b'), call| { RECORD }, KIND, CLOSURE)
    // Output, if the values are recorded when the call is opened:
    //     call_opened(open(&SITE, |call| { RECORD }), (a', b'), KIND, CLOSURE)
    //
    /// Calls the entry point of the runtime that fits the plan, with the closure that contains the body.
    pub fn invoke(&self, closure: &TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        let site = self.callsite();
        let arguments = self.arguments();
        let kind = self.classify();
        let is_call = self.plan.shape == Shape::Call;
        let capture = self.plan.capture();
        if capture == Capture::AtOpen {
            let record = self.record_at_open();
            let entry = call_site_ident(if is_call {
                "call_opened"
            } else {
                "deferred_opened"
            });
            return quote! {
                #runtime::#entry(#runtime::open(&#site, #record), (#(#arguments,)*), #kind, #closure)
            };
        }
        let record = self.record_from_arguments();
        let is_inferred = is_call && self.plan.outcome.logged == LoggedValue::Inferred;
        let value = is_inferred.then(|| {
            let value = self.value_closure(None);
            quote!(, #value)
        });
        let entry = call_site_ident(match capture {
            _ if !is_call => "deferred",
            _ if is_inferred => "call_shown",
            Capture::Lazy => "call",
            _ => "call_noted",
        });
        quote!(#runtime::#entry(&#site, (#(#arguments,)*), #record, #kind, #closure #value))
    }
}
