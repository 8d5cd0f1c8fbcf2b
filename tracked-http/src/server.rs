//! Requests that a service answers.

use std::fmt::Display;
use std::task::{self, Poll};

use http::{Extensions, Request, Response, StatusCode};
use tower_layer::Layer;
use tower_service::Service;
use tracked_core::{Context, tracked};

use crate::exchange::{Failure, Fields, IsFailure, ResponseFuture, take_ready};
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
        let inner = take_ready(&mut self.inner);
        let layer = self.layer;
        Box::pin(async move {
            let result = match extract(request.headers()) {
                Some(parent) => {
                    let call = serve(inner, request, layer, parent, true);
                    parent.attach(call).await
                }
                None => serve(inner, request, layer, Context::current(), false).await,
            };
            result.or_else(Failure::into_result)
        })
    }
}

#[tracked(
    skip_all,
    fields(
        "http.request.method" = %request.method(),
        "url.path" = %request.uri().path(),
        "otel.kind" = %"server",
    ),
)]
async fn serve<S, A, B>(
    mut inner: S,
    request: Request<A>,
    layer: ServerLayer,
    outer: Context,
    has_parent: bool,
) -> Result<Response<B>, Failure<B, S::Error>>
where
    S: Service<Request<A>, Response = Response<B>>,
    S::Error: Display,
{
    let fields = Fields::new(outer);
    let route = (layer.find_route)(request.extensions()).map(str::to_owned);
    let kept = Kept::new(request.headers(), has_parent);
    let result = match &kept {
        Some(kept) => {
            let context = kept.context(Context::current());
            let response = context.run(|| inner.call(request));
            context.attach(response).await
        }
        None => inner.call(request).await,
    };
    let found = result.as_ref().ok();
    let found = found.and_then(|response| (layer.find_route)(response.extensions()));
    if let Some(route) = route.as_deref().or(found) {
        fields.record("http.route", route);
    }
    fields.finish(result, layer.is_failure)
}
