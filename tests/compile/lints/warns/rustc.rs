//! The other lints of rustc.

mod async_fn_in_trait {
    //! `async_fn_in_trait`: an `async fn` in a public trait.

    use tracked_core::tracked;

    /// Waits.
    pub trait Wait {
        /// Waits.
        #[tracked]
        async fn wait(&self) {
            std::future::ready(()).await;
        }
    }
}

mod elided_lifetimes_in_paths {
    //! `elided_lifetimes_in_paths`: a hidden lifetime in the signature.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(text: std::str::Chars) -> usize {
        text.count()
    }
}

mod missing_docs {
    //! `missing_docs`: a function without documentation.

    use tracked_core::tracked;

    #[tracked]
    pub fn start() {}
}

mod non_snake_case {
    //! `non_snake_case`: an argument name with capitals.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(N: u32) -> u32 {
        N.max(std::process::id())
    }
}

mod non_snake_case_function {
    //! `non_snake_case`: a function name with capitals.

    use tracked_core::tracked;

    /// Does nothing.
    #[tracked]
    pub fn Start() {}
}

mod private_interfaces {
    //! `private_interfaces`: a private type in a public signature.

    use tracked_core::tracked;

    #[derive(Debug)]
    struct Hidden;

    /// Does nothing.
    #[tracked]
    pub fn start(_: Hidden) {}

    /// Does nothing.
    pub fn other() {
        start(Hidden);
    }
}

mod unconditional_recursion {
    //! `unconditional_recursion`: a function that can only call itself.

    use tracked_core::tracked;

    /// Overflows.
    #[must_use]
    #[tracked]
    pub fn start() -> u32 {
        start().max(std::process::id())
    }
}

mod unconditional_recursion_in_result {
    //! `unconditional_recursion`: a function that can only call itself, and would return a `Result`.

    use tracked_core::tracked;

    /// Overflows.
    ///
    /// # Errors
    ///
    /// Never.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) -> Result<(), String> {
        list.push(1);
        start(list)
    }
}

mod unreachable_code {
    //! `unreachable_code`: a statement after a `return`.

    use tracked_core::tracked;

    /// Stops.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) {
        list.push(1);
        std::process::exit(1);
        list.clear();
    }
}

mod unreachable_code_async {
    //! `unreachable_code`: a statement after an endless loop of an `async fn`.

    use tracked_core::tracked;

    /// Loops.
    #[tracked]
    pub async fn start(list: &mut Vec<u32>) {
        loop {
            std::future::ready(()).await;
            list.push(1);
        }
        list.clear();
    }
}

mod unreachable_code_in_result {
    //! `unreachable_code`: a last expression after an endless loop.

    use tracked_core::tracked;

    /// Loops.
    ///
    /// # Errors
    ///
    /// Never.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) -> Result<(), String> {
        loop {
            list.push(1);
            std::thread::park();
        }
        Ok(())
    }
}

mod unreachable_patterns {
    //! `unreachable_patterns`: a match arm that an earlier arm covers.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(n: Option<u32>) -> Option<u32> {
        match n {
            Some(1 | 1) => None,
            n => n.or_else(|| Some(std::process::id())),
        }
    }
}

mod unsafe_op_in_unsafe_fn {
    //! `E0133`, the code of `unsafe_op_in_unsafe_fn`: an unsafe operation outside of a block.

    use tracked_core::tracked;

    /// Looks.
    ///
    /// # Safety
    ///
    /// `pointer` is valid.
    #[must_use]
    #[tracked]
    pub unsafe fn start(pointer: *const u32) -> u32 {
        *pointer
    }
}
