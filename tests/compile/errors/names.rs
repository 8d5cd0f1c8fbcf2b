//! Names that do not exist or are not visible.

mod unknown_name {
    //! A misspelt argument.

    use tracked_core::tracked;

    struct Shop {
        prices: Vec<u32>,
    }

    impl Shop {
        #[tracked]
        fn total(&self, discount: u32) -> u32 {
            self.prices.iter().sum::<u32>() - discuont
        }
    }

    fn main() {}
}

mod unknown_field {
    //! A misspelt field.

    use tracked_core::tracked;

    struct Point {
        x: i32,
    }

    impl Point {
        #[tracked]
        async fn x(&self) -> i32 {
            self.z
        }
    }

    fn main() {}
}

mod unknown_method {
    //! A misspelt method, in a generic function.

    use tracked_core::tracked;

    #[tracked]
    fn shortest<T: AsRef<str>>(a: T, b: T) -> usize {
        a.as_ref().len().mni(b.as_ref().len())
    }

    fn main() {}
}

mod unknown_macro {
    //! A misspelt macro.

    use tracked_core::tracked;

    #[tracked]
    fn show(n: u32) {
        printn!("{n}");
    }

    fn main() {}
}

mod unknown_type {
    //! A type that was not imported.

    use tracked_core::tracked;

    #[tracked]
    async fn count(words: &[&str]) -> usize {
        let set: HashSet<&str> = words.iter().copied().collect();
        set.len()
    }

    fn main() {}
}

mod unknown_type_in_signature {
    //! A type in the signature that was not imported.

    use tracked_core::tracked;

    #[tracked]
    fn count(words: &HashSet<String>) -> usize {
        words.len()
    }

    fn main() {}
}

mod unknown_return_type {
    //! A returned type that was not imported.

    use tracked_core::tracked;

    #[tracked]
    async fn count(words: Vec<String>) -> Result<HashMap<String, u32>, String> {
        Err(words.concat())
    }

    fn main() {}
}

mod private_field {
    //! A field of another module.

    use tracked_core::tracked;

    mod account {
        #[derive(Default)]
        pub struct Account {
            balance: i64,
        }
    }

    #[tracked]
    fn balance(account: &account::Account) -> i64 {
        account.balance
    }

    fn main() {}
}

mod self_missing {
    //! `self` in a function without it.

    use tracked_core::tracked;

    struct Counter(u32);

    impl Counter {
        #[tracked]
        fn next() -> u32 {
            self.0 + 1
        }
    }

    fn main() {}
}

mod method_not_in_trait {
    //! A method that its trait does not have.

    use tracked_core::tracked;

    struct Text;

    impl std::fmt::Display for Text {
        #[tracked]
        fn format(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("text")
        }
    }

    fn main() {}
}

mod signature_not_the_traits {
    //! A method that differs from its trait's.

    use tracked_core::tracked;

    struct Text;

    impl std::fmt::Display for Text {
        #[tracked]
        fn fmt(&self, f: &std::fmt::Formatter<'_>) -> std::fmt::Result {
            let _ = f;
            Ok(())
        }
    }

    fn main() {}
}

mod in_a_trait_default {
    //! A method that `Self` may not have.

    use tracked_core::tracked;

    trait Named {
        fn name(&self) -> String;

        #[tracked]
        fn shout(&self) -> String {
            self.names().to_uppercase()
        }
    }

    fn main() {}
}
