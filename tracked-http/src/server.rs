//! Requests that a service answers.

use std::fmt::Display;
use std::pin::{Pin, pin};
use std::task::{self, Poll};

use http::{Extensions, Request, Response, StatusCode};
use tower_layer::Layer;
use tower_service::Service;
use tracked_core::{Context, tracked};

use crate::exchange::{Failure, Fields, InContext, IsFailure, ResponseFuture, take_ready};
use crate::extract;
use crate::kept::Kept;

/// How the route of a request is found.
type FindRoute = fn(&Extensions) -> Option<&str>;

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
    find_route: FindRoute,
    is_failure: IsFailure,
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

/// The service of a [`ServerLayer`].
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
        let mut exchange = Exchange {
            inner: take_ready(&mut self.inner),
            layer: self.layer,
            parent: extract(request.headers()),
            request: Some(request),
        };
        Box::pin(async move {
            let (response, outer) = (pin!(None), Context::current());
            let result = serve(&mut exchange, response, &outer).await;
            result.or_else(Failure::into_result)
        })
    }
}

/// A request with the service that answers it. It is borrowed by its call, because requests are large to move.
struct Exchange<S, A> {
    inner: S,
    layer: ServerLayer,
    /// The call of the client.
    parent: Option<Context>,
    /// `None` as soon as the service has it.
    request: Option<Request<A>>,
}

impl<S, A> Exchange<S, A> {
    fn request(&self) -> &Request<A> {
        match &self.request {
            Some(request) => request,
            None => unreachable!("the service is called once"),
        }
    }

    fn respond(&mut self) -> S::Future
    where
        S: Service<Request<A>>,
    {
        match self.request.take() {
            Some(request) => self.inner.call(request),
            None => unreachable!("the service is called once"),
        }
    }
}

// With a name, because the compiler's name of the function contains the type of the service. The future of the service is not
// inside of the call's future, which is moved several times before it is polled.
#[tracked(
    name = "serve",
    skip_all,
    parent = exchange.parent.as_ref().unwrap_or(outer),
    fields(
        "http.request.method" = %exchange.request().method().as_str(),
        "url.path" = %exchange.request().uri().path(),
        "otel.kind" = %"server",
    ),
)]
async fn serve<S, A, B>(
    exchange: &mut Exchange<S, A>,
    response: Pin<&mut Option<S::Future>>,
    outer: &Context,
) -> Result<Response<B>, Failure<B, S::Error>>
where
    S: Service<Request<A>, Response = Response<B>>,
    S::Error: Display,
{
    let (parent, layer) = (exchange.parent, exchange.layer);
    let fields = Fields::new(*outer);
    let has_route = fields.record_route(layer, exchange.request().extensions());
    // If this call is disabled, the trace goes on below the client's call.
    let below = parent.filter(|_| !fields.is_enabled());
    let kept = Kept::new(exchange.request().headers(), parent.is_some());
    let context = match &kept {
        Some(kept) => Some(kept.context(below.unwrap_or_else(Context::current))),
        None => below,
    };
    let result = InContext::new(context, response, || exchange.respond()).await;
    if let (false, Ok(response)) = (has_route, &result) {
        fields.record_route(layer, response.extensions());
    }
    fields.finish(result, layer.is_failure)
}

impl Fields {
    /// Records the route if the extensions have one, and returns whether they have.
    fn record_route(&self, layer: ServerLayer, extensions: &Extensions) -> bool {
        let route = (layer.find_route)(extensions);
        if let Some(route) = route {
            self.record("http.route", route);
        }
        route.is_some()
    }
}
