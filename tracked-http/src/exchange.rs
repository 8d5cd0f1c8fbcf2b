//! A request and its response as a call: what servers and clients have in common.

use std::any::type_name;
use std::fmt::{self, Debug, Display, Formatter};
use std::mem;
use std::pin::Pin;
use std::task::{self, Poll};

use http::{Response, StatusCode};
use tracked_core::{Context, log, record_display, record_with};

/// The future of a response.
pub type ResponseFuture<B, E> = Pin<Box<dyn Future<Output = Result<Response<B>, E>> + Send>>;

/// Which responses are failures.
pub(crate) type IsFailure = fn(StatusCode) -> bool;

/// A response that is a failure, or the error of the service.
pub(crate) enum Failure<B, E> {
    Response(Response<B>),
    Error(E),
}

impl<B, E> Failure<B, E> {
    /// What the service has returned.
    pub(crate) fn into_result(self) -> Result<Response<B>, E> {
        match self {
            Self::Response(response) => Ok(response),
            Self::Error(error) => Err(error),
        }
    }
}

impl<B, E: Display> Display for Failure<B, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Response(response) => Display::fmt(&response.status(), f),
            Self::Error(error) => Display::fmt(error, f),
        }
    }
}

/// The fields of the call of an exchange, which are recorded as they become known.
///
/// Nothing is recorded if the call is disabled: the fields would be those of its caller.
pub(crate) struct Fields {
    is_enabled: bool,
}

impl Fields {
    /// `outer` is the context in which the call was created.
    pub(crate) fn new(outer: Context) -> Self {
        Self {
            is_enabled: Context::current() != outer,
        }
    }

    pub(crate) fn is_enabled(&self) -> bool {
        self.is_enabled
    }

    pub(crate) fn record(&self, name: &'static str, value: impl Display) {
        if self.is_enabled {
            record_display(name, value);
        }
    }

    /// Records the end of an exchange, and decides whether it is a failure.
    pub(crate) fn finish<B, E>(
        &self,
        result: Result<Response<B>, E>,
        is_failure: IsFailure,
    ) -> Result<Response<B>, Failure<B, E>> {
        let response = result.map_err(|error| {
            self.record("error.type", type_name::<E>());
            Failure::Error(error)
        })?;
        let status = response.status();
        let is_failure = is_failure(status);
        // Otherwise no record shows it.
        if self.is_enabled && (is_failure || log::max_level() >= log::Level::Info) {
            record_with("http.response.status_code", || status.as_u16());
        }
        if !is_failure {
            return Ok(response);
        }
        self.record("error.type", status.as_str());
        Err(Failure::Response(response))
    }
}

/// A future that is created, polled and dropped in a context, or where it is without one. Unlike [`Context::attach`], it
/// needs no memory of its own: the future is in a place that its creator has pinned.
pub(crate) struct InContext<'a, F> {
    context: Option<Context>,
    /// `None` if it has completed.
    future: Pin<&'a mut Option<F>>,
}

impl<'a, F> InContext<'a, F> {
    pub(crate) fn new(
        context: Option<Context>,
        mut future: Pin<&'a mut Option<F>>,
        create: impl FnOnce() -> F,
    ) -> Self {
        run_in(context, || future.set(Some(create())));
        Self { context, future }
    }
}

fn run_in<R>(context: Option<Context>, f: impl FnOnce() -> R) -> R {
    match context {
        Some(context) => context.run(f),
        None => f(),
    }
}

impl<F: Future> Future for InContext<'_, F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        run_in(self.context, || {
            let Some(future) = self.future.as_mut().as_pin_mut() else {
                unreachable!("a future that has completed is not polled");
            };
            let result = future.poll(cx);
            if result.is_ready() {
                self.future.set(None);
            }
            result
        })
    }
}

impl<F> Drop for InContext<'_, F> {
    fn drop(&mut self) {
        if self.future.is_some() {
            run_in(self.context, || self.future.set(None));
        }
    }
}

impl<B, E> Debug for Failure<B, E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure").finish_non_exhaustive()
    }
}

/// Takes a service that is ready, and leaves its clone, which may not be ready.
pub(crate) fn take_ready<S: Clone>(service: &mut S) -> S {
    let next = service.clone();
    mem::replace(service, next)
}
