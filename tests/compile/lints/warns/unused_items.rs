//! Other code without an effect.

mod dead_code {
    //! `dead_code`: a function that is not called.

    use tracked_core::tracked;

    #[tracked]
    fn forgotten(n: u32) -> u32 {
        n
    }
}

mod dead_code_async {
    //! `dead_code`: an `async fn` that is not called.

    use tracked_core::tracked;

    #[tracked]
    async fn forgotten(text: &str) -> Result<usize, String> {
        std::future::ready(()).await;
        Ok(text.len())
    }
}

mod dead_code_caller {
    //! `dead_code`: a function that only an unused function calls.

    use tracked_core::tracked;

    #[tracked]
    fn forgotten(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }

    /// Does nothing.
    pub fn start() {
        #[expect(dead_code, reason = "the other one is the case")]
        #[tracked]
        fn caller() -> u32 {
            1
        }
    }
}

mod dead_code_field {
    //! `dead_code`: a field that only `Debug` reads.

    use tracked_core::tracked;

    #[derive(Debug)]
    struct Point {
        x: u32,
        y: u32,
    }

    #[tracked]
    fn show(point: &Point) -> u32 {
        point.x
    }

    /// Shows.
    #[must_use]
    pub fn start(n: u32) -> u32 {
        show(&Point { x: n, y: n })
    }
}

mod dead_code_method {
    //! `dead_code`: a method that is not called.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Debug)]
    pub struct Counter;

    impl Counter {
        #[tracked]
        fn forgotten(&mut self, list: &mut Vec<u32>) {
            list.clear();
            *self = Self;
        }
    }
}

mod dead_code_recursive {
    //! `dead_code`: a function that only calls itself.

    use tracked_core::tracked;

    #[tracked]
    fn forgotten(n: u32) -> u32 {
        if n == 0 { 0 } else { forgotten(n / 2) }
    }
}

mod deprecated {
    //! `deprecated`: a call of a tracked function that is deprecated.

    use tracked_core::tracked;

    /// Old.
    #[deprecated]
    #[tracked]
    pub fn old() {}

    /// Calls it.
    #[tracked]
    pub fn start() {
        old();
    }
}

mod unused_braces {
    //! `unused_braces`: braces that are not needed.

    use tracked_core::tracked;

    /// Pushes.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) {
        list.push({ 1 });
    }
}

mod unused_imports {
    //! `unused_imports`: an import in a body.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> u32 {
        use std::collections::HashMap;
        std::process::id()
    }
}

mod unused_labels {
    //! `unused_labels`: a label that is not used.

    use tracked_core::tracked;

    /// Loops.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) {
        'all: while list.pop().is_some() {}
    }
}

mod unused_lifetimes {
    //! `unused_lifetimes`: a lifetime parameter that is not used.

    #![allow(clippy::extra_unused_lifetimes, reason = "the same again")]

    use tracked_core::tracked;

    /// Does nothing.
    #[tracked]
    pub fn start<'a>() {}
}

mod unused_must_use {
    //! `unused_must_use`: a `Result` that the body ignores.

    use tracked_core::tracked;

    /// Writes.
    #[tracked]
    pub fn start(list: &mut Vec<u8>) {
        std::io::Write::flush(list);
    }
}

mod unused_must_use_attribute {
    //! `unused_must_use`: the value of a tracked function marked `#[must_use]`.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn value() -> u32 {
        std::process::id()
    }

    /// Ignores it.
    pub fn start() {
        value();
    }
}

mod unused_must_use_future {
    //! `unused_must_use`: a tracked `async fn` that is not awaited.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn wait(n: u32) -> u32 {
        std::future::ready(n).await
    }

    /// Ignores it.
    pub fn start() {
        wait(1);
    }
}

mod unused_must_use_impl_future {
    //! `unused_must_use`: the future of a tracked function that is not awaited.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub fn wait(n: u32) -> impl Future<Output = u32> {
        std::future::ready(n)
    }

    /// Ignores it.
    pub fn start() {
        wait(1);
    }
}

mod unused_must_use_result {
    //! `unused_must_use`: the `Result` of a tracked function.

    use tracked_core::tracked;

    /// Parses.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub fn parse(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }

    /// Ignores it.
    pub fn start() {
        parse("1");
    }
}

mod unused_parens {
    //! `unused_parens`: parentheses that are not needed.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(n: u32) -> u32 {
        let m = (n.max(std::process::id()));
        m.max(std::process::id())
    }
}

mod unused_results {
    //! `unused_results`: a value that is dropped.

    use tracked_core::tracked;

    /// Inserts.
    #[tracked]
    pub fn start(set: &mut std::collections::BTreeSet<u32>) {
        set.insert(1);
    }
}

mod unused_unsafe {
    //! `unused_unsafe`: an `unsafe` block without an unsafe operation.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> u32 {
        // SAFETY: there is nothing to it.
        unsafe { std::process::id() }
    }
}
