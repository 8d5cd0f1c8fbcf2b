//! Values of a wrong type, and types that cannot be inferred.

mod wrong_type {
    //! The last expression has another type.

    use tracked_core::tracked;

    #[tracked]
    fn length(text: &str) -> u32 {
        let len = text.len();
        len
    }

    fn main() {}
}

mod wrong_type_in_early_return {
    //! A `return` has another type.

    use tracked_core::tracked;

    #[tracked]
    fn first(list: &[u32]) -> Option<u32> {
        if list.is_empty() {
            return 0;
        }
        Some(list[0])
    }

    fn main() {}
}

mod wrong_type_in_async {
    //! The last expression of an `async fn` has another type.

    use tracked_core::tracked;

    #[tracked]
    async fn length(text: &str) -> u64 {
        std::future::ready(()).await;
        text.len()
    }

    fn main() {}
}

mod wrong_type_in_async_return {
    //! A `return` of an `async fn` has another type.

    use tracked_core::tracked;

    #[tracked]
    async fn length(text: &str) -> Result<usize, String> {
        if text.is_empty() {
            return 0;
        }
        Ok(text.len())
    }

    fn main() {}
}

mod wrong_type_in_boxed_future {
    //! The boxed future has another output.

    use std::future::Future;
    use std::pin::Pin;

    use tracked_core::tracked;

    #[tracked]
    fn length(text: String) -> Pin<Box<dyn Future<Output = u32> + Send>> {
        Box::pin(async move { text.len() })
    }

    fn main() {}
}

mod wrong_type_in_impl_future {
    //! The future has another output.

    use std::future::Future;

    use tracked_core::tracked;

    #[tracked]
    fn length(text: String) -> impl Future<Output = u32> {
        async move { text.len() }
    }

    fn main() {}
}

mod wrong_argument_count {
    //! A call with an argument too few.

    use tracked_core::tracked;

    #[tracked]
    async fn area(width: u32) -> u32 {
        multiply(width).await
    }

    async fn multiply(a: u32, b: u32) -> u32 {
        a * b
    }

    fn main() {}
}

mod wrong_argument_type {
    //! A call with an argument of another type, in a generic method.

    use tracked_core::tracked;

    struct Stack<T>(Vec<T>);

    impl<T: Clone> Stack<T> {
        #[tracked]
        fn double(&mut self) {
            let last = self.0.last();
            self.0.push(last);
        }
    }

    fn main() {}
}

mod called_with_the_wrong_type {
    //! A tracked function called with another type.

    use tracked_core::tracked;

    #[tracked]
    fn double(n: u32) -> u32 {
        n * 2
    }

    fn start() -> u32 {
        double("2")
    }

    fn main() {}
}

mod match_arms_differ {
    //! The arms of a `match` have different types.

    use tracked_core::tracked;

    #[tracked]
    fn describe(n: Option<u32>) -> Result<String, String> {
        let text = match n {
            Some(n) => n.to_string(),
            None => "none",
        };
        Ok(text)
    }

    fn main() {}
}

mod missing_value {
    //! A semicolon after the last expression.

    use tracked_core::tracked;

    #[tracked]
    fn double(n: u32) -> u32 {
        n * 2;
    }

    fn main() {}
}

mod type_annotations_needed {
    //! A type that cannot be inferred.

    use tracked_core::tracked;

    #[tracked]
    fn parse(text: &str) -> Result<bool, String> {
        let value = text.parse().map_err(|_| "no")?;
        Ok(text.is_empty())
    }

    fn main() {}
}

mod type_annotations_needed_collect {
    //! A `collect` without a type.

    use tracked_core::tracked;

    #[tracked]
    fn count<T: Copy>(list: &[T]) -> usize {
        let copied = list.iter().copied().collect();
        list.len()
    }

    fn main() {}
}
