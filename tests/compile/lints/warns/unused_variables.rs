//! Variables and arguments that are not used, not changed, or overwritten.

mod unused_assignments {
    //! `unused_assignments`: a value that is overwritten before it is read.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> u32 {
        let mut n = 0;
        n = std::process::id();
        n
    }
}

mod unused_assignments_argument {
    //! `unused_assignments`: an argument that is overwritten at the end.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(mut n: u32) -> u32 {
        let m = n.max(std::process::id());
        n = 1;
        m
    }
}

mod unused_mut_argument {
    //! `unused_mut`: a `mut` argument that is not changed.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(mut n: u32) -> u32 {
        n.max(std::process::id())
    }
}

mod unused_mut_async {
    //! `unused_mut`: a `mut` argument of an `async fn` that is not changed.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn start(mut n: u32) -> u32 {
        std::future::ready(n).await
    }
}

mod unused_mut_in_result {
    //! `unused_mut`: a `mut` argument that is not changed, in a function that returns a `Result`.

    use tracked_core::tracked;

    /// Parses.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub fn start(mut text: &str) -> Result<u32, std::num::ParseIntError> {
        let n = text.parse::<u32>()?;
        Ok(n + 1)
    }
}

mod unused_mut_local {
    //! `unused_mut`: a `mut` variable that is not changed.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start() -> Option<u32> {
        let mut n = std::process::id();
        n.checked_add(1)
    }
}

mod unused_mut_self {
    //! `unused_mut`: a `mut self` that is not changed.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Debug)]
    pub struct Counter {
        n: u32,
    }

    impl Counter {
        /// Ends.
        #[must_use]
        #[tracked]
        pub fn end(mut self) -> String {
            self.n.to_string()
        }
    }
}

mod unused_variables_argument {
    //! `unused_variables`: an argument that the body does not use.

    use tracked_core::tracked;

    /// Does nothing.
    #[tracked]
    pub fn start(n: u32) {}
}

mod unused_variables_async {
    //! `unused_variables`: an argument that the body of an `async fn` does not use.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn start(n: u32) {
        std::future::ready(()).await;
    }
}

mod unused_variables_boxed {
    //! `unused_variables`: an argument that a boxed future does not use.

    use tracked_core::tracked;

    /// Waits.
    #[must_use]
    #[tracked]
    pub fn start(n: u32) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> {
        Box::pin(async { std::future::ready(()).await })
    }
}

mod unused_variables_default {
    //! `unused_variables`: an argument that a default method does not use.

    use tracked_core::tracked;

    /// Counts.
    pub trait Count {
        /// Looks.
        fn value(&mut self) -> u32;

        /// Counts.
        #[tracked]
        fn count(&mut self, by: u32) -> u32 {
            self.value()
        }
    }
}

mod unused_variables_field {
    //! `unused_variables`: a field of a pattern that the body does not use.

    use tracked_core::tracked;

    /// A point.
    #[derive(Debug, Clone, Copy)]
    pub struct Point {
        /// To the right.
        pub x: u32,
        /// Down.
        pub y: u32,
    }

    /// Takes one of two.
    #[must_use]
    #[tracked]
    pub fn start(Point { x, y }: Point) -> u32 {
        x.max(std::process::id())
    }
}

mod unused_variables_formatted {
    //! `unused_variables`: an argument that only a message mentions.

    use tracked_core::tracked;

    /// Does nothing.
    #[tracked(done = "ended with {n}")]
    pub fn start(n: u32) {}
}

mod unused_variables_generic {
    //! `unused_variables`: an argument of a generic type that the body does not use.

    use tracked_core::tracked;

    /// Does nothing.
    #[tracked]
    pub fn start<T: Copy>(value: T) {}
}

mod unused_variables_in_result {
    //! `unused_variables`: an argument that the body does not use, in a function that returns a `Result`.

    use tracked_core::tracked;

    /// Fails.
    ///
    /// # Errors
    ///
    /// If there is no first argument.
    #[tracked]
    pub fn start(n: u32) -> Result<(), String> {
        let first = std::env::args().next();
        first.map(drop).ok_or_else(String::new)
    }
}

mod unused_variables_local {
    //! `unused_variables`: a local variable that is not used.

    use tracked_core::tracked;

    /// Does nothing.
    #[tracked]
    pub fn start() {
        let n = std::process::id();
    }
}

mod unused_variables_method {
    //! `unused_variables`: an argument that a method does not use.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Debug)]
    pub struct Counter {
        n: u32,
    }

    impl Counter {
        /// Counts.
        #[tracked]
        pub fn count(&mut self, by: u32) {
            self.n = std::process::id();
        }
    }
}

mod unused_variables_pattern {
    //! `unused_variables`: a binding of a pattern that the body does not use.

    use tracked_core::tracked;

    /// Takes one of two.
    #[must_use]
    #[tracked]
    pub fn start((a, b): (u32, u32)) -> u32 {
        a.max(std::process::id())
    }
}
