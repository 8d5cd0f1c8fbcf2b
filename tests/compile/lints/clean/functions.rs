//! Methods, generic functions, futures and guards.

mod methods {
    //! Methods, of types and of traits.

    use std::fmt;
    use std::ops::Add;

    use tracked_core::tracked;

    /// Counts.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
    pub struct Counter {
        n: u32,
    }

    impl Counter {
        /// Starts.
        #[must_use]
        #[tracked]
        pub fn starting_at(n: u32) -> Self {
            let n = n.saturating_sub(std::process::id());
            Self { n }
        }

        /// Looks.
        #[must_use]
        #[tracked]
        pub fn value(&self) -> u32 {
            self.n.max(std::process::id())
        }

        /// Counts.
        #[tracked]
        pub fn count(&mut self, by: u32) -> &mut Self {
            self.n = self.n.wrapping_add(by ^ std::process::id());
            self
        }

        /// Ends.
        #[must_use]
        #[tracked]
        pub fn into_text(self) -> String {
            self.n.to_string()
        }
    }

    impl Add for Counter {
        type Output = Self;

        #[tracked]
        fn add(self, other: Self) -> Self {
            Self {
                n: self.n + other.n,
            }
        }
    }

    impl fmt::Display for Counter {
        #[tracked]
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.n)
        }
    }

    impl Drop for Noisy {
        #[tracked]
        fn drop(&mut self) {
            self.0.clear();
        }
    }

    /// Speaks.
    #[derive(Debug)]
    pub struct Noisy(String);

    impl From<String> for Noisy {
        #[tracked]
        fn from(text: String) -> Self {
            Self(text)
        }
    }

    /// Greets.
    pub trait Greet {
        /// The name to greet.
        fn name(&self) -> String;

        /// Returns the greeting.
        #[tracked]
        fn greet(&self, greeting: &str) -> String {
            format!("{greeting}, {}", self.name())
        }
    }

    impl Greet for Counter {
        #[tracked]
        fn name(&self) -> String {
            self.n.to_string()
        }
    }
}

mod generics {
    //! Generic functions and closures.

    use std::fmt::{Debug, Display};

    use tracked_core::tracked;

    /// Passes.
    #[must_use]
    #[tracked]
    pub fn pass<T: Debug>(value: T) -> Vec<T> {
        vec![value]
    }

    /// Shows.
    #[tracked]
    pub fn show<T: Display + ?Sized, const N: usize>(value: &T, list: [u8; N]) -> String {
        format!("{value}{list:?}")
    }

    /// Maps.
    #[tracked]
    pub fn map<T, R>(list: Vec<T>, f: impl FnMut(T) -> R) -> Vec<R> {
        list.into_iter().map(f).collect()
    }

    /// Adds.
    #[tracked]
    pub fn adder(n: u32) -> impl Fn(u32) -> u32 {
        move |m| n.wrapping_add(m)
    }

    /// Borrows.
    #[must_use]
    #[tracked]
    pub fn longest<'a>(a: &'a str, b: &'a str) -> &'a str {
        if a.len() < b.len() { b } else { a }
    }

    /// Iterates.
    #[tracked]
    pub fn even(list: &[u32]) -> impl Iterator<Item = u32> + '_ {
        list.iter().copied().filter(|n| n % 2 == 0)
    }
}

mod futures {
    //! Futures.

    use std::pin::Pin;

    use tracked_core::tracked;

    /// Waits.
    #[tracked]
    pub async fn wait(n: u32, text: &str) -> usize {
        let n = std::future::ready(n).await;
        text.len() + usize::try_from(n).unwrap_or(0)
    }

    /// Fails.
    ///
    /// # Errors
    ///
    /// If it is no number.
    #[tracked]
    pub async fn parse(text: String) -> Result<u32, std::num::ParseIntError> {
        let text = std::future::ready(text).await;
        let n = text.trim().parse::<u32>()?;
        Ok(n + 1)
    }

    /// Waits in a box.
    #[must_use]
    #[tracked]
    pub fn boxed(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + '_>> {
        Box::pin(async move { wait(1, text).await })
    }

    /// Waits after a prelude.
    #[tracked]
    pub fn prelude(text: &str) -> impl Future<Output = usize> + Send + use<> {
        let len = text.len();
        async move {
            std::future::ready(()).await;
            len
        }
    }

    /// Calls another.
    #[tracked]
    pub fn another(text: &str) -> impl Future<Output = usize> + Send {
        wait(1, text)
    }
}

mod guards {
    //! Locks and other values with a destructor.

    use std::sync::{Mutex, PoisonError};

    use tracked_core::tracked;

    /// Counts.
    #[must_use]
    #[tracked]
    pub fn count(shared: &Mutex<Vec<u32>>) -> usize {
        shared.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Adds.
    #[tracked]
    pub fn push(shared: &Mutex<Vec<u32>>, n: u32) {
        shared
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(n);
    }
}

mod functions_in_place {
    //! Functions whose bodies begin with items, and stay in their place.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[track_caller]
    #[tracked]
    pub fn start(n: u32) -> u32 {
        use std::cmp::max;
        const LEAST: u32 = 1;
        max(LEAST, n ^ std::process::id())
    }

    /// Counts.
    #[tracked]
    pub fn count() -> impl Iterator<Item = u32> {
        use std::iter::once;
        once(std::process::id())
    }

    /// Looks.
    #[must_use]
    #[track_caller]
    #[tracked]
    pub fn short(n: u32) -> u32 {
        n ^ std::process::id()
    }
}

mod functions_that_call_functions {
    //! Functions whose bodies name other functions and statics, which `must_use_candidate` does not report.

    use std::sync::atomic::{AtomicUsize, Ordering};

    use tracked_core::tracked;

    static COUNT: AtomicUsize = AtomicUsize::new(0);

    /// Measures.
    #[tracked]
    pub fn length(text: Option<&str>) -> usize {
        text.map_or(0, str::len)
    }

    /// Wraps.
    #[tracked]
    pub fn wrap(n: Option<u8>) -> Option<Option<u8>> {
        n.map(Some)
    }

    /// Doubles.
    #[tracked]
    pub fn double(n: Option<u32>) -> Option<u32> {
        n.map(twice)
    }

    /// Counts.
    #[tracked]
    pub fn count() -> usize {
        COUNT.fetch_add(1, Ordering::Relaxed)
    }

    const fn twice(n: u32) -> u32 {
        n.wrapping_mul(2)
    }
}

mod functions_with_redacted_fields {
    //! The expression of a redacted field.

    use tracked_core::tracked;

    /// Looks.
    #[must_use]
    #[tracked(skip_all, fields(token = tokens.len()))]
    pub fn start(tokens: &[u8]) -> u32 {
        let _ = tokens;
        std::process::id()
    }
}
