//! Second stage: the annotated item, of which only as much is parsed as the later stages need.
//!
//! ```text
//! inherited       the attribute that a block adds to its functions
//! block           an `impl`, `trait` or `mod`: the items in it, as tokens
//! function        a function: its attributes and signature, and its body as tokens
//! misplaced_try   a `?` in a function that returns nothing
//! item            an item split into the tokens before its braces, and the braces
//! tokens          words in unparsed tokens
//! ```
//! Each file imports only from those below it in this list.

mod block;
mod function;
mod inherited;
mod item;
mod misplaced_try;
mod tokens;

use proc_macro2::TokenStream;
use syn::{Result, ReturnType};

pub use self::block::{Block, Element};
pub use self::function::TrackedFn;
pub use self::inherited::take_inherited;
use self::item::SplitItem;
use self::misplaced_try::has_try;
pub use self::tokens::{contains_word, flatten, is_punct, may_await, names_static};

/// The item that the attribute is applied to.
pub enum Input {
    /// One function, or more if a parameter has a `#[cfg]`: one for each combination of conditions. The first has all
    /// parameters.
    Functions(Vec<TrackedFn>),
    Block(Block),
}

impl Input {
    pub fn parse(item: TokenStream) -> Result<Self> {
        let item = SplitItem::new(item);
        if let Some(block) = Block::parse(&item) {
            return block.map(Input::Block);
        }
        TrackedFn::parse(item).map(|function| Input::Functions(function.split_by_cfg()))
    }

    /// Whether the item is a function that returns nothing and contains a `?`. The compiler describes this mistake best
    /// in the function as written, because with a closure around the body it would speak of a closure.
    pub fn has_misplaced_try(&self) -> bool {
        match self {
            Input::Functions(functions) => {
                functions.iter().any(|TrackedFn { sig, body, .. }| {
                    matches!(sig.output, ReturnType::Default) && has_try(&body.stream())
                })
            }
            Input::Block(_) => false,
        }
    }
}
