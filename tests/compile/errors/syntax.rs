//! Code that does not parse, code in macros, and several mistakes at once.

mod syntax {
    //! A body that does not parse.

    use tracked_core::tracked;

    #[tracked]
    fn double(n: u32) -> u32 {
        let twice = n * ;
        twice
    }

    fn main() {}
}

mod by_macro_rules {
    //! A wrong type in a function that a macro generates.

    use tracked_core::tracked;

    macro_rules! getter {
        ($name:ident, $ret:ty, $body:block) => {
            #[tracked]
            fn $name() -> $ret $body
        };
    }

    getter!(number, u32, { "one" });

    fn main() {}
}

mod inside_a_macro {
    //! A wrong type in a macro call.

    use tracked_core::tracked;

    #[tracked]
    fn list(text: &str) -> Vec<u32> {
        vec![1, 2, text]
    }

    fn main() {}
}

mod two_mistakes {
    //! Two mistakes in one body.

    use tracked_core::tracked;

    #[tracked]
    fn total(prices: &[u32]) -> Result<u32, String> {
        let sum: u64 = prices.iter().sum();
        let first = prices.frist();
        Ok(sum)
    }

    fn main() {}
}
