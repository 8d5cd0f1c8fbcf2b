//! Lints of clippy about arguments.

mod boxed_local {
    //! `clippy::boxed_local`: a box that is not needed.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    pub fn start() -> u32 {
        id(Box::new(std::process::id()))
    }

    #[tracked]
    fn id(mut n: Box<u32>) -> u32 {
        *n = n.wrapping_add(1);
        *n
    }
}

mod fn_params_excessive_bools {
    //! `clippy::fn_params_excessive_bools`: four boolean arguments.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(a: bool, b: bool, c: bool, d: bool) -> bool {
        a && b && c && d && std::process::id() > 1
    }
}

mod implicit_hasher {
    //! `clippy::implicit_hasher`: a map with a fixed hasher.

    use tracked_core::tracked;

    /// Counts.
    #[must_use]
    #[tracked]
    pub fn start(map: &std::collections::HashMap<String, u32>) -> usize {
        map.len()
    }
}

mod large_types_passed_by_value {
    //! `clippy::large_types_passed_by_value`: a large value as an argument.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    pub fn start() -> u32 {
        first([0; 1024])
    }

    #[tracked]
    fn first(list: [u32; 1024]) -> u32 {
        list[0].max(std::process::id())
    }
}

mod needless_lifetimes {
    //! `clippy::needless_lifetimes`: a lifetime that can be elided.

    use tracked_core::tracked;

    /// Trims.
    #[must_use]
    #[tracked]
    pub fn start<'a>(text: &'a str) -> &'a str {
        text.trim()
    }
}

mod needless_lifetimes_of_another {
    //! `clippy::needless_lifetimes`: a lifetime that can be elided, beside one that the returned type names.

    use tracked_core::tracked;

    /// Trims.
    #[must_use]
    #[tracked]
    pub fn start<'a, 'b>(text: &'a str, pattern: &'b [char]) -> &'a str {
        text.trim_matches(pattern)
    }
}

mod needless_pass_by_ref_mut {
    //! `clippy::needless_pass_by_ref_mut`: a `&mut` that could be a `&`.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    pub fn start(list: &mut Vec<u32>) -> usize {
        list.push(1);
        length(list)
    }

    #[tracked]
    fn length(list: &mut [u32]) -> usize {
        list.len()
    }
}

mod needless_pass_by_value {
    //! `clippy::needless_pass_by_value`: an argument that could be a reference.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    pub fn start() -> usize {
        length(String::new())
    }

    #[tracked]
    fn length(text: String) -> usize {
        text.len()
    }
}

mod only_used_in_recursion {
    //! `clippy::only_used_in_recursion`: an argument that is used only in the recursive call.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(n: u32, label: u32) -> u32 {
        if n == 0 {
            std::process::id()
        } else {
            start(n - 1, label)
        }
    }
}

mod ptr_arg {
    //! `clippy::ptr_arg`: a `&Vec` that could be a slice.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    pub fn start() -> usize {
        length(&vec![std::process::id(); 2])
    }

    #[tracked]
    fn length(list: &Vec<u32>) -> usize {
        list.iter().filter(|n| **n > 1).count()
    }
}

mod too_many_arguments {
    //! `clippy::too_many_arguments`: eight arguments.

    use tracked_core::tracked;

    /// Adds.
    #[tracked]
    pub fn start(
        list: &mut Vec<u32>,
        two: u32,
        three: u32,
        four: u32,
        five: u32,
        six: u32,
        seven: u32,
        eight: u32,
    ) {
        list.extend([two, three, four, five, six, seven, eight]);
    }
}

mod trivially_copy_pass_by_ref {
    //! `clippy::trivially_copy_pass_by_ref`: a reference to a small value.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    pub fn start() -> bool {
        is_one(&std::process::id())
    }

    #[tracked]
    fn is_one(n: &u32) -> bool {
        *n == std::process::id()
    }
}

mod unit_arg {
    //! `clippy::unit_arg`: a call with `()` as an argument.

    use tracked_core::tracked;

    /// Clears.
    #[tracked]
    pub fn start(list: &mut Vec<u32>) -> Option<()> {
        Some(list.clear())
    }
}

mod used_underscore_binding {
    //! `clippy::used_underscore_binding`: an argument whose name starts with `_` is used.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked]
    pub fn start(_n: u32) -> u32 {
        _n.max(std::process::id())
    }
}

mod mut_from_ref {
    //! `clippy::mut_from_ref`: a `&mut` from a shared reference.

    use tracked_core::tracked;

    /// Leaks.
    #[must_use]
    #[tracked]
    pub fn start(n: &std::cell::Cell<u32>) -> &mut u32 {
        // SAFETY: none at all.
        unsafe { &mut *n.as_ptr() }
    }
}
