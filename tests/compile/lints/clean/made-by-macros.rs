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
