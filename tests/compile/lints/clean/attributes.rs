//! Other attributes, and every option of this one.

mod attributes {
    //! Other attributes on the same function.

    use tracked_core::tracked;

    /// Hot.
    #[inline]
    #[must_use = "or it was for nothing"]
    #[tracked]
    pub fn above(n: u32) -> u32 {
        n.wrapping_add(std::process::id())
    }

    /// Cold.
    #[tracked]
    #[cold]
    #[inline(never)]
    pub fn below(list: &mut Vec<u32>) {
        list.clear();
    }

    /// Sees the location of its caller.
    #[track_caller]
    #[must_use]
    #[tracked]
    pub fn place() -> &'static std::panic::Location<'static> {
        std::panic::Location::caller()
    }

    /// Causes the lint that it expects.
    #[expect(unused_variables, reason = "the point")]
    #[tracked]
    pub fn expected(n: u32) {}

    /// Causes the lint that it expects.
    #[tracked]
    #[expect(clippy::needless_return, reason = "the point")]
    pub fn expected_by_clippy(list: &mut Vec<u32>) {
        list.clear();
        return;
    }

    /// Not for this platform.
    #[cfg(any())]
    #[tracked]
    pub fn elsewhere() {}

    /// Some arguments are configured out.
    #[tracked]
    pub fn arguments(#[cfg(any())] a: u32, list: &mut Vec<u32>) {
        list.clear();
    }
}

mod all_events_set {
    //! No event has its default message.

    use tracked_core::tracked;

    /// Hot.
    #[tracked(level = "debug", start = "a", done = "b", err = "c", panic = "d", cancel = "e")]
    pub fn all(n: u32) -> u32 {
        n.wrapping_add(std::process::id())
    }
}

mod no_std {
    //! A crate without `std`.

    #![no_std]

    use tracked_core::tracked;

    /// Fails.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub fn parse(text: &str) -> Result<u32, core::num::ParseIntError> {
        text.parse()
    }

    /// Waits.
    #[tracked]
    pub async fn wait(n: u32) -> u32 {
        core::future::ready(n).await
    }
}
