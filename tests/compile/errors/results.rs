//! Mistakes with `Result`, `Option` and `?`.

mod missing_ok {
    //! The last expression of a `Result` is not wrapped.

    use tracked_core::tracked;

    struct Text(String);

    impl Text {
        #[tracked]
        fn number(&self) -> Result<u32, std::num::ParseIntError> {
            let n: u32 = self.0.parse()?;
            n + 1
        }
    }

    fn main() {}
}

mod missing_ok_async {
    //! An `async fn` of a `Result` ends with a statement.

    use tracked_core::tracked;

    #[tracked]
    async fn check(text: &str) -> Result<(), String> {
        if text.is_empty() {
            return Err("empty".to_owned());
        }
        std::future::ready(()).await;
    }

    fn main() {}
}

mod missing_ok_unit {
    //! A `Result` function ends with a statement.

    use tracked_core::tracked;

    #[tracked]
    fn check(text: &str) -> Result<(), String> {
        if text.is_empty() {
            return Err("empty".to_owned());
        }
    }

    fn main() {}
}

mod missing_conversion {
    //! `?` on an error of another type.

    use tracked_core::tracked;

    #[tracked]
    fn number(text: &str) -> Result<u32, std::fmt::Error> {
        let n = text.parse::<u32>()?;
        Ok(n)
    }

    fn main() {}
}

mod missing_conversion_async {
    //! `?` on an error of another type, in an `async fn`.

    use tracked_core::tracked;

    #[tracked]
    async fn number(text: &str) -> Result<u32, std::fmt::Error> {
        let n = text.parse::<u32>()?;
        Ok(n)
    }

    fn main() {}
}

mod question_mark_in_unit {
    //! `?` in a function that returns nothing.

    use tracked_core::tracked;

    #[tracked]
    fn print(text: &str) {
        let n: u32 = text.parse()?;
        println!("{n}");
    }

    fn main() {}
}

mod question_mark_in_unit_async {
    //! `?` in an `async fn` that returns nothing.

    use tracked_core::tracked;

    struct Text(String);

    impl Text {
        #[tracked]
        async fn print(&self) {
            let n: u32 = self.0.parse()?;
            println!("{n}");
        }
    }

    fn main() {}
}

mod question_mark_on_option {
    //! `?` on an `Option` in a function that returns a `Result`.

    use tracked_core::tracked;

    #[tracked]
    fn first(list: &[u32]) -> Result<u32, String> {
        let first = list.first()?;
        Ok(*first)
    }

    fn main() {}
}

mod wrong_type_in_ok {
    //! `Ok` holds another type.

    use tracked_core::tracked;

    #[tracked]
    fn length(text: &str) -> Result<usize, String> {
        if text.is_empty() {
            return Err("empty".to_owned());
        }
        Ok(text)
    }

    fn main() {}
}

mod wrong_type_in_err {
    //! `Err` holds another type.

    use tracked_core::tracked;

    #[tracked]
    fn length(text: &str) -> Result<usize, String> {
        if text.is_empty() {
            return Err("empty");
        }
        Ok(text.len())
    }

    fn main() {}
}
