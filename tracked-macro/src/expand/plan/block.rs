//! The options that the functions in a block inherit.

use proc_macro2::TokenStream;
use syn::Meta;

use crate::expand::args::{Args, INHERITED, RawOption, are_exclusive, split};
use crate::expand::input::{Block, Element};
use crate::expand::mistakes::Mistakes;

/// The plan of an annotated block.
pub struct BlockPlan<'a> {
    pub args: &'a Args,
    pub block: &'a Block,
    /// For each element its options, unless it is not tracked.
    pub options: Vec<Option<ElementOptions>>,
}

/// The options of one element.
pub struct ElementOptions {
    /// The options of the block that the element does not override.
    pub inherited: Vec<TokenStream>,
    pub own: TokenStream,
}

impl<'a> BlockPlan<'a> {
    pub fn new(
        args: &'a Args,
        raw_args: TokenStream,
        block: &'a Block,
        mistakes: &mut Mistakes,
    ) -> Self {
        if args.init.is_some() {
            mistakes.report(args.span_of("init"), "`init` is only allowed on `fn main`");
        }
        let options = split(raw_args);
        let elements = block.elements.iter();
        let options = elements.map(|element| ElementOptions::new(element, &options));
        BlockPlan {
            args,
            block,
            options: options.collect(),
        }
    }
}

impl ElementOptions {
    fn new(element: &Element, options: &[RawOption]) -> Option<Self> {
        let own = match element.attribute.as_ref().map(|attr| &attr.meta) {
            Some(Meta::List(list)) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        let own_options = split(own.clone());
        if !element.is_trackable || own_options.iter().any(|own| own.name == "off") {
            return None;
        }
        let is_overridden = |option: &RawOption| {
            own_options
                .iter()
                .any(|own| own.name == option.name || are_exclusive(&own.name, &option.name))
        };
        let inherited = options
            .iter()
            .filter(|option| option.name != INHERITED && !is_overridden(option))
            .map(|option| option.tokens.clone());
        Some(ElementOptions {
            inherited: inherited.collect(),
            own,
        })
    }
}
