//! The values of a call, as the runtime records them.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Ident;

use super::codegen::{Codegen, call_site_ident, str_or_path};
use crate::expand::args::EventKind;
use crate::expand::plan::{
    EventPlan, FieldFormat, FieldPlan, FieldSource, MessageValue, SECRETS, ValueSource,
};

impl Codegen<'_> {
    // Output:
    //     |(a', b'), call| { RECORD }
    //
    /// A closure that records the values of a call from the tuple of its arguments. A function of the runtime is in
    /// braces, because clippy takes a path for a static that the call might change.
    pub fn record_from_arguments(&self) -> TokenStream {
        let runtime = &self.runtime;
        if self.plan.is_all_primitive() {
            return quote!({ #runtime::each });
        }
        let Some(record) = self.record(|argument| quote!(*#argument)) else {
            return quote!({ #runtime::nothing });
        };
        let arguments = self.arguments();
        let call = self.call_ident();
        quote!(|(#(#arguments,)*), #call| { #record })
    }

    // Output:
    //     |call| { RECORD }
    //
    /// A closure that records the values of a call from the arguments themselves.
    pub fn record_at_open(&self) -> TokenStream {
        let record = self.record(Ident::to_token_stream);
        let call = self.call_ident();
        quote!(|#call| { #record })
    }

    fn call_ident(&self) -> Ident {
        self.fresh_ident("__tracked_call")
    }

    // Output:
    //     let field = &(FIELD);
    //     call.args(&[known(a'), Value(b').__tracked_show(), debug(field)]);
    //     call.values(Event::Done, &[format_args!("{0:>4}", a')]);
    //
    /// `argument` writes the value of an argument in a `format_args!`, given its name.
    fn record(&self, argument: impl Fn(&Ident) -> TokenStream) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let parent = self.plan.args.parent.as_ref();
        let parent = parent.map(|parent| quote!(.parent(#parent)));
        let fields = self.plan.fields.iter();
        let fields: Vec<_> = fields.map(|field| self.field(field)).collect();
        let fields = (!fields.is_empty()).then(|| quote!(.args(&[#(#fields),*])));
        let events = self.plan.events.0.iter();
        let values = events.filter_map(|event| self.message_values(event, &argument));
        let calls: Vec<_> = parent.into_iter().chain(fields).chain(values).collect();
        if calls.is_empty() {
            return None;
        }
        let call = self.call_ident();
        let is_probed = self.plan.fields.iter().any(FieldPlan::is_probed);
        let import = is_probed.then(|| quote!(use #runtime::ByName as _;));
        let shared = self.plan.shared_fields().map(|(source, value)| {
            let ident = self.ident_of(source);
            quote!(let #ident = &(#value);)
        });
        Some(quote!(#import #(#shared)* #(#call #calls;)*))
    }

    /// The values that the message of an event contains.
    fn message_values(
        &self,
        event: &EventPlan,
        argument: &impl Fn(&Ident) -> TokenStream,
    ) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let values = event.message.as_ref()?.values().map(|value| {
            let MessageValue { format, .. } = value;
            // If the value does not fit the format string, the compiler reports it at the message.
            let mut ident = self.ident_of(value.source);
            ident.set_span(value.span.resolved_at(ident.span()));
            let named = value.named.iter().map(|(name, source)| {
                let name = call_site_ident(name);
                let ident = self.ident_of(*source);
                let value = match source {
                    ValueSource::Field(_) => quote!(*#ident),
                    ValueSource::Argument(_) => argument(&ident),
                };
                quote!(, #name = #value)
            });
            quote!(#runtime::format_args!(#format, #ident #(#named)*))
        });
        let values: Vec<_> = values.collect();
        let kind = call_site_ident(match event.kind {
            EventKind::Start => "Start",
            EventKind::Done => "Done",
            EventKind::Error => "Error",
            EventKind::Panic => "Panic",
            EventKind::Cancel => "Cancel",
        });
        (!values.is_empty()).then(|| quote!(.values(#runtime::Event::#kind, &[#(#values),*])))
    }

    fn field(&self, field: &FieldPlan) -> TokenStream {
        let runtime = &self.runtime;
        let value = match field.source {
            FieldSource::Redacted => return quote!(#runtime::REDACTED),
            FieldSource::Named(source) => self.ident_of(source).into_token_stream(),
            FieldSource::Receiver => quote!(self),
            // A value without a size can only be passed by reference.
            FieldSource::Expr(value) => quote!(&(#value)),
        };
        let value = match field.format {
            FieldFormat::Primitive => quote!(#runtime::known(&#value)),
            FieldFormat::ByType => quote!(#runtime::Value(&#value).__tracked_show()),
            FieldFormat::Debug => quote!(#runtime::debug(&#value)),
            FieldFormat::Display => quote!(#runtime::display(&#value)),
        };
        if !field.is_checked_at_run_time {
            return value;
        }
        let name = str_or_path(&field.name);
        let secrets = SECRETS;
        quote!(#runtime::unless_secret(#name, &[#(#secrets),*], #value))
    }
}
