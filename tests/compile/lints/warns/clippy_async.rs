//! Lints of clippy about `async` functions and futures.

mod await_holding_lock {
    //! `clippy::await_holding_lock`: a lock held across an `await`.

    #![allow(clippy::future_not_send, reason = "the lock is why")]

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn start(shared: &std::sync::Mutex<u32>) -> u32 {
        let guard = shared
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        std::future::ready(()).await;
        *guard
    }
}

mod future_not_send {
    //! `clippy::future_not_send`: a public future that is not `Send`.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn start(shared: std::rc::Rc<u32>) -> u32 {
        std::future::ready(()).await;
        *shared
    }
}

mod large_futures {
    //! `clippy::large_futures`: an awaited future that is too large.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn start() -> usize {
        large().await
    }

    async fn large() -> usize {
        let (a, b) = ([0; 9000], [1; 9000]);
        std::future::ready(()).await;
        let b: [u8; 9000] = b;
        std::str::from_utf8(&a).map_or(b.len(), str::len)
    }
}

mod manual_async_fn {
    //! `clippy::manual_async_fn`: a function that could be an `async fn`.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub fn start(n: u32) -> impl Future<Output = u32> {
        async move { std::future::ready(n).await }
    }
}

mod unused_async {
    //! `clippy::unused_async`: an `async fn` without an `await`.

    use tracked_core::tracked;

    /// Looks.
    #[tracked]
    pub async fn start() -> u32 {
        std::process::id()
    }
}

mod needless_return_async {
    //! `clippy::needless_return`: a `return` at the end of an `async fn`.

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn start(n: u32) -> u32 {
        return std::future::ready(n).await;
    }
}

mod significant_drop_tightening {
    //! `clippy::significant_drop_tightening`: a lock held for too long.

    use std::sync::{Mutex, PoisonError};

    use tracked_core::tracked;

    /// Adds.
    #[tracked]
    pub fn start(shared: &Mutex<Vec<u32>>) -> u32 {
        let mut list = shared.lock().unwrap_or_else(PoisonError::into_inner);
        list.push(1);
        list.push(2);
        std::process::id()
    }
}
