//! An `async fn`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Token, Type};

use super::codegen::{Codegen, rebind};
use crate::expand::plan::Binding;

impl Codegen<'_> {
    // Input:
    //     async fn f(a: A, unused: B) -> Ret { BODY }
    // Output:
    //     future(&CALLSITE, ARGUMENTS, move |(a, unused')| async move {
    //         match { let _ = (&unused', &a); let unused = &unused'; if false { return return_type::<Ret>(); } } {
    //             () => { BODY }
    //         }
    //     }, CLASSIFY).await
    //
    // The code before the user's block is only for the compiler. It names the arguments from the last to the first:
    // the block then owns them, and drops them in the order in which the function would. A name that the body does not
    // contain is bound, so that the compiler warns about it. The unreachable `return` states the type, for which an
    // async block has no syntax.
    //
    // If the body awaits nothing, it is `ready(…)` instead of `….await`, because clippy reports an `async fn` without
    // an `await`.
    pub fn future(&self) -> TokenStream {
        let runtime = &self.runtime;
        let bindings = &self.plan.params.bindings;
        let ident = |binding: &Binding| {
            let own = Some(&binding.ident).filter(|_| self.plan.is_used_in_body(binding));
            own.unwrap_or(binding.alias_or_ident()).clone()
        };
        let names = bindings.iter().map(|binding| {
            let mutability = binding
                .mutability
                .filter(|_| self.plan.is_used_in_body(binding));
            let ident = ident(binding);
            quote!(#mutability #ident)
        });
        let lints = bindings.iter().flat_map(|binding| &binding.lints);
        let held = bindings.iter().rev();
        let held: Vec<_> = held
            .filter(|binding| binding.has_drop())
            .map(ident)
            .collect();
        let use_all = (!held.is_empty()).then(|| quote!(let _ = (#(&#held,)*);));
        let unused = bindings.iter();
        let unused = unused
            .filter(|binding| !self.plan.is_used_in_body(binding) && !binding.may_be_unused())
            .map(|binding| rebind(binding, |alias| quote!(&#alias)));
        let output = self.plan.output();
        let hint = (!matches!(output, Type::Never(_) | Type::Infer(_)))
            .then(|| quote!(if false { return #runtime::return_type::<#output>(); }));
        let body = &self.plan.function.body;
        let async_ = Token![async](self.body_span());
        let block = self.in_body_braces(quote! {
            match { #use_all #(#unused)* #hint } { () => #body }
        });
        let future = self.invoke(&quote!(move |#(#lints)* (#(#names,)*)| #async_ move #block));
        if self.plan.may_await() {
            quote!(#future.await)
        } else {
            quote!(#runtime::ready(#future))
        }
    }
}
