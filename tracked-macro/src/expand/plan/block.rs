//! The attributes of the functions in a block.

use proc_macro2::TokenStream;
use syn::{Attribute, Error, Meta, Path};

use crate::expand::args::{Args, INHERITED, RawOption, are_exclusive, split};
use crate::expand::input::{Block, Element, ItemKind};
use crate::expand::mistakes::Mistakes;

pub struct BlockPlan<'a> {
    pub args: &'a Args,
    pub block: &'a Block,
    pub elements: Vec<ElementPlan<'a>>,
}

pub struct ElementPlan<'a> {
    pub attribute: ElementAttribute<'a>,
    /// The other attributes.
    pub attrs: Vec<&'a Attribute>,
    pub tokens: &'a TokenStream,
}

pub enum ElementAttribute<'a> {
    /// The element is not tracked: it keeps its own attribute, if it has one.
    Unchanged(Option<&'a Attribute>),
    /// The options of the block that the element does not override, then its own.
    Merged {
        /// The path of the element's own attribute, so that its import is used.
        path: Option<&'a Path>,
        inherited: Vec<TokenStream>,
        own: TokenStream,
    },
}

impl<'a> BlockPlan<'a> {
    pub fn new(
        args: &'a Args,
        raw_args: TokenStream,
        block: &'a Block,
        mistakes: &mut Mistakes,
    ) -> Self {
        if args.init.is_some() {
            let span = args.span_of("init");
            mistakes.push(Error::new(span, "`init` is only allowed on `fn main`"));
        }
        let options = split(raw_args);
        let elements = block.elements.iter();
        BlockPlan {
            args,
            block,
            elements: elements
                .map(|element| ElementPlan::new(element, &options))
                .collect(),
        }
    }
}

impl<'a> ElementPlan<'a> {
    fn new(element: &'a Element, options: &[RawOption]) -> Self {
        let mut attrs: Vec<_> = element.attrs.iter().collect();
        let attribute = if element.kind == ItemKind::Other {
            ElementAttribute::Unchanged(None)
        } else {
            let own = attrs.iter().position(|attr| is_tracked(attr));
            ElementAttribute::merge(own.map(|at| attrs.remove(at)), options)
        };
        ElementPlan {
            attribute,
            attrs,
            tokens: &element.tokens,
        }
    }
}

impl<'a> ElementAttribute<'a> {
    fn merge(attr: Option<&'a Attribute>, options: &[RawOption]) -> Self {
        let own = match attr.map(|attr| &attr.meta) {
            Some(Meta::List(list)) => list.tokens.clone(),
            _ => TokenStream::new(),
        };
        let own_options = split(own.clone());
        if own_options.iter().any(|own| own.name == "off") {
            return ElementAttribute::Unchanged(attr);
        }
        let is_overridden = |option: &RawOption| {
            own_options
                .iter()
                .any(|own| own.name == option.name || are_exclusive(&own.name, &option.name))
        };
        ElementAttribute::Merged {
            path: attr.map(Attribute::path),
            inherited: options
                .iter()
                .filter(|option| option.name != INHERITED && !is_overridden(option))
                .map(|option| option.tokens.clone())
                .collect(),
            own,
        }
    }
}

fn is_tracked(attr: &Attribute) -> bool {
    let mut segments = attr.path().segments.iter();
    segments
        .next_back()
        .is_some_and(|last| last.ident == "tracked")
}
