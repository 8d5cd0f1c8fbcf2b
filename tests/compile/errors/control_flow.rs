//! Jumps, branches and calls in places where they are not allowed.

mod break_outside_of_a_loop {
    //! A `break` without a loop.

    use tracked_core::tracked;

    #[tracked]
    fn stop(n: u32) -> Result<u32, String> {
        if n > 3 {
            break;
        }
        Ok(n)
    }

    fn main() {}
}

mod continue_outside_of_a_loop_async {
    //! A `continue` without a loop, in an `async fn`.

    use tracked_core::tracked;

    #[tracked]
    async fn skip(n: u32) -> u32 {
        if n > 3 {
            continue;
        }
        n
    }

    fn main() {}
}

mod if_without_else {
    //! An `if` without `else` as a value.

    use tracked_core::tracked;

    #[tracked]
    fn sign(n: i32) -> i32 {
        if n < 0 {
            -1
        }
    }

    fn main() {}
}

mod never_returns {
    //! A `-> !` function that returns.

    use tracked_core::tracked;

    #[tracked]
    fn stop(code: i32) -> ! {
        println!("{code}");
    }

    fn main() {}
}

mod non_exhaustive_match {
    //! A `match` without one of the variants.

    use tracked_core::tracked;

    enum Light {
        Red,
        Yellow,
        Green,
    }

    impl Light {
        #[tracked]
        fn next(self) -> Self {
            match self {
                Self::Red => Self::Green,
                Self::Green => Self::Yellow,
            }
        }
    }

    fn main() {}
}

mod unsafe_without_block {
    //! An unsafe call outside of `unsafe`.

    use tracked_core::tracked;

    #[tracked]
    fn first(list: &[u32]) -> u32 {
        *list.get_unchecked(0)
    }

    fn main() {}
}
