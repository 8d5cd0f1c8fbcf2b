//! How the runtime classifies the returned value.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{TraitBound, Type};

use super::codegen::Codegen;
use crate::expand::plan::{ErrorFormat, Known, ReturnKind, ReturnPlan, TypeProbe};

impl Codegen<'_> {
    // Output:
    //     returned
    // Output, if the value may be a failure:
    //     ASK
    // Output, if it would be surprising:
    //     ({ use ClassifyUnlikely as _; Probe::<Ret>::__tracked_unlikely })
    // Output, with all options:
    //     |value: &Ret| ASK(value).level_by(value, LEVEL_BY).fail_if(value, ERR_IF, || SUCCESS).show(|| SUCCESS)
    pub fn classify(&self) -> TokenStream {
        let runtime = &self.runtime;
        let base = match &self.plan.outcome.returns.probe {
            None => quote!(#runtime::returned),
            Some(TypeProbe {
                ty,
                opaque_error: Some(bounds),
                error_format,
                ..
            }) => self.classify_opaque_error(ty, bounds, *error_format),
            Some(TypeProbe {
                ty,
                error_format: ErrorFormat::Unlikely,
                ..
            }) => quote! {({
                use #runtime::ClassifyUnlikely as _;
                #runtime::Probe::<#ty>::__tracked_unlikely
            })},
            Some(probe) => {
                let known = self.known(probe.known.as_ref());
                self.ask(&probe.ty, known.as_ref(), probe.error_format)
            }
        };
        self.with_options(base, self.plan.outcome.is_named)
    }

    // Output:
    //     NeverFails
    // Output, if the value may be a failure:
    //     ASK
    // Output, with options:
    //     { let classify: ClassifyFn<_> = |value: &Ret| …; classify }
    //
    /// The same for the output of what may be no future, so that the compiler may not infer its type.
    ///
    /// Wrong for a trait of the user's own that is called `Future` and has a `Result<impl Trait, E>` as its output: the
    /// compiler reports that it does not infer the type.
    pub fn classify_output(&self) -> TokenStream {
        let runtime = &self.runtime;
        let outcome = &self.plan.outcome;
        let format = outcome
            .returns
            .probe
            .as_ref()
            .map(|probe| probe.error_format);
        let is_coerced = outcome.has_options() || format == Some(ErrorFormat::Unlikely);
        if format.is_none() && !is_coerced {
            return quote!(#runtime::NeverFails);
        }
        let classify = self.classify();
        if is_coerced {
            return quote!({ let classify: #runtime::ClassifyFn<_> = #classify; classify });
        }
        classify
    }

    // Input:
    //     Result<u8, impl Fault>
    // Output:
    //     ({ fn by_bounds<T, E: Fault>() -> ClassifyFn<Result<T, E>> { ASK } by_bounds() })
    //
    // The compiler knows the bounds of the error only in a function that states them. Where the value is returned, the
    // type of the error is not inferred yet.
    fn classify_opaque_error(
        &self,
        ty: &Type,
        bounds: &[TraitBound],
        format: ErrorFormat,
    ) -> TokenStream {
        let runtime = &self.runtime;
        let ask = self.ask(ty, None, format);
        quote! {({
            fn by_bounds<__TrackedValue, __TrackedError: #(#bounds)+*>() -> #runtime::ClassifyFn<#ty> { #ask }
            by_bounds()
        })}
    }

    // Output, for a `Result`:
    //     Probe::<Ret, K>::NEW.__tracked_classify()
    // Output, for another name:
    //     Probe::<Ret, K>::ANY.__tracked_result().__tracked_classify()
    //
    /// The question to the compiler how values of a type are classified. The first is only faster to compile.
    fn ask(&self, ty: &Type, known: Option<&TokenStream>, format: ErrorFormat) -> TokenStream {
        let runtime = &self.runtime;
        let question = if is_named_result(ty) {
            quote!(NEW)
        } else {
            quote!(ANY.__tracked_result())
        };
        let begin = begin(format);
        quote!(#runtime::Probe::<#ty #known>::#question #begin.__tracked_classify())
    }

    // Output:
    //     Probe::<Ret, K>::ANY.__tracked_boxed(CLASSIFY, |future| future)
    // Output, if the compiler is asked whether the value is a boxed future:
    //     Probe::<Ret, K>::ANY.__tracked_returns(CLASSIFY)
    pub fn classify_boxed_future(&self) -> TokenStream {
        let runtime = &self.runtime;
        let ReturnPlan {
            kind, probe, known, ..
        } = &self.plan.outcome.returns;
        if let (ReturnKind::Value, Some(probe)) = (kind, probe) {
            let (begin, ty) = (begin(probe.error_format), &probe.ty);
            let known = self.known(probe.known.as_ref());
            let probe = quote!(#runtime::Probe::<#ty #known>::ANY);
            let base =
                quote!(#probe.__tracked_output().__tracked_result() #begin.__tracked_classify());
            let classify = self.with_options(base, false);
            return quote!(#probe.__tracked_returns(#classify));
        }
        let classify = self.classify_output();
        let output = self.plan.output();
        let known = self.known(known.as_ref());
        // The return type coerces the future.
        quote!(#runtime::Probe::<#output #known>::ANY.__tracked_boxed(#classify, |future| future))
    }

    // Output:
    //     , fn(&()) -> E
    // Output, if the type may contain type parameters of an `impl`, or be an alias of a `Result`:
    //     , Careful<OfResult<fn(&()) -> R>, (PhantomData<A>, PhantomData<B>)>
    //
    /// The second argument of `Probe`.
    fn known(&self, known: Option<&Known>) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let known = known?;
        let mut ty = known.for_any_lifetime.to_token_stream();
        if known.is_alias {
            ty = quote!(#runtime::OfResult<#ty>);
        }
        if let Some(arguments) = &known.arguments {
            let arguments = (!arguments.is_empty())
                .then(|| quote!(, (#(#runtime::std::marker::PhantomData<#arguments>,)*)));
            ty = quote!(#runtime::Careful<#ty #arguments>);
        }
        Some(quote!(, #ty))
    }

    /// The classification `base`, followed by the changes of the options.
    fn with_options(&self, base: TokenStream, is_named: bool) -> TokenStream {
        let runtime = &self.runtime;
        let outcome = &self.plan.outcome;
        if !outcome.has_options() {
            // A path is in braces, because `clippy::must_use_candidate` takes a path for a static that the call may change.
            return if outcome.returns.probe.is_none() {
                quote!({ #base })
            } else {
                base
            };
        }
        let shows_value = outcome.err_if.is_some() || outcome.is_logged;
        let import = shows_value.then(|| quote!(use #runtime::FieldValue as _;));
        let ty = is_named
            .then_some(&outcome.returns.ty)
            .map(|ty| quote!(: &#ty));
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
        quote! {
            #runtime::Probe::of(value).__tracked_result().__tracked_success(value).map(|value| #value)
        }
    }
}

/// The method that selects the first row of the table of the runtime, unless that is the first of all.
fn begin(format: ErrorFormat) -> Option<TokenStream> {
    match format {
        ErrorFormat::Error => None,
        ErrorFormat::Display => Some(quote!(.by_display())),
        ErrorFormat::Debug => Some(quote!(.by_debug())),
        ErrorFormat::TypeName | ErrorFormat::Unlikely => Some(quote!(.by_name())),
    }
}

fn is_named_result(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if ty.path.segments.last().is_some_and(|last| last.ident == "Result"))
}
