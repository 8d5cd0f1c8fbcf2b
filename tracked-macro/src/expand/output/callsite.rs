//! The callsite: what is known about the function before it runs, as a constant.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::codegen::{Codegen, call_site_ident, str_or_path};
use crate::expand::args::{EventKind, Level, StrOrPath};
use crate::expand::plan::{Builtin, EventLevel, EventPlan, Message, MessagePart, Padding};

impl Codegen<'_> {
    // Output:
    //     Site { module: module!(), line: line!(), args: Names::Joined("a,b"), options: None }
    pub fn callsite(&self) -> TokenStream {
        let runtime = &self.runtime;
        let options = self.options();
        let names = self.field_names();
        // `line!()` is the line of its own tokens: here, that of the function's name.
        let line = quote!(#runtime::line!()).into_iter().map(|mut token| {
            token.set_span(self.plan.function.sig.ident.span());
            token
        });
        quote! {
            #runtime::Site {
                module: #runtime::module!(),
                line: #(#line)*,
                args: #names,
                options: #options,
            }
        }
    }

    fn options(&self) -> TokenStream {
        let runtime = &self.runtime;
        let args = self.plan.args;
        let text = |field: &str, text: &Option<StrOrPath>| {
            let field = call_site_ident(field);
            text.as_ref().map(|text| {
                let text = str_or_path(text);
                quote!(#field: #runtime::Some(#text),)
            })
        };
        let target = text("target", &args.target);
        let name = text("name", &args.name);
        let max_len = args.max_len.map(|max_len| quote!(max_len: #max_len,));
        let slow = args.slow.map(|slow| {
            let nanoseconds = u64::try_from(slow.as_nanos()).unwrap_or(u64::MAX);
            quote!(slow: #runtime::Some(#nanoseconds),)
        });
        let sample = args.sample.map(|sample| quote!(sample: #sample,));
        let events = self.plan.events.0.iter();
        let events = events.filter_map(|event| self.event(event));
        let options = quote!(#target #name #max_len #slow #sample #(#events)*);
        if options.is_empty() {
            quote!(#runtime::None)
        } else {
            quote!(#runtime::Some(&#runtime::Options { #options ..#runtime::Options::DEFAULT }))
        }
    }

    /// The names of the fields.
    fn field_names(&self) -> TokenStream {
        let runtime = &self.runtime;
        let fields = self.plan.fields.iter();
        let names = fields.clone().map(|field| field.name.as_str());
        let names = names.map(|name| name.filter(|name| !name.contains(',')));
        if let Some(names) = names.collect::<Option<Vec<_>>>() {
            let names = names.join(",");
            quote!(#runtime::Names::Joined(#names))
        } else {
            let names = fields.map(|field| str_or_path(&field.name));
            quote!(#runtime::Names::Each(&[#(#names),*]))
        }
    }

    /// The configuration of an event, unless it is the default.
    fn event(&self, event: &EventPlan) -> Option<TokenStream> {
        let runtime = &self.runtime;
        let level = match event.level {
            EventLevel::Default => None,
            EventLevel::Off => Some(quote!(level: #runtime::None,)),
            EventLevel::Level(level) => {
                let level = self.level(level);
                Some(quote!(level: #runtime::Some(#level),))
            }
        };
        let text = event.message.as_ref().map(|message| self.message(message));
        let (field, default) = match event.kind {
            EventKind::Start => ("start", "START"),
            EventKind::Done => ("done", "DONE"),
            EventKind::Error => ("error", "ERROR"),
            EventKind::Panic => ("panic", "PANIC"),
            EventKind::Cancel => ("cancel", "CANCEL"),
        };
        let (field, default) = (call_site_ident(field), call_site_ident(default));
        (level.is_some() || text.is_some()).then(
            || quote!(#field: #runtime::Report { #level #text ..#runtime::Report::#default },),
        )
    }

    fn level(&self, level: &Level) -> TokenStream {
        let runtime = &self.runtime;
        match level {
            Level::Variant(variant) => {
                let variant = call_site_ident(variant);
                quote!(#runtime::Level::#variant)
            }
            Level::Path(path) => path.to_token_stream(),
        }
    }

    fn message(&self, message: &Message) -> TokenStream {
        let runtime = &self.runtime;
        let parts = message.parts.iter().map(|part| match part {
            MessagePart::Text(text) => quote!(#runtime::Piece::Text(#text)),
            MessagePart::Value(_) => quote!(#runtime::Piece::Value),
            MessagePart::Builtin(builtin, padding) => {
                let builtin = call_site_ident(match builtin {
                    Builtin::Name => "Name",
                    Builtin::Args => "Args",
                    Builtin::Elapsed => "Elapsed",
                    Builtin::Ret => "Ret",
                    Builtin::Error => "Error",
                    Builtin::ErrorDebug => "ErrorDebug",
                });
                let builtin = quote!(#runtime::Piece::#builtin);
                match padding {
                    None => builtin,
                    Some(padding) => {
                        let padding = self.padding(padding);
                        quote!(#runtime::Piece::Padded(&#builtin, #padding))
                    }
                }
            }
        });
        quote!(text: #runtime::Some(&[#(#parts),*]),)
    }

    fn padding(&self, padding: &Padding) -> TokenStream {
        let runtime = &self.runtime;
        let (fill, width) = (padding.fill, padding.width);
        let align = call_site_ident(match padding.align {
            '<' => "Left",
            '^' => "Center",
            _ => "Right",
        });
        let precision = match padding.precision {
            Some(precision) => quote!(#runtime::Some(#precision)),
            None => quote!(#runtime::None),
        };
        quote!(#runtime::Padding { fill: #fill, align: #runtime::Align::#align, width: #width, precision: #precision })
    }
}
