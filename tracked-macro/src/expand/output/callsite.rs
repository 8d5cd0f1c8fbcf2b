//! The site: what is known of the function before it runs, as a constant.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};

use super::super::args::field::Name;
use super::super::args::options::{Event, Level, Text};
use super::super::plan::message::{Message, Padding, Piece};
use super::Writer;

impl Writer<'_> {
    pub fn site(&self) -> TokenStream {
        let private = self.private();
        let args = self.args;
        let text = |field: &str, text: &Option<Text>| {
            let field = Ident::new(field, Span::call_site());
            text.as_ref().map(|text| {
                let text = match text {
                    Text::Literal(text) => text.to_token_stream(),
                    Text::Path(path) => path.to_token_stream(),
                };
                quote!(#field: #private::Some(#text),)
            })
        };
        let target = text("target", &args.target);
        let name = text("name", &args.name);
        let max_len = args
            .max_len
            .as_ref()
            .map(|max_len| quote!(max_len: #max_len,));
        let slow = args.slow.map(|slow| {
            let nanoseconds = u64::try_from(slow.as_nanos()).unwrap_or(u64::MAX);
            quote!(slow: #private::Some(#nanoseconds),)
        });
        let sample = args.sample.map(|sample| quote!(sample: #sample,));
        let level = args.level.as_ref();
        let ret_level = args.ret.as_ref().and_then(|ret| ret.level.as_ref());
        let messages = &self.messages;
        let reports = [
            self.report("start", &args.start, messages.start.as_ref(), level),
            self.report(
                "done",
                &args.done,
                messages.done.as_ref(),
                ret_level.or(level),
            ),
            self.report("error", &args.err, messages.err.as_ref(), None),
            self.report("panic", &args.panic, messages.panic.as_ref(), None),
            self.report("cancel", &args.cancel, messages.cancel.as_ref(), None),
        ];
        let options = quote!(#target #name #max_len #slow #sample #(#reports)*);
        let options = if options.is_empty() {
            quote!(#private::None)
        } else {
            quote!(#private::Some(&#private::Options { #options ..#private::Options::DEFAULT }))
        };
        let names = self.names();
        // `line!()` tells the line that its own tokens are on: here, that of the function's name.
        let line = quote!(#private::line!()).into_iter().map(|mut token| {
            token.set_span(self.function.sig.ident.span());
            token
        });
        quote! {
            #private::Site {
                module: #private::module!(),
                line: #(#line)*,
                args: #names,
                options: #options,
            }
        }
    }

    /// The names of what is shown.
    fn names(&self) -> TokenStream {
        let private = self.private();
        let known = self.show.iter().map(|show| match &show.name {
            Name::Known(name) if !name.contains(',') => Some(name.as_str()),
            _ => None,
        });
        match known.collect::<Option<Vec<_>>>() {
            Some(names) => {
                let names = names.join(",");
                quote!(#private::Names::Joined(#names))
            }
            None => {
                let names = self.show.iter().map(|show| &show.name);
                quote!(#private::Names::Each(&[#(#names),*]))
            }
        }
    }

    /// How an event is reported, where that is not as usual.
    fn report(
        &self,
        name: &str,
        event: &Event,
        message: Option<&Message>,
        level: Option<&Level>,
    ) -> Option<TokenStream> {
        let private = self.private();
        let level = if event.off {
            Some(quote!(level: #private::None,))
        } else {
            let level = event
                .level
                .as_ref()
                .or(level)
                .map(|level| self.level(level));
            level.map(|level| quote!(level: #private::Some(#level),))
        };
        let text = message.map(|message| {
            let pieces = message.pieces.iter().map(|piece| self.piece(piece));
            quote!(text: #private::Some(&[#(#pieces),*]),)
        });
        let default = Ident::new(&name.to_uppercase(), Span::call_site());
        let field = Ident::new(name, Span::call_site());
        (level.is_some() || text.is_some()).then(
            || quote!(#field: #private::Report { #level #text ..#private::Report::#default },),
        )
    }

    fn level(&self, level: &Level) -> TokenStream {
        let private = self.private();
        match level {
            Level::Known(variant) => {
                let variant = Ident::new(variant, Span::call_site());
                quote!(#private::Level::#variant)
            }
            Level::Path(path) => path.to_token_stream(),
        }
    }

    fn piece(&self, piece: &Piece) -> TokenStream {
        let private = self.private();
        match piece {
            Piece::Text(text) => quote!(#private::Piece::Text(#text)),
            Piece::Value(_) => quote!(#private::Piece::Value),
            Piece::Known(known, padding) => {
                let known = Ident::new(known, Span::call_site());
                match padding {
                    None => quote!(#private::Piece::#known),
                    Some(padding) => {
                        let padding = self.padding(padding);
                        quote!(#private::Piece::Padded(&#private::Piece::#known, #padding))
                    }
                }
            }
        }
    }

    fn padding(&self, padding: &Padding) -> TokenStream {
        let private = self.private();
        let Padding {
            fill,
            align,
            width,
            precision,
        } = padding;
        let align = Ident::new(align, Span::call_site());
        let precision = match precision {
            Some(precision) => quote!(#private::Some(#precision)),
            None => quote!(#private::None),
        };
        quote!(#private::Padding { fill: #fill, align: #private::Align::#align, width: #width, precision: #precision })
    }
}
