//! References that live too short.

mod lifetime_missing {
    //! The compiler asks for a lifetime on an argument.

    use tracked_core::tracked;

    #[tracked]
    fn longest<'a>(a: &'a str, b: &str) -> &'a str {
        if a.len() < b.len() { b } else { a }
    }

    fn main() {}
}

mod lifetime_not_static {
    //! A thread outlives what it borrows.

    use tracked_core::tracked;

    #[tracked]
    fn count(words: &[String]) -> Result<usize, String> {
        let worker = std::thread::spawn(|| words.len());
        worker.join().map_err(|_| "panicked".to_owned())
    }

    fn main() {}
}

mod lifetime_of_another {
    //! The returned reference has the lifetime of another argument.

    use tracked_core::tracked;

    struct Names(Vec<String>);

    impl Names {
        #[tracked]
        fn or<'a>(&'a self, other: &str) -> &'a str {
            self.0.first().map_or(other, |name| name)
        }
    }

    fn main() {}
}

mod lifetime_of_capture {
    //! A returned closure borrows an argument.

    use tracked_core::tracked;

    #[tracked]
    fn adder(n: u32) -> impl Fn(u32) -> u32 {
        |m| n + m
    }

    fn main() {}
}
