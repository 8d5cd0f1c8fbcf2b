//! Requests that a service answers.

use std::fmt::Display;
use std::pin::{Pin, pin};
use std::str;
use std::task::{self, Poll};

use http::{Extensions, Method, Request, Response, StatusCode};
use tower_layer::Layer;
use tower_service::Service;
use tracked_core::{Context, Level, LevelFilter, log, tracked};

use crate::exchange::{
    Exchange, Failure, FailureFn, FieldRecorder, InContext, ResponseFuture, take_ready,
};
use crate::header_slots::HeaderSlot;
use crate::headers::read;

/// Finds the route of a request.
type RouteFn = fn(&Extensions) -> Option<&str>;

/// Makes each request a call below the call of its client, in the client's trace.
///
/// The call's function is `tracked_http::server::serve`. Its fields are `http.request.method`, `url.path`, `http.route`,
/// `http.response.status_code`, `error.type` and `otel.kind`, as OpenTelemetry names them. The level is INFO;
/// `RUST_LOG=tracked_http=off` disables the call, and the trace goes on below the client's call.
///
/// ```
/// use axum::Router;
/// use axum::extract::MatchedPath;
/// use axum::routing::get;
/// use tracked_http::ServerLayer;
///
/// let layer = ServerLayer::new().route(|found| Some(found.get::<MatchedPath>()?.as_str()));
/// let app: Router = Router::new()
///     .route("/orders/{id}", get(async || "an order"))
///     .layer(layer);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ServerLayer {
    find_route: RouteFn,
    is_failure: FailureFn,
}

impl ServerLayer {
    /// Creates a layer for which a status from 500 to 599 is a failure.
    pub fn new() -> Self {
        Self {
            find_route: |_| None,
            is_failure: |status| status.is_server_error(),
        }
    }

    /// Sets the function that finds the route, such as `/orders/{id}`. It is called with the extensions of the request,
    /// and, if they have no route, with those of the response: a router that this layer encloses can put it there.
    #[must_use]
    pub fn route(mut self, find_route: fn(&Extensions) -> Option<&str>) -> Self {
        self.find_route = find_route;
        self
    }

    /// Sets which responses are failures.
    ///
    /// ```
    /// use tracked_http::ServerLayer;
    ///
    /// let layer = ServerLayer::new().failures(|status| status.as_u16() >= 400);
    /// ```
    #[must_use]
    pub fn failures(mut self, is_failure: fn(StatusCode) -> bool) -> Self {
        self.is_failure = is_failure;
        self
    }
}

impl Default for ServerLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Layer<S> for ServerLayer {
    type Service = Server<S>;

    fn layer(&self, inner: S) -> Server<S> {
        Server {
            inner,
            layer: *self,
        }
    }
}

/// The tower service that [`ServerLayer`] creates.
#[derive(Clone, Copy, Debug)]
pub struct Server<S> {
    inner: S,
    layer: ServerLayer,
}

impl<S, A, B> Service<Request<A>> for Server<S>
where
    S: Service<Request<A>, Response = Response<B>> + Clone + Send + 'static,
    S::Future: Send,
    S::Error: Display + Send + 'static,
    A: Send + 'static,
    B: Send + 'static,
{
    type Response = Response<B>;
    type Error = S::Error;
    type Future = ResponseFuture<B, S::Error>;

    fn poll_ready(&mut self, cx: &mut task::Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(cx)
    }

    fn call(&mut self, request: Request<A>) -> Self::Future {
        let (mut parent, slot) = read(request.headers());
        let mut call = Call {
            inner: take_ready(&mut self.inner),
            layer: self.layer,
            slot,
            exchange: Exchange::Request(request),
        };
        Box::pin(async move {
            let (future, has_parent) = (pin!(None), parent.is_some());
            let outer = &*parent.get_or_insert_with(Context::current);
            let parent = has_parent.then_some(outer);
            let result = if log::log_enabled!(Level::Info) {
                let create = || serve(&mut call, future, outer);
                InContext::new(parent, pin!(None), create).await
            } else if log::max_level() != LevelFilter::Off {
                let create = || serve_unlogged(&mut call, future, outer);
                InContext::new(parent, pin!(None), create).await
            } else {
                // Without a call, the trace goes on below the client's call.
                let context = call.slot.as_ref().map(|slot| slot.context(*outer));
                let create = || call.inner.call(call.exchange.take_request());
                return InContext::new(context.as_ref().or(parent), future, create).await;
            };
            call.exchange.into_result(result)
        })
    }
}

/// A request with the service that answers it. It is borrowed by the tracked call, because requests are large to move.
struct Call<S, A, B> {
    inner: S,
    layer: ServerLayer,
    /// The headers to propagate until the service returns its response.
    slot: Option<HeaderSlot>,
    exchange: Exchange<A, B>,
}

impl<S, A, B> Call<S, A, B> {
    fn find_route<'a>(&self, extensions: &'a Extensions) -> Option<&'a str> {
        (self.layer.find_route)(extensions)
    }

    /// Calls the service and stores its answer.
    async fn respond(
        &mut self,
        future: Pin<&mut Option<S::Future>>,
    ) -> Result<(), Failure<S::Error>>
    where
        S: Service<Request<A>, Response = Response<B>>,
    {
        let slot = self.slot.as_ref();
        let context = slot.map(|slot| slot.context(Context::current()));
        let create = || self.inner.call(self.exchange.take_request());
        let result = InContext::new(context.as_ref(), future, create).await;
        self.exchange.answer(result, self.layer.is_failure)
    }
}

// With a name, because the compiler's name of the function contains the type of the service. The future of the service is not
// inside of the call's future, which is moved several times before it is polled.
#[tracked(
    name = "serve",
    skip_all,
    fields(
        "http.request.method" = %call.exchange.request().method().as_str(),
        "url.path" = %call.exchange.request().uri().path(),
        "otel.kind" = %"server",
    ),
)]
async fn serve<S, A, B>(
    call: &mut Call<S, A, B>,
    future: Pin<&mut Option<S::Future>>,
    outer: &Context,
) -> Result<(), Failure<S::Error>>
where
    S: Service<Request<A>, Response = Response<B>>,
    S::Error: Display,
{
    let recorder = FieldRecorder::new(outer);
    let route = call.find_route(call.exchange.request().extensions());
    let has_route = recorder.record_route(route);
    let result = call.respond(future).await;
    recorder.record_answer(call, has_route, &result);
    result
}

/// The same if the start and the success of a call are not logged: the fields of the request are formatted only if the
/// call does not succeed.
#[tracked(name = "serve", skip_all)]
async fn serve_unlogged<S, A, B>(
    call: &mut Call<S, A, B>,
    future: Pin<&mut Option<S::Future>>,
    outer: &Context,
) -> Result<(), Failure<S::Error>>
where
    S: Service<Request<A>, Response = Response<B>>,
    S::Error: Display,
{
    let recorder = FieldRecorder::new(outer);
    let mut request = RequestFields::new(recorder, call);
    let result = call.respond(future).await;
    if result.is_ok() {
        request.copy = None;
    } else {
        let has_route = request.record();
        recorder.record_answer(call, has_route, &result);
    }
    result
}

/// The fields of a request. They are recorded when this is dropped, because the call has panicked or is cancelled.
struct RequestFields {
    recorder: FieldRecorder,
    /// The method, the path and the route. `None` if there is nothing to record.
    copy: Option<(Method, ShortText, Option<String>)>,
}

impl RequestFields {
    fn new<S, A, B>(recorder: FieldRecorder, call: &Call<S, A, B>) -> Self {
        let copy = recorder.is_enabled().then(|| {
            let request = call.exchange.request();
            let path = ShortText::new(request.uri().path());
            let route = call.find_route(request.extensions());
            (request.method().clone(), path, route.map(str::to_owned))
        });
        Self { recorder, copy }
    }

    /// Returns whether there is a route.
    fn record(&mut self) -> bool {
        let Some((method, path, route)) = self.copy.take() else {
            return false;
        };
        self.recorder.record("http.request.method", method.as_str());
        self.recorder.record("url.path", path.as_str());
        self.recorder.record("otel.kind", "server");
        self.recorder.record_route(route.as_deref())
    }
}

impl Drop for RequestFields {
    fn drop(&mut self) {
        self.record();
    }
}

impl FieldRecorder {
    /// Returns whether there is a route.
    fn record_route(self, route: Option<&str>) -> bool {
        if let Some(route) = route {
            self.record("http.route", route);
        }
        route.is_some()
    }

    /// Records the end of the exchange, and the route of the response if the request has none.
    fn record_answer<S, A, B, E>(
        self,
        call: &Call<S, A, B>,
        has_route: bool,
        result: &Result<(), Failure<E>>,
    ) {
        let response = call.exchange.response().filter(|_| !has_route);
        self.record_route(response.and_then(|found| call.find_route(found.extensions())));
        self.record_end(&call.exchange, result);
    }
}

/// A copy of a text, which is on the heap only if it is long. A clone of the `Uri` would be on the heap too, the first time.
enum ShortText {
    Short([u8; 62], u8),
    Long(Box<str>),
}

impl ShortText {
    fn new(text: &str) -> Self {
        let mut bytes = [0; 62];
        match (bytes.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(start), Ok(len)) => {
                start.copy_from_slice(text.as_bytes());
                Self::Short(bytes, len)
            }
            _ => Self::Long(text.into()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Short(bytes, len) => {
                str::from_utf8(&bytes[..usize::from(*len)]).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }
}
