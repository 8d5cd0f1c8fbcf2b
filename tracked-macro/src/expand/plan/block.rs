//! The options that the functions in a block inherit.

use proc_macro2::TokenStream;

use crate::expand::args::{Args, passed_on};
use crate::expand::input::Block;
use crate::expand::mistakes::Mistakes;

/// The plan of an annotated block.
pub struct BlockPlan<'a> {
    pub args: &'a Args,
    pub block: &'a Block,
    /// The options of each function, with the marker.
    pub inherited: TokenStream,
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
        BlockPlan {
            args,
            block,
            inherited: passed_on(raw_args),
        }
    }
}
