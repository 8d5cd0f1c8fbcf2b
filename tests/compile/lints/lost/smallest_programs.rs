//! The smallest programs without the attribute that lose a lint: those of each lint that the attribute loses.

mod boxed_local_lost {
    //! `clippy::boxed_local`: another function owns the box.

    /// Looks.
    #[must_use]
    pub fn start() -> u32 {
        id(Box::new(std::process::id()))
    }

    fn id(n: Box<u32>) -> u32 {
        std::convert::identity(n).wrapping_add(1)
    }
}

mod manual_async_fn_lost {
    //! `clippy::manual_async_fn`: the function does something else first.

    /// Waits.
    pub fn start(n: u32) -> impl Future<Output = u32> {
        let _ = std::process::id();
        async move { std::future::ready(n).await }
    }
}

mod needless_lifetimes_of_another_lost {
    //! `clippy::needless_lifetimes`: the body names a lifetime. With `'_`, an error about the other lifetime would be
    //! reported at the call of the closure.

    /// Trims.
    #[must_use]
    pub fn start<'a, 'b>(text: &'a str, pattern: &'b [char]) -> &'a str {
        let trim = || -> &'a str { text.trim_matches(pattern) };
        trim()
    }
}

mod needless_pass_by_ref_mut_lost {
    //! `clippy::needless_pass_by_ref_mut`: another function may change the list.

    /// Looks.
    #[must_use]
    pub fn start(list: &mut Vec<u32>) -> usize {
        list.push(1);
        length(list)
    }

    fn length(list: &mut [u32]) -> usize {
        std::convert::identity(list).len()
    }
}

mod needless_pass_by_value_lost {
    //! `clippy::needless_pass_by_value`: another function owns the text. A function's own arguments are dropped after
    //! all that it does, and so after the end of the call.

    /// Looks.
    #[must_use]
    pub fn start() -> usize {
        length(String::new())
    }

    fn length(text: String) -> usize {
        std::convert::identity(text).len()
    }
}

mod only_used_in_recursion_lost {
    //! `clippy::only_used_in_recursion`: the function formats the argument.

    /// Looks.
    #[must_use]
    pub fn start(n: u32, label: u32) -> u32 {
        let _ = format!("{label}");
        if n == 0 {
            std::process::id()
        } else {
            start(n - 1, label)
        }
    }
}

mod ptr_arg_lost {
    //! `clippy::ptr_arg`: the function formats the argument.

    /// Looks.
    #[must_use]
    pub fn start() -> usize {
        length(&vec![std::process::id(); 2])
    }

    fn length(list: &Vec<u32>) -> usize {
        let _ = format!("{list:?}");
        list.iter().filter(|n| **n > 1).count()
    }
}

mod unnecessary_wraps_lost {
    //! `clippy::unnecessary_wraps`: a closure returns the value.

    /// Looks.
    #[must_use]
    pub fn start() -> bool {
        id().is_ok()
    }

    fn id() -> Result<u32, String> {
        let id = || Ok(std::process::id());
        id()
    }
}

mod unconditional_recursion_lost {
    //! `unconditional_recursion`: a closure makes the call.

    /// Overflows.
    #[must_use]
    pub fn start() -> u32 {
        let start = || start().max(std::process::id());
        start()
    }
}

mod unconditional_recursion_in_result_lost {
    //! `unconditional_recursion`: a closure makes the call.

    /// Overflows.
    ///
    /// # Errors
    ///
    /// Never.
    pub fn start(list: &mut Vec<u32>) -> Result<(), String> {
        list.push(1);
        let mut start = || start(list);
        start()
    }
}
