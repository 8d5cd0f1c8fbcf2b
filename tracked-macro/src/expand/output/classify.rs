//! How the runtime classifies the returned value.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Type;

use super::codegen::Codegen;
use crate::expand::plan::{ErrorFormat, OpaqueError, OutcomePlan, ReturnKind, TypeProbe};

impl Codegen<'_> {
    // Output:
    //     returned
    // Output, if the value may be a failure:
    //     classify!(Ret)
    // Output, with all options:
    //     |value: &Ret| classify!(Ret)(value).level_by(value, LEVEL_BY).fail_if(value, ERR_IF, || SUCCESS).show(|| SUCCESS)
    pub fn classify(&self) -> TokenStream {
        let runtime = &self.runtime;
        let base = match &self.plan.outcome.probe {
            None => quote!(#runtime::returned),
            Some(TypeProbe {
                opaque_error: Some(error),
                error_format,
                ..
            }) => self.classify_opaque_error(error, *error_format),
            Some(TypeProbe {
                ty, error_format, ..
            }) => {
                let rows = rows(*error_format);
                let any = &self.plan.outcome.for_any_lifetime;
                let arguments = self.careful_arguments();
                let any = matches!(error_format, ErrorFormat::CarefulError)
                    .then(|| quote!(, #any #arguments));
                let careful = any.is_some().then(|| quote!(@careful));
                quote!(#runtime::classify!(#careful #rows #ty #any))
            }
        };
        self.with_options(base, self.plan.outcome.is_named)
    }

    // Input:
    //     Result<u8, impl Fault>
    // Output:
    //     ({ fn by_bounds<T, E: Fault>() -> ClassifyFn<Result<T, E>> { classify!(Result<T, E>) } by_bounds() })
    //
    // The compiler knows the bounds of the error only in a function that states them. Where the value is returned, the
    // type of the error is not inferred yet.
    fn classify_opaque_error(&self, error: &OpaqueError, format: ErrorFormat) -> TokenStream {
        let runtime = &self.runtime;
        let rows = rows(format);
        let OpaqueError {
            ty,
            value,
            error,
            bounds,
        } = error;
        quote! {({
            fn by_bounds<#value, #error: #(#bounds)+*>() -> #runtime::ClassifyFn<#ty> {
                #runtime::classify!(#rows #ty)
            }
            by_bounds()
        })}
    }

    // Output:
    //     BoxedFuture::new::<Ret>(CLASSIFY, |future| future)
    // Output, if the compiler is asked whether the output lives as long as the box:
    //     { use PlainReturn as _; Probe::<T, Careful<K>>::NEW.__tracked_boxed::<Ret>(CLASSIFY, |future| future) }
    // Output, if the compiler is asked whether the value is a boxed future:
    //     { use PlainReturn as _; Probe::<Ret>::NEW.__tracked_returns(CLASSIFY) }
    pub fn classify_boxed_future(&self) -> TokenStream {
        let runtime = &self.runtime;
        let OutcomePlan {
            kind, probe, ty, ..
        } = &self.plan.outcome;
        let import = quote!(use #runtime::PlainReturn as _;);
        if let (ReturnKind::Value, Some(probe)) = (kind, probe) {
            let (rows, probe) = (
                rows(probe.error_format),
                self.probe(&probe.ty, probe.error_format),
            );
            let base = quote!(#runtime::classify!(@probe #rows #probe.__tracked_output()));
            let classify = self.with_options(base, false);
            return quote!({ #import #probe.__tracked_returns(#classify) });
        }
        let classify = self.classify();
        let output = self.plan.output();
        // The return type coerces the future.
        let coerce = quote!(|future| future);
        if *kind == ReturnKind::BoxedFuture {
            return quote!(#runtime::BoxedFuture::new::<#output>(#classify, #coerce));
        }
        let probe = self.probe(ty, ErrorFormat::CarefulError);
        quote!({ #import #probe.__tracked_boxed::<#output>(#classify, #coerce) })
    }

    // Output:
    //     Probe::<Ret>::NEW
    // Output, if the type may contain lifetimes or type parameters:
    //     Probe::<Ret, Careful<for<'any> fn(&'any ()) -> Ret>>::NEW
    fn probe(&self, ty: &Type, format: ErrorFormat) -> TokenStream {
        let runtime = &self.runtime;
        let known = &self.plan.outcome.for_any_lifetime;
        let arguments = self.careful_arguments();
        let known = matches!(format, ErrorFormat::CarefulError)
            .then(|| quote!(, #runtime::Careful<#known #arguments>));
        quote!(#runtime::Probe::<#ty #known>::NEW)
    }

    // Output:
    //     , (PhantomData<A>, PhantomData<B>)
    //
    /// The arguments for `Careful`, if there are any.
    fn careful_arguments(&self) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let arguments = &self.plan.outcome.arguments;
        let has_any = !arguments.is_empty();
        has_any.then(|| quote!(, (#(#runtime::std::marker::PhantomData<#arguments>,)*)))
    }

    /// The classification `base`, followed by the changes of the options.
    fn with_options(&self, base: TokenStream, is_named: bool) -> TokenStream {
        let runtime = &self.runtime;
        let outcome = &self.plan.outcome;
        if outcome.level_by.is_none() && outcome.err_if.is_none() && !outcome.is_logged {
            // A path is in braces for the reason that `record_from_arguments` has.
            return if outcome.probe.is_none() {
                quote!({ #base })
            } else {
                base
            };
        }
        let shows_value = outcome.err_if.is_some() || outcome.is_logged;
        let import = shows_value.then(|| quote!(use #runtime::FieldValue as _;));
        let ty = is_named.then_some(&outcome.ty).map(|ty| quote!(: &#ty));
        let success = self.success();
        let level_by = outcome.level_by;
        let level_by = level_by.map(|level_by| quote!(.level_by(value, #level_by)));
        let err_if = outcome.err_if;
        let err_if = err_if.map(|err_if| quote!(.fail_if(value, #err_if, || #success)));
        let show = outcome.is_logged.then(|| quote!(.show(|| #success)));
        quote!(|value #ty| { #import #base(value) #level_by #err_if #show })
    }

    /// The value to show, if the returned value is no failure.
    fn success(&self) -> TokenStream {
        let runtime = &self.runtime;
        let value = if self.plan.outcome.has_display {
            quote!(#runtime::Value::display(value))
        } else {
            quote!((&#runtime::Field(value)).__tracked_value())
        };
        quote!(#runtime::success!(value).map(|value| #value))
    }
}

/// The argument of `classify!` that selects the first row of its table.
fn rows(format: ErrorFormat) -> TokenStream {
    match format {
        ErrorFormat::Error | ErrorFormat::CarefulError => quote!(),
        ErrorFormat::Display => quote!(@display),
        ErrorFormat::Debug => quote!(@debug),
        ErrorFormat::TypeName => quote!(@name),
    }
}
