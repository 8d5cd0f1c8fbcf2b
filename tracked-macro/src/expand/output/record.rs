//! The closure that records the values of a call.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Ident;

use super::codegen::{Codegen, call_site_ident, str_or_path};
use crate::expand::plan::{FieldFormat, FieldPlan, FieldSource, MessageValue, Shape, ValueIndex};

impl Codegen<'_> {
    // Output, if each argument is recorded by its type, and the second one is primitive:
    //     (Probe::argument(&a').__tracked_argument(a'), b')
    // Output:
    //     recorded_by((a', b'), |(a', b'), visit| { RECORD })
    //
    /// The arguments, and how they are recorded.
    pub fn recorded_arguments(&self) -> TokenStream {
        let runtime = &self.runtime;
        let arguments: Vec<_> = self.arguments().collect();
        let fields = &self.plan.fields;
        // An `async fn` would store an argument twice that the question has borrowed.
        let may_ask = self.plan.shape != Shape::Future;
        if self.plan.records_the_arguments()
            && (may_ask || !fields.iter().any(FieldPlan::is_probed))
        {
            let values = fields.iter().zip(arguments).map(|(field, ident)| {
                if field.is_probed() {
                    quote!(#runtime::Probe::argument(&#ident).__tracked_argument(#ident))
                } else {
                    ident.to_token_stream()
                }
            });
            return quote!((#(#values,)*));
        }
        let record = self.record_by_reference();
        quote!(#runtime::recorded_by((#(#arguments,)*), #record))
    }

    // Output:
    //     |(a', b'), visit| { RECORD }
    //
    /// A function that records the values of a call from the tuple of its arguments. A function of the runtime is in
    /// braces, because `clippy::must_use_candidate` takes a path for a static that the call may change.
    pub fn record_by_reference(&self) -> TokenStream {
        let runtime = &self.runtime;
        let is_probed = self.plan.fields.iter().any(FieldPlan::is_probed);
        if self.plan.records_the_arguments() && !is_probed {
            return quote!({ #runtime::record_all });
        }
        let visit = self.visit_ident();
        if self.plan.has_no_values() {
            return quote!(|_, #visit| #visit(&[]));
        }
        let record = self.record(|argument| quote!(*#argument));
        let arguments = self.arguments();
        quote!(|(#(#arguments,)*), #visit| { #record })
    }

    // Output:
    //     |visit| { RECORD }
    //
    /// A closure that records the values of a call from the arguments themselves.
    pub fn record_before_move(&self) -> TokenStream {
        let record = self.record(Ident::to_token_stream);
        let visit = self.visit_ident();
        quote!(|#visit| { #record })
    }

    fn visit_ident(&self) -> Ident {
        self.fresh_ident("__tracked_visit")
    }

    // Output:
    //     let field = &(FIELD);
    //     visit(&[Value::of(&a'), (&Field(&b')).__tracked_value(), Value::Format(format_args!("{0:>4}", a'))])
    //
    /// `argument` writes the value of an argument in a `format_args!`, given its name.
    fn record(&self, argument: impl Fn(&Ident) -> TokenStream) -> TokenStream {
        let runtime = &self.runtime;
        let is_probed = self.plan.fields.iter().any(FieldPlan::is_probed);
        let import = is_probed.then(|| quote!(use #runtime::FieldValue as _;));
        let shared = self.plan.shared_fields().map(|(source, value)| {
            let ident = self.ident_of(source);
            quote!(let #ident = &(#value);)
        });
        let fields = self.plan.fields.iter().map(|field| self.field(field));
        let values = self.plan.message_values().into_iter();
        let values = values.map(|value| self.message_value(value, &argument));
        let values = fields.chain(values);
        let visit = self.visit_ident();
        quote!(#import #(#shared)* #visit(&[#(#values),*]))
    }

    fn message_value(
        &self,
        value: &MessageValue,
        argument: &impl Fn(&Ident) -> TokenStream,
    ) -> TokenStream {
        let runtime = &self.runtime;
        // If the value does not fit the format string, the compiler reports it at the message.
        let mut ident = self.ident_of(value.source);
        ident.set_span(value.span.resolved_at(ident.span()));
        let named = value.named.iter().map(|(name, source)| {
            let name = call_site_ident(name);
            let ident = self.ident_of(*source);
            let value = match source {
                ValueIndex::Field(_) => quote!(*#ident),
                ValueIndex::Argument(_) => argument(&ident),
            };
            quote!(, #name = #value)
        });
        let format = &value.format;
        quote!(#runtime::Value::Format(#runtime::std::format_args!(#format, #ident #(#named)*)))
    }

    fn field(&self, field: &FieldPlan) -> TokenStream {
        let runtime = &self.runtime;
        let value = match field.source {
            FieldSource::Redacted(None) => return quote!(#runtime::Value::Redacted),
            FieldSource::Redacted(Some(value)) => {
                let redacted = quote!(#runtime::Value::Redacted);
                return quote!({ if false { let _ = &(#value); } #redacted });
            }
            FieldSource::Named(source) => self.ident_of(source).into_token_stream(),
            FieldSource::Receiver => quote!(self),
            // A value without a size can only be passed by reference.
            FieldSource::Expr(value) => quote!(&(#value)),
        };
        let value = match field.format {
            FieldFormat::Primitive => quote!(#runtime::Value::of(&#value)),
            FieldFormat::ByType => quote!((&#runtime::Field(&#value)).__tracked_value()),
            FieldFormat::Debug => quote!(#runtime::Value::debug(&#value)),
            FieldFormat::Display => quote!(#runtime::Value::display(&#value)),
        };
        if !field.is_checked_at_run_time {
            return value;
        }
        let name = str_or_path(&field.name);
        quote!(#value.redact_if_secret(#name))
    }
}
