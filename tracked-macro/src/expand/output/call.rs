//! A function whose body becomes a closure that the runtime calls.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Token;
use syn::spanned::Spanned;

use super::codegen::{Codegen, call_site_ident};
use crate::expand::plan::{Binding, RecordTime, Shape};

impl Codegen<'_> {
    // Input:
    //     fn f(a: A, mut b: B) -> Ret { BODY }
    // Output:
    //     call(&callsite!("a,b"), ARGUMENTS, |(a, mut b)| -> Ret { BODY }, CLASSIFY, run_body!())
    pub fn call(&self) -> TokenStream {
        let bindings = self.plan.params.bindings.iter();
        let names = bindings.clone().map(|binding| {
            let (mutability, ident) = (&binding.mutability, &binding.ident);
            quote!(#mutability #ident)
        });
        let lints = bindings.flat_map(|binding| &binding.lints);
        let output = self.plan.output();
        let move_ = self
            .plan
            .is_move_closure()
            .then_some(Token![move](self.body_span()));
        let bar = Token![|](self.body_span());
        let mut body = self.plan.function.body.clone();
        // A method that takes `self` by value owns all of it; a closure would own only the fields that it names.
        if let Some(this) = self.plan.moved_self() {
            let statements = body.stream();
            body = self.in_body_braces(quote!(let _ = &#this; #statements));
        }
        self.invoke(&quote!(#move_ #bar #(#lints)* (#(#names,)*)| -> #output #body))
    }

    /// Calls the entry point of the runtime that fits the plan, with the closure that contains the body.
    // Output:
    //     call(&CALLSITE, ARGUMENTS, CLOSURE, CLASSIFY, run_body!())
    // Output, if an argument has a destructor:
    //     call_once(&CALLSITE, (a', b'), |(a', b'), visit| { RECORD }, CLOSURE, CLASSIFY, run_body!())
    // Output for `BeforeEntry`, and for a boxed future without an entry of its own:
    //     capture(&CALLSITE, RECORD).run((a', b'), CLOSURE, CLASSIFY, run_body!())
    pub fn invoke(&self, closure: &TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        let arguments = self.arguments();
        let record_time = self.plan.record_time();
        let is_boxed = self.plan.may_be_boxed_future();
        let is_copy = self.plan.body_is_copy();
        let is_call = self.plan.shape == Shape::Call;
        let has_drop = self.plan.params.bindings.iter().any(Binding::has_drop);
        let classify = match self.plan.shape {
            _ if is_boxed => self.classify_boxed_future(),
            Shape::ReturnedFuture => self.classify_output(),
            _ => self.classify(),
        };
        let mutates_static = self.plan.may_mutate_static().then(|| quote!(static));
        let run = quote!(#runtime::run_body!(#mutates_static));
        let entry = match record_time {
            RecordTime::Lazy if is_boxed && is_copy => "call_returning",
            RecordTime::Lazy if is_call && !is_boxed && is_copy => "call",
            RecordTime::Lazy if is_call && !is_boxed => "call_mut",
            RecordTime::AtEntry if is_call && !is_boxed && has_drop => "call_once",
            RecordTime::AtEntry if is_call && !is_boxed => "call_eager",
            RecordTime::Lazy | RecordTime::AtEntry if !is_call => "future",
            _ => {
                let captured = self.capture();
                let arguments = quote!((#(#arguments,)*), #closure, #classify, #run);
                if self.plan.shape == Shape::ReturnedFuture {
                    return self.returned_future(&captured, &arguments);
                }
                // The end of a name hides the frame: see `call/mod.rs` of the runtime.
                let method = call_site_ident(match () {
                    () if is_boxed => "run_returning__rust_end_short_backtrace",
                    () if is_call => "run__rust_end_short_backtrace",
                    () => "future",
                });
                return quote!(#captured.#method(#arguments));
            }
        };
        let entry = call_site_ident(entry);
        let callsite = self.callsite();
        let arguments = if entry == "call_once" {
            let record = self.record_by_reference();
            quote!((#(#arguments,)*), #record)
        } else {
            self.recorded_arguments()
        };
        let run = is_call.then_some(run);
        quote!(#runtime::#entry(&#callsite, #arguments, #closure, #classify, #run))
    }

    // Input:
    //     -> impl Future<Output = Ret> + Send
    // Output:
    //     {
    //         struct Bounds<F>(PhantomData<F>);
    //         impl<F: Future<Output = ()> + Send> OpaqueFuture for Bounds<F> {}
    //         use {OpaqueFuture as _, PlainOpaque as _};
    //         (&Bounds(PhantomData::<AnyFuture>)).__tracked_future(CAPTURED, (a',), CLOSURE, CLASSIFY, run_body!())
    //     }
    fn returned_future(&self, captured: &TokenStream, arguments: &TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        let bounds = &self.plan.outcome.returns.future_bounds;
        let phantom = quote!(#runtime::std::marker::PhantomData);
        quote!({
            struct __TrackedBounds<__TrackedFuture>(#phantom<__TrackedFuture>);
            impl<__TrackedFuture: #(#bounds)+*> #runtime::OpaqueFuture for __TrackedBounds<__TrackedFuture> {}
            use #runtime::{OpaqueFuture as _, PlainOpaque as _};
            (&__TrackedBounds(#phantom::<#runtime::AnyFuture>)).__tracked_future(#captured, #arguments)
        })
    }

    // Output, with the option `parent`:
    //     capture(&CALLSITE, |visit| { RECORD }).under(|| PARENT)
    //
    /// Captures the values of the call.
    pub fn capture(&self) -> TokenStream {
        let runtime = &self.runtime;
        let callsite = self.callsite();
        let record = self.record_before_move();
        let parent = self.plan.args.parent.as_ref();
        // The compiler reports a parent of another type at these tokens. To clippy, they are no code of the user's.
        let under = parent.map(|parent| {
            let span = parent.span().resolved_at(Span::mixed_site());
            quote_spanned!(span=> .under(|| #parent))
        });
        quote!(#runtime::capture(&#callsite, #record) #under)
    }
}
