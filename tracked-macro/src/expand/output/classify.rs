//! What the runtime makes of the value: found out by the compiler from its type, and what the options say of it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Error, Result, ReturnType, Type};

use super::super::args::options::Mode;
use super::super::plan::message::{Message, Piece};
use super::super::plan::returns::{self, FROM_DEBUG, FROM_DISPLAY, Question, Returns};
use super::Writer;

impl Writer<'_> {
    /// Whether there is anything to find in the value.
    pub fn looks_at_value(&self) -> bool {
        match &self.returns {
            Returns::Value(question) => {
                question.is_some() || self.shows_value() || self.args.err_if.is_some()
            }
            _ => false,
        }
    }

    /// Whether the options fit what the function returns.
    pub fn check_returns(&self) -> Result<()> {
        let fails = match &self.returns {
            Returns::Value(question)
            | Returns::Future(_, question)
            | Returns::Boxed(_, question) => question.is_some(),
            Returns::Opaque => false,
        };
        match &self.args.err.level_by {
            Some(level_by) if !fails && !self.args.inherited => Err(Error::new_spanned(
                level_by,
                "`level_by` looks at an error, and this function returns no `Result`",
            )),
            _ => Ok(()),
        }
    }

    /// The kind of the value: of the type, with what was asked for around it.
    pub fn kind(&self) -> TokenStream {
        let private = self.private();
        match &self.returns {
            Returns::Opaque => quote!(#private::Plain),
            Returns::Value(question) => {
                let ty = match &self.function.sig.output {
                    ReturnType::Default => Type::Tuple(syn::parse_quote!(())),
                    ReturnType::Type(_, ty) => returns::visible(ty).clone(),
                };
                self.kind_of(&ty, question.as_ref())
            }
            Returns::Future(ty, question) => self.kind_of(ty, question.as_ref()),
            Returns::Boxed(ty, question) => {
                let kind = self.kind_of(ty, question.as_ref());
                quote!(#private::Deferred(#kind))
            }
        }
    }

    fn kind_of(&self, ty: &Type, question: Option<&Question>) -> TokenStream {
        let private = self.private();
        let mut kind = match question {
            None => quote!(#private::Plain),
            Some(question) => self.answer(question),
        };
        if let (Some(level_by), Some(_)) = (&self.args.err.level_by, question) {
            kind = quote!(#private::level_by(#kind, #level_by));
        }
        let is_shown = self.shows_value() || self.args.err_if.is_some();
        // The type of a value that is only known by its bounds can't be written.
        if !is_shown || returns::has_impl(ty) {
            return kind;
        }
        let shown = self.shown_value(Some(ty));
        if let Some(err_if) = &self.args.err_if {
            kind = quote!(#private::fails_if(#kind, #err_if, #shown));
        }
        if self.shows_value() {
            kind = quote!(#private::shows(#kind, #shown));
        }
        kind
    }

    /// A closure that shows the value, where its type can't be written and has to be found by the compiler first.
    pub fn shown_late(&self) -> Option<TokenStream> {
        let late = match (&self.returns, &self.function.sig.output) {
            (Returns::Opaque, _) => true,
            (Returns::Value(_), ReturnType::Type(_, ty)) => returns::has_impl(ty),
            _ => false,
        };
        (late && self.shows_value() && !self.tells_more_than_arguments())
            .then(|| self.shown_value(None))
    }

    /// Whether the returned value is shown, by an option or in a message.
    fn shows_value(&self) -> bool {
        let in_message = |piece: &Piece| matches!(piece, Piece::Known("Ret", _));
        let message = self.messages.done.as_ref();
        self.args.ret.is_some()
            || message.is_some_and(|message| message.pieces.iter().any(in_message))
    }

    /// A closure that says what there is to show of a value.
    fn shown_value(&self, ty: Option<&Type>) -> TokenStream {
        let private = self.private();
        let show = match self.args.ret.as_ref().map(|ret| ret.mode) {
            Some(Mode::Display) => quote!(#private::display(value)),
            _ => quote!({ use #private::ByName as _; #private::Value(value).__tracked_show() }),
        };
        let ty = ty.map(|ty| quote!(: &#ty));
        quote!(|value #ty| {
            use #private::kinds::*;
            (&&#private::Returned(value)).__tracked_ok().map(|value| #show)
        })
    }

    /// Asks what kind of value this type has.
    fn answer(&self, question: &Question) -> TokenStream {
        let private = self.private();
        let Question { ty, kinds, boxed } = question;
        let debug_in_message = self
            .messages
            .err
            .as_ref()
            .is_some_and(Message::is_debug_only);
        let kinds = match self.args.err.mode {
            Some(Mode::Display) => FROM_DISPLAY,
            Some(Mode::Debug) => FROM_DEBUG,
            None if debug_in_message => FROM_DEBUG,
            None => *kinds,
        };
        if *boxed {
            // `__tracked_output` returns a reference: that is one.
            self.ask(
                kinds - 1,
                &quote!(#private::Probe::<#ty>::NEW.__tracked_output()),
            )
        } else {
            self.ask(kinds, &quote!(#private::Probe::<#ty>::NEW))
        }
    }

    /// Each `&` is a kind that comes into question.
    pub fn ask(&self, kinds: usize, probe: &TokenStream) -> TokenStream {
        let private = self.private();
        let references = (0..kinds).map(|_| quote!(&));
        quote!({ use #private::kinds::*; (#(#references)* #probe).__tracked_kind() })
    }
}
