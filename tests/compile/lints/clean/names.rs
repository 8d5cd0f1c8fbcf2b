//! Names that could collide with those of generated code.

mod names {
    //! Raw and short names.

    use tracked_core::tracked;

    /// Keywords.
    #[must_use]
    #[tracked]
    pub fn r#match(r#type: &str, r#fn: usize) -> usize {
        r#type.len() + r#fn
    }

    /// Letters.
    #[must_use]
    #[tracked]
    pub fn letters(a: u32, f: fn(u32) -> u32) -> u32 {
        f(a)
    }
}

mod underscores {
    //! Arguments that the body does not use.

    use tracked_core::tracked;

    /// Keeps it.
    #[tracked]
    pub fn ignored(_: u32, _reason: &str, (_a, _): (u32, u32)) {}

    /// Keeps it, too.
    ///
    /// # Errors
    ///
    /// Never.
    #[tracked]
    pub fn ignored_in_a_result(_: u32, _reason: &str) -> Result<(), String> {
        print_nothing()?;
        Ok(())
    }

    fn print_nothing() -> Result<(), String> {
        std::env::args().next().map(drop).ok_or_else(String::new)
    }

    /// Keeps it across a suspension.
    #[tracked]
    pub async fn ignored_in_async(_: u32, _reason: &str) {
        std::future::ready(()).await;
    }
}

mod own_crates {
    //! A crate whose names for itself are the ones that generated code could use.

    use tracked_core::tracked;

    #[allow(unused_extern_crates, reason = "this name must not affect generated code")]
    extern crate self as alloc;
    #[allow(unused_extern_crates, reason = "this name must not affect generated code")]
    extern crate self as core;
    #[allow(unused_extern_crates, reason = "this name must not affect generated code")]
    extern crate self as log;
    #[allow(unused_extern_crates, reason = "this name must not affect generated code")]
    extern crate self as std;
    #[allow(unused_extern_crates, reason = "this name must not affect generated code")]
    extern crate self as tracked_macro;

    /// Fails.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub fn parse(text: &str) -> Result<u32, String> {
        text.parse().map_err(|_| text.to_owned())
    }

    /// Waits.
    #[tracked]
    pub async fn wait(list: &mut Vec<u32>) {
        async {}.await;
        list.clear();
    }
}

mod made_by_macros {
    //! Functions made by a macro.

    use tracked_core::tracked;

    macro_rules! getters {
        ($($(#[$meta:meta])* $name:ident($arg:ident: $ty:ty) -> $ret:ty $body:block)*) => {$(
            $(#[$meta])*
            #[tracked]
            pub fn $name($arg: $ty) -> $ret $body
        )*};
    }

    getters! {
        /// Doubles.
        #[must_use]
        double(n: u32) -> u32 { n.wrapping_mul(2) }

        /// Parses.
        ///
        /// # Errors
        ///
        /// If it is no number.
        parse(text: &str) -> Result<u32, std::num::ParseIntError> {
            let n = text.parse::<u32>()?;
            Ok(n)
        }
    }
}
