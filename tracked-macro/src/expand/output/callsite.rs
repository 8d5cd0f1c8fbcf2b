//! The callsite: the constant with everything that is known about the function at compile time.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::codegen::{Codegen, call_site_ident, respan, str_or_path};
use crate::expand::args::{EventKind, Level, StrOrPath};
use crate::expand::plan::{Builtin, EventPlan, Message, MessagePart, MessageValue};

impl Codegen<'_> {
    // Output:
    //     callsite!("a,b")
    // Output, if the body is long and options change something:
    //     Callsite { config: Some(&Config { …, ..Config::DEFAULT }), ..callsite!("a,b", outline: true) }
    pub fn callsite(&self) -> TokenStream {
        let runtime = &self.runtime;
        let (joined, names) = self.field_names();
        let outline = self.plan.is_outlined().then(|| quote!(, outline: true));
        let config = self.config(names);
        // `callsite!` takes the line of its own tokens: here, that of the function's name.
        let default = quote!(#runtime::callsite!(#joined #outline));
        let default = respan(default, self.plan.function.sig.ident.span());
        if config.is_none() {
            return default;
        }
        quote!(#runtime::Callsite { #config ..#default })
    }

    fn config(&self, names: Option<TokenStream>) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let args = self.plan.args;
        let text = |field: &str, text: &Option<StrOrPath>| {
            let field = call_site_ident(field);
            text.as_ref().map(|text| {
                let text = str_or_path(text);
                quote!(#field: #runtime::std::option::Option::Some(#text),)
            })
        };
        let max_len = args.max_len.map(|max_len| quote!(max_len: #max_len,));
        let slow = args.slow.map(|slow| {
            let nanoseconds = u64::try_from(slow.as_nanos()).unwrap_or(u64::MAX);
            quote!(slow: #runtime::std::option::Option::Some(#nanoseconds),)
        });
        let sample = args.sample.map(|sample| quote!(sample: #sample,));
        let redacted = self.redacted();
        let fields = [
            text("target", &args.target),
            text("name", &args.name),
            names,
            max_len,
            redacted,
            slow,
            sample,
        ];
        let events = self.plan.events.0.iter();
        let events = events.map(|event| self.event(event));
        let fields: Vec<_> = fields.into_iter().chain(events).collect();
        if fields.iter().all(Option::is_none) {
            return None;
        }
        // Clippy reports a `..DEFAULT` after all fields.
        let is_complete = fields.iter().all(Option::is_some);
        let rest = (!is_complete).then(|| quote!(..#runtime::Config::DEFAULT));
        Some(quote! {
            config: #runtime::std::option::Option::Some(&#runtime::Config { #(#fields)* #rest }),
        })
    }

    /// The names that `redact` adds for fields that the body records, or `None` if it is off.
    fn redacted(&self) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let args = self.plan.args;
        if args.redact_off {
            return Some(quote!(redacted: #runtime::std::option::Option::None,));
        }
        let fields = args.fields.iter().filter(|field| field.is_empty);
        let names = fields.filter_map(|field| field.name.as_str());
        let mut names = names
            .filter(|name| args.redact.iter().any(|listed| listed == name))
            .peekable();
        names.peek()?;
        Some(quote!(redacted: #runtime::std::option::Option::Some(&[#(#names),*]),))
    }

    /// The names of the fields: joined, or as a field of the config.
    fn field_names(&self) -> (String, Option<TokenStream>) {
        let runtime = &self.runtime;
        let fields = self.plan.fields.iter();
        let names = fields.clone().map(|field| field.name.as_str());
        let names = names.map(|name| name.filter(|name| !name.contains(',')));
        if let Some(names) = names.collect::<Option<Vec<_>>>() {
            return (names.join(","), None);
        }
        let names = fields.map(|field| str_or_path(&field.name));
        let list = quote!(fields: #runtime::std::option::Option::Some(&[#(#names),*]),);
        (String::new(), Some(list))
    }

    /// The configuration of an event, unless it is the default.
    fn event(&self, event: &EventPlan) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let level = event.level.map(|level| self.level(level));
        let level = level.map(|level| quote!(level: #level,));
        let message = event.message.as_ref();
        let message = message.map(|message| self.message(message));
        let (field, default) = match event.kind {
            EventKind::Start => ("start", "START"),
            EventKind::Done => ("done", "DONE"),
            EventKind::Error => ("error", "ERROR"),
            EventKind::Panic => ("panic", "PANIC"),
            EventKind::Cancel => ("cancel", "CANCEL"),
        };
        let (field, default) = (call_site_ident(field), call_site_ident(default));
        let again = &self.plan.args.event(event.kind).again;
        let again = again.as_ref().map(|level| self.level(level));
        let again = again.map(|level| quote!(again: #runtime::std::option::Option::Some(#level),));
        if level.is_none() && message.is_none() && again.is_none() {
            return None;
        }
        let is_complete = level.is_some() && message.is_some() && again.is_some();
        let rest = (!is_complete).then(|| quote!(..#runtime::EventConfig::#default));
        Some(quote!(#field: #runtime::EventConfig { #level #message #again #rest },))
    }

    /// The level of an event, as an option.
    fn level(&self, level: &Level) -> TokenStream {
        let runtime = &self.runtime;
        let level = match level {
            Level::Off => return quote!(#runtime::std::option::Option::None),
            Level::Variant(variant) => {
                let variant = call_site_ident(variant);
                quote!(#runtime::Level::#variant)
            }
            Level::Path(path) => path.to_token_stream(),
        };
        quote!(#runtime::std::option::Option::Some(#level))
    }

    fn message(&self, message: &Message) -> TokenStream {
        let runtime = &self.runtime;
        let segments = message.segments.iter().map(|segment| match segment {
            MessagePart::Text(text) => quote!(#runtime::MessagePart::Text(#text)),
            MessagePart::Value(value) => {
                let index = self.value_index(value);
                quote!(#runtime::MessagePart::Value(#index))
            }
            MessagePart::Builtin(builtin, padding) => {
                let builtin = call_site_ident(match builtin {
                    Builtin::Name => "Name",
                    Builtin::Args => "Args",
                    Builtin::Elapsed => "Elapsed",
                    Builtin::Ret => "Ret",
                    Builtin::Error => "Error",
                    Builtin::ErrorDebug => "ErrorDebug",
                });
                self.padded(&quote!(#runtime::MessagePart::#builtin), padding)
            }
            MessagePart::Recorded(name, padding) => {
                self.padded(&quote!(#runtime::MessagePart::Recorded(#name)), padding)
            }
        });
        quote!(message: #runtime::std::option::Option::Some(&[#(#segments),*]),)
    }

    fn padded(&self, part: &TokenStream, padding: &str) -> TokenStream {
        if padding.is_empty() {
            return part.clone();
        }
        let (runtime, format) = (&self.runtime, format!("{{0:{padding}}}"));
        quote! {
            #runtime::MessagePart::Padded(&#part, |part| #runtime::std::format!(#format, part))
        }
    }

    /// The index of a message's value among all values that are recorded.
    fn value_index(&self, value: &MessageValue) -> usize {
        let values = self.plan.message_values();
        let index = values.iter().position(|other| other.is_same(value));
        self.plan.fields.len() + index.unwrap_or_default()
    }
}
