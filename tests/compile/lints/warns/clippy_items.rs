//! Lints of clippy about documentation, attributes, methods and returned types.

mod missing_errors_doc {
    //! `clippy::missing_errors_doc`: a function that returns a `Result`, without documentation of its errors.

    use tracked_core::tracked;

    /// Parses.
    #[tracked]
    pub fn start(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }
}

mod missing_panics_doc {
    //! `clippy::missing_panics_doc`: a function that can panic, without documentation of its panics.

    use tracked_core::tracked;

    /// Parses.
    #[must_use]
    #[tracked]
    pub fn start(text: &str) -> u32 {
        text.parse().unwrap()
    }
}

mod missing_safety_doc {
    //! `clippy::missing_safety_doc`: an `unsafe fn` without documentation of its safety.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub unsafe fn start(pointer: *const u32) -> u32 {
        // SAFETY: the caller's.
        unsafe { *pointer }
    }
}

mod must_use_candidate {
    //! `clippy::must_use_candidate`: a function without side effects.

    use tracked_core::tracked;

    /// Looks.
    #[tracked]
    pub fn start(text: &str) -> usize {
        text.trim().len()
    }
}

mod must_use_candidate_by_spelling {
    //! `clippy::must_use_candidate`: a constant in lower case, which is taken for a function.

    use tracked_core::tracked;

    #[allow(non_upper_case_globals)]
    const none: usize = 0;

    /// Measures.
    #[tracked]
    pub fn length(text: Option<usize>) -> usize {
        text.unwrap_or(none)
    }
}

mod must_use_candidate_of_a_closure {
    //! `clippy::must_use_candidate`: a function with a side effect in a closure, into which the lint does not look.

    use std::sync::atomic::{AtomicUsize, Ordering};

    static COUNT: AtomicUsize = AtomicUsize::new(0);

    /// Counts.
    pub fn start() -> usize {
        let count = || COUNT.fetch_add(1, Ordering::Relaxed);
        count()
    }
}

mod must_use_candidate_no_argument {
    //! `clippy::must_use_candidate`: a function without side effects and arguments.

    use tracked_core::tracked;

    /// Looks.
    #[tracked]
    pub fn start() -> usize {
        "start".len()
    }
}

mod inherent_to_string {
    //! `clippy::inherent_to_string`: a method `to_string` instead of `Display`.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Debug)]
    pub struct Counter(u32);

    impl Counter {
        /// Shows.
        #[must_use]
        #[tracked]
        pub fn to_string(&self) -> String {
            format!("<{}>", self.0)
        }
    }
}

mod new_without_default {
    //! `clippy::new_without_default`: a `new` without arguments.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Debug)]
    pub struct Counter(
        /// So many.
        pub u32,
    );

    impl Counter {
        /// Starts.
        #[must_use]
        #[tracked]
        pub fn new() -> Self {
            Self(std::process::id())
        }
    }
}

mod should_implement_trait {
    //! `clippy::should_implement_trait`: a method with the name of a method of a standard trait.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Clone, Copy, Debug)]
    pub struct Counter(u32);

    impl Counter {
        /// Adds.
        #[must_use]
        #[tracked]
        pub fn add(self, other: Self) -> Self {
            Self(self.0.wrapping_add(other.0))
        }
    }
}

mod use_self {
    //! `clippy::use_self`: a type that could be `Self`.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Debug)]
    pub struct Counter(
        /// So many.
        pub u32,
    );

    impl Counter {
        /// Starts.
        #[must_use]
        #[tracked]
        pub fn start() -> Counter {
            Self(std::process::id())
        }
    }
}

mod unused_self {
    //! `clippy::unused_self`: a `self` that is not used.

    use tracked_core::tracked;

    /// Counts.
    #[derive(Debug)]
    pub struct Counter;

    impl Counter {
        /// Looks.
        #[must_use]
        pub fn start(&self) -> u32 {
            self.id()
        }

        #[tracked]
        fn id(&self) -> u32 {
            std::process::id()
        }
    }
}

mod result_unit_err {
    //! `clippy::result_unit_err`: an error of type `()`.

    use tracked_core::tracked;

    /// Fails.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub fn start(text: &str) -> Result<u32, ()> {
        text.parse().map_err(drop)
    }
}

mod unnecessary_wraps {
    //! `clippy::unnecessary_wraps`: a `Result` that is always `Ok`.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    pub fn start() -> bool {
        id().is_ok()
    }

    #[tracked]
    fn id() -> Result<u32, String> {
        Ok(std::process::id())
    }
}

mod ref_option_ref {
    //! `clippy::ref_option_ref`: a reference to an option of a reference.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start<'a>(text: &'a Option<&'a str>) -> &'a Option<&'a str> {
        text
    }
}
