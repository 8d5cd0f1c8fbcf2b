//! Values that are used after a move, or before they are initialised.

mod moved_value {
    //! A value used after it was moved.

    use tracked_core::tracked;

    #[tracked]
    fn twice(text: String) -> usize {
        let other = text;
        other.len() + text.len()
    }

    fn main() {}
}

mod moved_value_async {
    //! An argument of an `async fn` used after it was moved.

    use tracked_core::tracked;

    #[tracked]
    async fn twice(list: Vec<u32>) -> usize {
        consume(list).await;
        list.len()
    }

    async fn consume(list: Vec<u32>) -> usize {
        list.len()
    }

    fn main() {}
}

mod moved_value_generic {
    //! A generic argument used after it was moved.

    use tracked_core::tracked;

    #[tracked]
    fn pair<T>(value: T) -> (T, T) {
        (value, value)
    }

    fn main() {}
}

mod moved_value_local {
    //! A local variable used after it was moved.

    use tracked_core::tracked;

    #[tracked]
    fn twice() -> usize {
        let text = String::from("text");
        let other = text;
        other.len() + text.len()
    }

    fn main() {}
}

mod moved_value_result {
    //! A value used after it was moved, in a function that returns a `Result`.

    use tracked_core::tracked;

    #[tracked]
    fn twice(text: String) -> Result<String, String> {
        consume(text)?;
        Ok(text)
    }

    fn consume(text: String) -> Result<usize, String> {
        Ok(text.len())
    }

    fn main() {}
}

mod moved_in_a_loop {
    //! A value moved in the iteration before.

    use tracked_core::tracked;

    #[tracked]
    fn repeat(text: String, n: u32) -> Result<Vec<String>, String> {
        let mut list = Vec::new();
        for _ in 0..n {
            list.push(text);
        }
        Ok(list)
    }

    fn main() {}
}

mod moved_out_of_self {
    //! A field moved out of a borrowed `self`.

    use tracked_core::tracked;

    struct Named {
        name: String,
    }

    impl Named {
        #[tracked]
        fn name(&self) -> String {
            self.name
        }
    }

    fn main() {}
}

mod partial_move {
    //! A value used after one of its fields was moved.

    use tracked_core::tracked;

    struct Pair {
        left: String,
        right: String,
    }

    #[tracked]
    fn join(pair: Pair) -> Result<String, String> {
        let left = pair.left;
        Ok(left + &describe(&pair))
    }

    fn describe(pair: &Pair) -> String {
        pair.right.clone()
    }

    fn main() {}
}

mod uninitialised {
    //! A variable that one branch does not initialise.

    use tracked_core::tracked;

    #[tracked]
    fn name(known: bool) -> String {
        let name;
        if known {
            name = "known".to_owned();
        }
        name
    }

    fn main() {}
}
