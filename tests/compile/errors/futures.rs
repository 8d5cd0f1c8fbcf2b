//! Futures that are not awaited, not `Send`, or of infinite size.

mod await_in_sync {
    //! `await` in a function that is not `async`.

    use tracked_core::tracked;

    #[tracked]
    fn sum(a: u32) -> u32 {
        let b = double(a).await;
        a + b
    }

    async fn double(a: u32) -> u32 {
        a * 2
    }

    fn main() {}
}

mod missing_await {
    //! A future instead of its output.

    use tracked_core::tracked;

    #[tracked]
    async fn sum(a: u32) -> u32 {
        let b: u32 = double(a);
        a + b
    }

    async fn double(a: u32) -> u32 {
        a * 2
    }

    fn main() {}
}

mod missing_await_in_tail {
    //! A future as the last expression.

    use tracked_core::tracked;

    #[tracked]
    async fn quadruple(a: u32) -> u32 {
        double(a * 2)
    }

    async fn double(a: u32) -> u32 {
        a * 2
    }

    fn main() {}
}

mod missing_await_on_result {
    //! `?` on a future.

    use tracked_core::tracked;

    #[tracked]
    async fn sum(text: &str) -> Result<u32, std::num::ParseIntError> {
        let n = number(text)?;
        Ok(n)
    }

    async fn number(text: &str) -> Result<u32, std::num::ParseIntError> {
        text.parse()
    }

    fn main() {}
}

mod not_send {
    //! A future that is sent, holding a value that is not `Send`.

    use tracked_core::tracked;

    #[tracked]
    async fn count(n: u32) -> u32 {
        let shared = std::rc::Rc::new(n);
        std::future::ready(()).await;
        *shared
    }

    fn send(_: impl Send) {}

    fn start() {
        send(count(1));
    }

    fn main() {}
}

mod not_send_argument {
    //! A future that is sent, holding an argument that is not `Send`.

    use std::rc::Rc;

    use tracked_core::tracked;

    #[tracked]
    async fn count(shared: Rc<u32>) -> u32 {
        std::future::ready(()).await;
        *shared
    }

    fn send(_: impl Send) {}

    fn start() {
        send(count(Rc::new(1)));
    }

    fn main() {}
}

mod not_send_boxed {
    //! A boxed future that should be `Send`.

    use std::future::Future;
    use std::pin::Pin;
    use std::rc::Rc;

    use tracked_core::tracked;

    #[tracked]
    fn count(shared: Rc<u32>) -> Pin<Box<dyn Future<Output = u32> + Send>> {
        Box::pin(async move { *shared })
    }

    fn main() {}
}

mod recursion_without_box {
    //! An `async fn` that contains itself.

    use tracked_core::tracked;

    #[tracked]
    async fn countdown(n: u32) {
        if n > 0 {
            countdown(n - 1).await;
        }
    }

    fn main() {}
}
