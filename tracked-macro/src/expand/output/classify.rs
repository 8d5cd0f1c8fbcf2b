//! How the runtime classifies the returned value.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Type;

use super::codegen::Codegen;
use crate::expand::plan::{ErrorFormat, LoggedValue, OutcomePlan, ReturnKind, TypeProbe};

impl Codegen<'_> {
    // Output, with all options:
    //     Deferred(shows(fails_if(level_by(PROBE, LEVEL_BY), ERR_IF, VALUE), VALUE))
    pub fn classify(&self) -> TokenStream {
        let runtime = &self.runtime;
        let OutcomePlan { probe, ty, .. } = &self.plan.outcome;
        let mut kind = match probe {
            None => quote!(#runtime::Plain),
            Some(probe) => self.probe(probe),
        };
        if let Some(level_by) = self.plan.outcome.level_by {
            kind = quote!(#runtime::level_by(#kind, #level_by));
        }
        if let Some(err_if) = self.plan.outcome.err_if {
            let value = self.value_closure(Some(ty));
            kind = quote!(#runtime::fails_if(#kind, #err_if, #value));
        }
        if self.plan.outcome.logged == LoggedValue::Named {
            let value = self.value_closure(Some(ty));
            kind = quote!(#runtime::shows(#kind, #value));
        }
        if self.plan.outcome.kind == ReturnKind::BoxedFuture {
            kind = quote!(#runtime::Deferred(#kind));
        }
        kind
    }

    /// Classifies a value whose type the compiler infers.
    pub fn classify_tried(&self, value: &Ident) -> TokenStream {
        let runtime = &self.runtime;
        self.references(ALL, &quote!(#runtime::Probe::of(&#value)))
    }

    // Output:
    //     |value: &Ret| (&&Returned(value)).__tracked_ok().map(|value| Value(value).__tracked_show())
    //
    /// A closure that formats the value of a call.
    pub fn value_closure(&self, ty: Option<&Type>) -> TokenStream {
        let runtime = &self.runtime;
        let value = if self.plan.outcome.has_display {
            quote!(#runtime::display(value))
        } else {
            quote!({ use #runtime::ByName as _; #runtime::Value(value).__tracked_show() })
        };
        let ty = ty.map(|ty| quote!(: &#ty));
        quote!(|value #ty| {
            use #runtime::kinds::*;
            (&&#runtime::Returned(value)).__tracked_ok().map(|value| #value)
        })
    }

    fn probe(&self, probe: &TypeProbe) -> TokenStream {
        let runtime = &self.runtime;
        let ty = &probe.ty;
        let count = match probe.error_format {
            ErrorFormat::Error => ALL,
            ErrorFormat::Display => 4,
            ErrorFormat::Debug => 3,
            ErrorFormat::TypeName => 2,
        };
        let probe_of_type = quote!(#runtime::Probe::<#ty>::NEW);
        if probe.may_be_future {
            // `__tracked_output` returns a reference, which counts.
            self.references(count - 1, &quote!(#probe_of_type.__tracked_output()))
        } else {
            self.references(count, &probe_of_type)
        }
    }

    /// Each `&` is a kind of outcome that the compiler tries, from the last one in `kind.rs` of the runtime.
    fn references(&self, count: usize, probe: &TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        let references = (0..count).map(|_| quote!(&));
        quote!({ use #runtime::kinds::*; (#(#references)* #probe).__tracked_kind() })
    }
}

/// The number of kinds in `kind.rs` of the runtime: no failure, an error by the name of its type, by `Debug`, by
/// `Display`, and four ways to its sources.
const ALL: usize = 8;
