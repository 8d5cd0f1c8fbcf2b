//! Contexts: the call that a thread runs, and how it becomes the parent of calls on other threads, tasks and processes.
//!
//! ```text
//! mod.rs         Context, Attached: the public type
//! thread.rs      the state of a thread, TRACEPARENT
//! recorded.rs    the fields that bodies record
//! failures.rs    the last failures of calls
//! traceparent.rs the text of W3C Trace Context
//! span.rs        ids and depth of a call
//! ids.rs         random ids
//! ```

#![forbid(unsafe_code)]

pub(crate) mod failures;
mod ids;
pub(crate) mod recorded;
pub(crate) mod span;
pub(crate) mod thread;
mod traceparent;

use std::fmt;
use std::pin::Pin;
use std::process::Command;
use std::task::{self, Poll};

use self::span::Span;
use self::thread::{Entered, TRACEPARENT, current_span, with_thread};
pub use self::traceparent::TraceparentError;

/// A position in the tree of calls: a call of this process or of another one, or no call. It is the parent of the calls
/// that start in it.
///
/// Calls on one thread are nested automatically. Calls in a future are nested too, whichever thread polls it. A new
/// thread or task starts without a parent, unless it is given the context of the call that starts it:
///
/// ```
/// use tracked_core::{Context, tracked};
///
/// #[tracked]
/// fn resize(image: &str) {}
///
/// #[tracked]
/// fn resize_all(images: &[&str]) {
///     let context = Context::current();
///     std::thread::scope(|threads| {
///         for image in images {
///             threads.spawn(move || context.run(|| resize(image)));
///         }
///     });
/// }
///
/// resize_all(&["a.png", "b.png"]);
/// ```
///
/// Between processes, a context is a [traceparent]: a header of a request, or the environment variable `TRACEPARENT`.
/// If the variable is set when the first call starts, it is the parent of all calls that have no other. A malformed
/// variable is ignored.
///
/// [traceparent]: https://www.w3.org/TR/trace-context/#traceparent-header
#[derive(Clone, Copy)]
pub struct Context(Option<Span>);

impl Context {
    /// Returns the context of the call that this thread runs. Outside of all calls, this is the context in the
    /// environment variable `TRACEPARENT`, or no call.
    ///
    /// ```
    /// use tracked_core::{Context, tracked};
    ///
    /// #[tracked]
    /// fn fetch() {
    ///     println!("{}", Context::current().traceparent());
    /// }
    ///
    /// fetch();
    /// ```
    pub fn current() -> Self {
        Self(current_span())
    }

    pub(crate) fn span(self) -> Option<Span> {
        self.0
    }

    /// Runs a closure in this context, and returns its value. Calls in the closure are children of this context. If the
    /// closure panics, the thread returns to its own context too.
    ///
    /// ```
    /// use tracked_core::Context;
    ///
    /// let context = Context::current();
    /// let thread = std::thread::spawn(move || context.run(|| 1 + 1));
    /// assert_eq!(thread.join().unwrap(), 2);
    /// ```
    pub fn run<R>(self, f: impl FnOnce() -> R) -> R {
        let _entered = self.enter();
        f()
    }

    /// Wraps a future, which is then polled and dropped in this context, on any thread. Calls in the future are
    /// children of this context. The future is moved to the heap.
    ///
    /// ```
    /// use tracked_core::{Context, tracked};
    ///
    /// #[tracked]
    /// async fn resize(image: String) {}
    ///
    /// #[tracked]
    /// async fn resize_all(images: Vec<String>) {
    ///     for image in images {
    ///         tokio::spawn(Context::current().attach(resize(image)));
    ///     }
    /// }
    ///
    /// # let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    /// # runtime.block_on(resize_all(vec!["a.png".to_owned()]));
    /// ```
    pub fn attach<F: Future>(self, future: F) -> Attached<F> {
        Attached {
            context: self,
            future: Some(Box::pin(future)),
        }
    }

    /// Returns the context as a W3C traceparent, for a header or a variable that another process reads.
    ///
    /// Without a call, both ids are zero. By the standard, such a traceparent is invalid, and its reader starts a new
    /// trace.
    ///
    /// ```
    /// use tracked_core::Context;
    ///
    /// # fn main() -> Result<(), tracked_core::TraceparentError> {
    /// let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    /// assert_eq!(Context::from_traceparent(text)?.traceparent(), text);
    /// # Ok(())
    /// # }
    /// ```
    pub fn traceparent(self) -> String {
        traceparent::format(self.0)
    }

    /// Reads a W3C traceparent: the context of a call in another process.
    ///
    /// # Errors
    ///
    /// Returns a [`TraceparentError`] if the text is not in the format of [W3C Trace Context]: 2, 32, 16 and 2
    /// lower-case hexadecimal digits, separated by `-`. Neither id may be zero. A version above `00` may have more
    /// fields at the end.
    ///
    /// [W3C Trace Context]: https://www.w3.org/TR/trace-context/#traceparent-header
    ///
    /// ```
    /// use tracked_core::{Context, tracked};
    ///
    /// #[tracked]
    /// fn handle(path: &str) {}
    ///
    /// # let header = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    /// let context = Context::from_traceparent(header).unwrap_or(Context::current());
    /// context.run(|| handle("/images"));
    /// ```
    pub fn from_traceparent(traceparent: &str) -> Result<Self, TraceparentError> {
        traceparent::parse(traceparent).map(|span| Self(Some(span)))
    }

    /// Returns the id of the trace as 32 hexadecimal digits, for a header of a response or for an error page. Outside of
    /// all calls, there is none.
    ///
    /// ```
    /// use tracked_core::{Context, tracked};
    ///
    /// #[tracked]
    /// fn error_page() -> String {
    ///     let trace_id = Context::current().trace_id().unwrap_or_default();
    ///     format!("Internal error. Quote {trace_id} when you contact us.")
    /// }
    ///
    /// assert!(Context::current().trace_id().is_none());
    /// # error_page();
    /// ```
    pub fn trace_id(self) -> Option<String> {
        self.0.map(|span| span.trace_id.to_string())
    }

    /// Returns the id of the call as 16 hexadecimal digits. Outside of all calls, there is none.
    ///
    /// ```
    /// use tracked_core::Context;
    ///
    /// # fn main() -> Result<(), tracked_core::TraceparentError> {
    /// let text = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    /// let span_id = Context::from_traceparent(text)?.span_id();
    /// assert_eq!(span_id.as_deref(), Some("00f067aa0ba902b7"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn span_id(self) -> Option<String> {
        self.0.map(|span| span.id.to_string())
    }

    /// Sets `TRACEPARENT` in the environment of a child process, so that this call is the parent of the root calls of
    /// the child. Has no effect outside of all calls.
    ///
    /// ```no_run
    /// use std::process::Command;
    /// use tracked_core::{Context, tracked};
    ///
    /// #[tracked]
    /// fn convert(image: &str) -> std::io::Result<()> {
    ///     let mut command = Command::new("convert");
    ///     Context::current().env(&mut command);
    ///     command.arg(image).status()?;
    ///     Ok(())
    /// }
    /// ```
    pub fn env(self, command: &mut Command) {
        if self.0.is_some() {
            command.env(TRACEPARENT, self.traceparent());
        }
    }

    /// This context with a number that all calls below it have too. For `tracked-http`, which stores the headers to pass
    /// on under it.
    #[doc(hidden)]
    #[must_use]
    pub fn with_slot(self, slot: u16) -> Self {
        Self(self.0.map(|span| Span { slot, ..span }))
    }

    /// The number that [`with_slot`](Self::with_slot) has set, or 0.
    #[doc(hidden)]
    pub fn slot(self) -> u16 {
        self.0.map_or(0, |span| span.slot)
    }

    fn enter(self) -> Entered {
        with_thread(|thread| thread.enter_context(self.0))
    }
}

/// What the option `parent` accepts.
#[diagnostic::on_unimplemented(
    message = "expected a `tracked_core::Context` or `None` as `parent`, found `{Self}`"
)]
pub trait IntoParent {
    fn into_parent(self) -> Context;
}

impl IntoParent for Context {
    fn into_parent(self) -> Context {
        self
    }
}

impl IntoParent for &Context {
    fn into_parent(self) -> Context {
        *self
    }
}

/// `None` makes the call a root.
impl IntoParent for Option<Context> {
    fn into_parent(self) -> Context {
        self.unwrap_or(Context(None))
    }
}

/// Two contexts are equal if they are the same call, or both no call.
impl PartialEq for Context {
    fn eq(&self, other: &Self) -> bool {
        let ids = |context: &Self| context.0.map(|span| (span.trace_id, span.id));
        ids(self) == ids(other)
    }
}

impl Eq for Context {}

/// Shows the [`traceparent`](Context::traceparent).
impl fmt::Debug for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Context").field(&self.traceparent()).finish()
    }
}

/// A future that is polled and dropped in a context. [`Context::attach`] returns it.
///
/// The future is stored on the heap.
///
/// ```
/// use tracked_core::{Attached, Context};
///
/// fn in_current_context<F: Future>(future: F) -> Attached<F> {
///     Context::current().attach(future)
/// }
/// # let _ = in_current_context(async {});
/// ```
#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Attached<F> {
    context: Context,
    /// `None` only while `self` is dropped.
    future: Option<Pin<Box<F>>>,
}

impl<F: Future> Future for Attached<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        let _entered = self.context.enter();
        match &mut self.future {
            Some(future) => future.as_mut().poll(cx),
            None => Poll::Pending,
        }
    }
}

impl<F> Drop for Attached<F> {
    fn drop(&mut self) {
        let _entered = self.context.enter();
        self.future = None;
    }
}

#[cfg(test)]
mod tests {
    use super::thread::ThreadState;
    use super::*;

    const TEXT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

    #[test]
    fn a_context_of_another_process_is_the_parent_of_new_spans() {
        let context = Context::from_traceparent(TEXT).unwrap();
        assert_eq!(context.run(Context::current), context);
        assert_ne!(context, Context(None));
        assert_eq!(format!("{context:?}"), format!("Context({TEXT:?})"));

        let span = context.run(|| with_thread(ThreadState::new_span));
        assert_eq!(
            span.trace_id.to_string(),
            "4bf92f3577b34da6a3ce929d0e0e4736"
        );
        let parent_id = span.parent_id.map(|id| id.to_string());
        assert_eq!(parent_id.as_deref(), Some("00f067aa0ba902b7"));
        assert_eq!((span.depth, span.is_sampled), (1, false));
    }

    #[test]
    fn calls_below_a_context_have_its_slot() {
        let context = Context::from_traceparent(TEXT).unwrap().with_slot(u16::MAX);
        assert_eq!((context.slot(), context.with_slot(7).slot()), (u16::MAX, 7));
        assert_eq!(context.traceparent(), TEXT);
        let below = Context(Some(context.run(|| with_thread(ThreadState::new_span))));
        assert_eq!(below.slot(), u16::MAX);

        // A call that enters its own context with a slot can still record fields.
        let _entered = with_thread(|thread| thread.enter(Some(thread.new_span())));
        let own = Context::current();
        let is_own = || with_thread(ThreadState::local_call).is_some();
        let (slot, is_own) = own
            .with_slot(3)
            .run(|| (Context::current().slot(), is_own()));
        assert_eq!((slot, is_own), (3, true));
        assert_eq!(own.slot(), 0);
    }

    #[test]
    fn spans_in_an_empty_context_are_roots() {
        let empty = Context(None);
        let zeros = "0".repeat(16);
        assert_eq!(empty.traceparent(), format!("00-{zeros}{zeros}-{zeros}-00"));
        let _entered = with_thread(|thread| thread.enter(Some(thread.new_span())));
        let span = empty.run(|| with_thread(ThreadState::new_span));
        assert!(span.parent_id.is_none());
    }
}
