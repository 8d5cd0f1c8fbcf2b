//! How the runtime classifies the returned value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::codegen::Codegen;
use crate::expand::plan::{ErrorFormat, OutcomePlan, ReturnKind};

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
            Some(probe) => {
                let (rows, ty) = (rows(probe.error_format), &probe.ty);
                quote!(#runtime::classify!(#rows #ty))
            }
        };
        self.with_options(base, self.plan.outcome.is_named)
    }

    // Output:
    //     BoxedFuture(CLASSIFY)
    // Output, if the compiler is asked whether the value is a boxed future:
    //     { use ReturnsValue as _; Probe::<Ret>::NEW.__tracked_returns(CLASSIFY) }
    pub fn classify_boxed_future(&self) -> TokenStream {
        let runtime = &self.runtime;
        let OutcomePlan { kind, probe, .. } = &self.plan.outcome;
        match probe {
            Some(probe) if *kind == ReturnKind::Value => {
                let (rows, ty) = (rows(probe.error_format), &probe.ty);
                let probe = quote!(#runtime::Probe::<#ty>::NEW);
                let base = quote!(#runtime::classify!(@probe #rows #probe.__tracked_output()));
                let classify = self.with_options(base, false);
                quote!({ use #runtime::ReturnsValue as _; #probe.__tracked_returns(#classify) })
            }
            _ => {
                let classify = self.classify();
                quote!(#runtime::BoxedFuture(#classify))
            }
        }
    }

    /// Classifies a value whose type the compiler infers.
    pub fn classify_tried(&self, value: &Ident) -> TokenStream {
        let runtime = &self.runtime;
        quote!(#runtime::classify!(@probe #runtime::Probe::of(&#value)))
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
        ErrorFormat::Error => quote!(),
        ErrorFormat::Display => quote!(@display),
        ErrorFormat::Debug => quote!(@debug),
        ErrorFormat::TypeName => quote!(@name),
    }
}
