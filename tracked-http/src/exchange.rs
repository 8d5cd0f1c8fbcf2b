//! A request and its response as a call: what servers and clients have in common.

use std::any::type_name;
use std::fmt::{self, Debug, Display, Formatter};
use std::mem;
use std::pin::Pin;
use std::task::{self, Poll};

use http::{Request, Response, StatusCode};
use tracked_core::{Context, log, record_display, record_with};

/// The future of a response.
pub type ResponseFuture<B, E> = Pin<Box<dyn Future<Output = Result<Response<B>, E>> + Send>>;

/// Which responses are failures.
pub(crate) type FailureFn = fn(StatusCode) -> bool;

/// Why an exchange has failed.
pub(crate) enum Failure<E> {
    Status(StatusCode),
    Error(E),
}

impl<E: Display> Display for Failure<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(status) => Display::fmt(status, f),
            Self::Error(error) => Display::fmt(error, f),
        }
    }
}

/// The request, and later its response.
///
/// The response is not part of the result of the call, because each layer of the runtime moves the result, and a response
/// is large.
pub(crate) enum Exchange<A, B> {
    Request(Request<A>),
    /// The service has the request, or it has failed.
    Called,
    Response(Response<B>),
}

impl<A, B> Exchange<A, B> {
    pub(crate) fn request(&self) -> &Request<A> {
        match self {
            Self::Request(request) => request,
            _ => unreachable!("the service is called once"),
        }
    }

    pub(crate) fn take_request(&mut self) -> Request<A> {
        match mem::replace(self, Self::Called) {
            Self::Request(request) => request,
            _ => unreachable!("the service is called once"),
        }
    }

    pub(crate) fn response(&self) -> Option<&Response<B>> {
        match self {
            Self::Response(response) => Some(response),
            _ => None,
        }
    }

    /// Stores the response of the service, and decides whether it is a failure.
    pub(crate) fn answer<E>(
        &mut self,
        result: Result<Response<B>, E>,
        is_failure: FailureFn,
    ) -> Result<(), Failure<E>> {
        let response = result.map_err(Failure::Error)?;
        let status = response.status();
        *self = Self::Response(response);
        if is_failure(status) {
            return Err(Failure::Status(status));
        }
        Ok(())
    }

    /// Returns what the service has returned.
    pub(crate) fn into_result<E>(self, result: Result<(), Failure<E>>) -> Result<Response<B>, E> {
        match (result, self) {
            (Err(Failure::Error(error)), _) => Err(error),
            (_, Self::Response(response)) => Ok(response),
            _ => unreachable!("a service returns a response or an error"),
        }
    }
}

/// Adds fields to the current call, if that is the call of the exchange.
///
/// If the call of the exchange is disabled, its caller is the current call, which must not get the fields.
#[derive(Clone, Copy)]
pub(crate) struct FieldRecorder {
    is_enabled: bool,
}

impl FieldRecorder {
    /// `outer` is the context in which the call was created.
    pub(crate) fn new(outer: &Context) -> Self {
        Self {
            is_enabled: Context::current() != *outer,
        }
    }

    pub(crate) fn is_enabled(self) -> bool {
        self.is_enabled
    }

    pub(crate) fn record(self, name: &'static str, value: impl Display) {
        if self.is_enabled {
            record_display(name, value);
        }
    }

    /// Records the end of an exchange.
    pub(crate) fn record_end<A, B, E>(
        self,
        exchange: &Exchange<A, B>,
        result: &Result<(), Failure<E>>,
    ) {
        // Without INFO, a call that succeeds has no `done` record to show it.
        let is_logged = result.is_err() || log::max_level() >= log::Level::Info;
        if let (true, Some(response)) = (self.is_enabled && is_logged, exchange.response()) {
            record_with("http.response.status_code", || response.status().as_u16());
        }
        match result {
            Ok(()) => {}
            Err(Failure::Status(status)) => self.record("error.type", status.as_str()),
            Err(Failure::Error(_)) => self.record("error.type", type_name::<E>()),
        }
    }
}

/// Creates, polls and drops a future in a context, or in the current one if that is `None`. Unlike [`Context::attach`], it
/// does not allocate, because its creator has pinned the place of the future.
pub(crate) struct InContext<'a, F, C> {
    context: Option<&'a Context>,
    /// `None` until the first poll.
    create: Option<C>,
    /// `None` before the first poll, and if it has completed.
    future: Pin<&'a mut Option<F>>,
}

impl<'a, F, C: FnOnce() -> F> InContext<'a, F, C> {
    pub(crate) fn new(
        context: Option<&'a Context>,
        future: Pin<&'a mut Option<F>>,
        create: C,
    ) -> Self {
        Self {
            context,
            create: Some(create),
            future,
        }
    }
}

/// Nothing in it is pinned, except what `future` refers to.
impl<F, C> Unpin for InContext<'_, F, C> {}

fn run_in<R>(context: Option<&Context>, f: impl FnOnce() -> R) -> R {
    match context {
        Some(context) => context.run(f),
        None => f(),
    }
}

impl<F: Future, C: FnOnce() -> F> Future for InContext<'_, F, C> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut task::Context<'_>) -> Poll<F::Output> {
        run_in(self.context, || {
            if let Some(create) = self.create.take() {
                self.future.set(Some(create()));
            }
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

impl<F, C> Drop for InContext<'_, F, C> {
    fn drop(&mut self) {
        if self.future.is_some() {
            run_in(self.context, || self.future.set(None));
        }
    }
}

impl<E> Debug for Failure<E> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_struct("Failure").finish_non_exhaustive()
    }
}

/// Takes a service that is ready, and leaves its clone, which may not be ready.
pub(crate) fn take_ready<S: Clone>(service: &mut S) -> S {
    let next = service.clone();
    mem::replace(service, next)
}
