//! The call that work belongs to, as a value that can be handed on.

use std::error::Error;
use std::fmt;
use std::num::NonZeroU64;
use std::pin::Pin;
use std::task::{self, Poll};

pub(crate) mod ids;
pub(crate) mod span;
pub(crate) mod thread;

use crate::context::span::{Hex, SAMPLED, Span};
use crate::context::thread::{Entered, Here, here};

/// Where in the tree of calls work is done: in a call of this process, in one of another process, or in none.
///
/// Calls nest by themselves on one thread, and in a future wherever it is polled. A new thread or task begins at the
/// top, unless it is given the context of the call that starts it:
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
/// Another process takes part by a [traceparent], as a header or in the variable `TRACEPARENT`: where that is set when
/// the first call is made, it is the parent of all calls that have no other. A malformed one is passed over.
///
/// [traceparent]: https://www.w3.org/TR/trace-context/#traceparent-header
#[derive(Clone, Copy)]
pub struct Context(Option<Span>);

impl Context {
    /// The call that this thread is in.
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
        Self(here(Here::current))
    }

    pub(crate) fn span(self) -> Option<Span> {
        self.0
    }

    /// Runs a closure inside of this context.
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

    /// Makes a future that is polled, and dropped, inside of this context, wherever that happens.
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

    /// The context as W3C Trace Context writes it, for a header or a variable that another process reads.
    ///
    /// In no call its ids are zero, which tells the other process to begin a trace of its own.
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
        let (trace, id, flags) = self
            .0
            .map_or((0, 0, 0), |span| (span.trace(), span.id.get(), span.flags));
        format!("00-{}-{}-{flags:02x}", Hex::Trace(trace), Hex::Call(id))
    }

    /// The context of a call in another process, as that wrote it.
    ///
    /// # Errors
    ///
    /// [`TraceparentError`] if the text is not what [W3C Trace Context] asks for: two, 32, 16 and two lower-case
    /// hexadecimal digits with `-` between them, where no id is zero. A version above `00` may have more behind that.
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
        parse(traceparent).map(|span| Self(Some(span)))
    }

    fn enter(self) -> Entered {
        here(|here| here.enter(self.0))
    }
}

/// Two contexts are equal if they are the same call, or both none.
impl PartialEq for Context {
    fn eq(&self, other: &Self) -> bool {
        let ids = |context: &Self| context.0.map(|span| (span.trace(), span.id));
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

/// A future inside of a context: what [`Context::attach`] returns.
#[derive(Debug)]
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Attached<F> {
    context: Context,
    // There until it is dropped.
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

/// A text is not a traceparent.
///
/// ```
/// use tracked_core::Context;
///
/// let error = Context::from_traceparent("00-4bf9-00f0-01").unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "expected a traceparent such as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`"
/// );
/// ```
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct TraceparentError(Fault);

#[derive(Clone, Debug, Eq, PartialEq)]
enum Fault {
    Shape,
    Version,
    ZeroTrace,
    ZeroParent,
}

impl fmt::Display for TraceparentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Fault::Shape => {
                "expected a traceparent such as `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01`"
            }
            Fault::Version => "the version `ff` of a traceparent is invalid",
            Fault::ZeroTrace => "the trace id of a traceparent is not zero",
            Fault::ZeroParent => "the parent id of a traceparent is not zero",
        })
    }
}

impl Error for TraceparentError {}

pub(crate) fn parse(text: &str) -> Result<Span, TraceparentError> {
    parts(text).map_err(TraceparentError)
}

fn parts(text: &str) -> Result<Span, Fault> {
    let mut parts = text.split('-');
    let mut next = |digits| {
        let part = parts.next().filter(|part| part.len() == digits);
        part.and_then(hex).ok_or(Fault::Shape)
    };
    let (version, trace, id, flags) = (next(2)?, next(32)?, next(16)?, next(2)?);
    if version == 0 && parts.next().is_some() {
        return Err(Fault::Shape);
    }
    match (version, trace, u64::try_from(id).map(NonZeroU64::new)) {
        (0xff, ..) => Err(Fault::Version),
        (_, 0, _) => Err(Fault::ZeroTrace),
        (.., Ok(None)) => Err(Fault::ZeroParent),
        (.., Err(_)) => Err(Fault::Shape),
        (.., Ok(Some(id))) => {
            // Cannot fail: it has two digits.
            let flags = u32::try_from(flags).unwrap_or_default();
            Ok(Span::elsewhere(trace, id, flags & SAMPLED))
        }
    }
}

// Lower case only.
fn hex(text: &str) -> Option<u128> {
    let is_hex = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    if !text.bytes().all(is_hex) {
        return None;
    }
    u128::from_str_radix(text, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TRACE: &str = "4bf92f3577b34da6a3ce929d0e0e4736";
    const PARENT: &str = "00f067aa0ba902b7";

    fn fault(text: &str) -> Option<Fault> {
        Context::from_traceparent(text).err().map(|error| error.0)
    }

    #[test]
    fn a_traceparent_comes_back() {
        for flags in ["00", "01"] {
            let text = format!("00-{TRACE}-{PARENT}-{flags}");
            let context = Context::from_traceparent(&text).expect("it is well formed");
            assert_eq!(context.traceparent(), text);
            assert_eq!(context.run(Context::current), context);
            assert_ne!(context, Context(None));
            assert_eq!(format!("{context:?}"), format!("Context({text:?})"));
        }
    }

    #[test]
    fn a_later_version_may_have_more() {
        for text in [
            format!("01-{TRACE}-{PARENT}-01"),
            format!("cc-{TRACE}-{PARENT}-01-more"),
            format!("cc-{TRACE}-{PARENT}-09-"),
        ] {
            let context = Context::from_traceparent(&text).expect("it is well formed");
            assert_eq!(context.traceparent(), format!("00-{TRACE}-{PARENT}-01"));
        }
    }

    #[test]
    fn a_malformed_traceparent_is_an_error() {
        let zeros = "0".repeat(32);
        for (text, expected) in [
            (String::new(), Fault::Shape),
            (format!("00-{TRACE}-{PARENT}"), Fault::Shape),
            (format!("00-{TRACE}-{PARENT}-01-"), Fault::Shape),
            (format!("00-{TRACE}-{PARENT}-1"), Fault::Shape),
            (format!("0-{TRACE}-{PARENT}-01"), Fault::Shape),
            (format!(" 00-{TRACE}-{PARENT}-01"), Fault::Shape),
            (
                format!("00-{}-{PARENT}-01", TRACE.to_uppercase()),
                Fault::Shape,
            ),
            (format!("00-+{}-{PARENT}-01", &TRACE[1..]), Fault::Shape),
            (format!("00-{}g-{PARENT}-01", &TRACE[1..]), Fault::Shape),
            (format!("00-{PARENT}-{TRACE}-01"), Fault::Shape),
            (format!("00-{TRACE}-{}가-01", &PARENT[3..]), Fault::Shape),
            (format!("ff-{TRACE}-{PARENT}-01"), Fault::Version),
            (format!("00-{zeros}-{PARENT}-01"), Fault::ZeroTrace),
            (format!("00-{TRACE}-{}-01", &zeros[16..]), Fault::ZeroParent),
        ] {
            assert_eq!(fault(&text), Some(expected), "{text}");
        }
    }

    #[test]
    fn a_call_in_another_process_is_the_parent_of_the_first_here() {
        let text = format!("00-{TRACE}-{PARENT}-00");
        let context = Context::from_traceparent(&text).expect("it is well formed");
        let here = context.run(|| here(Span::new));
        assert_eq!(format!("{:032x}", here.trace()), TRACE);
        assert_eq!(
            here.parent.map(|id| format!("{id:016x}")).as_deref(),
            Some(PARENT)
        );
        assert_eq!((here.depth, here.flags), (1, 0));
    }

    #[test]
    fn no_call_is_a_context_too() {
        let nowhere = Context(None);
        let zeros = "0".repeat(16);
        assert_eq!(
            nowhere.traceparent(),
            format!("00-{zeros}{zeros}-{zeros}-00")
        );
        let entered = here(|here| here.enter(Some(Span::new(here))));
        assert!(nowhere.run(|| here(Span::new)).parent.is_none());
        drop(entered);
    }
}
