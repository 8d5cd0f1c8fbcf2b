//! Requests that are sent to another service.

use std::fmt::Display;
use std::pin::pin;
use std::task::{self, Poll};

use http::{Request, Response, StatusCode, Uri};
use tower_layer::Layer;
use tower_service::Service;
use tracked_core::{Context, record, tracked};

use crate::exchange::{
    Exchange, Failure, FailureFn, FieldRecorder, InContext, ResponseFuture, take_ready,
};
use crate::inject;

/// Makes each request a call, and sends the call's context with the request: `traceparent`, and the `tracestate` and
/// `baggage` of the request that a [`ServerLayer`](crate::ServerLayer) serves.
///
/// The call's function is `tracked_http::client::send`. Its fields are `http.request.method`, `url.full` (without a user,
/// a password and a query), `server.address`, `server.port`, `http.response.status_code`, `error.type` and `otel.kind`.
/// If the call is disabled, the context of its caller is sent.
///
/// ```
/// use std::convert::Infallible;
/// use http::{Request, Response};
/// use tower::{ServiceBuilder, service_fn};
/// use tracked_http::ClientLayer;
///
/// # async fn send(request: Request<String>) -> Result<Response<String>, Infallible> { Ok(Response::default()) }
/// let client = ServiceBuilder::new().layer(ClientLayer::new()).service(service_fn(send));
/// # fn check(_: impl tower::Service<Request<String>>) {}
/// # check(client);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ClientLayer {
    is_failure: FailureFn,
}

impl ClientLayer {
    /// Creates a layer for which a status from 500 to 599 is a failure.
    pub fn new() -> Self {
        Self {
            is_failure: |status| status.is_server_error(),
        }
    }

    /// Sets which responses are failures.
    #[must_use]
    pub fn failures(mut self, is_failure: fn(StatusCode) -> bool) -> Self {
        self.is_failure = is_failure;
        self
    }
}

impl Default for ClientLayer {
    fn default() -> Self {
        Self::new()
    }
}

impl<S> Layer<S> for ClientLayer {
    type Service = Client<S>;

    fn layer(&self, inner: S) -> Client<S> {
        Client {
            inner,
            layer: *self,
        }
    }
}

/// The service of a [`ClientLayer`].
#[derive(Clone, Copy, Debug)]
pub struct Client<S> {
    inner: S,
    layer: ClientLayer,
}

impl<S, A, B> Service<Request<A>> for Client<S>
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
        // The call that makes the request may hand the future to another task.
        let outer = Context::current();
        let mut exchange = Exchange::Request(request);
        Box::pin(async move {
            let result = if Context::current() == outer {
                send(inner, &mut exchange, layer, &outer).await
            } else {
                let create = || send(inner, &mut exchange, layer, &outer);
                InContext::new(Some(&outer), pin!(None), create).await
            };
            exchange.into_result(result)
        })
    }
}

// With a name, because the compiler's name of the function contains the type of the service.
#[tracked(
    name = "send",
    skip_all,
    fields(
        "http.request.method" = %exchange.request().method(),
        "url.full" = %public_url(exchange.request().uri()),
        "otel.kind" = %"client",
    ),
)]
async fn send<S, A, B>(
    mut inner: S,
    exchange: &mut Exchange<A, B>,
    layer: ClientLayer,
    outer: &Context,
) -> Result<(), Failure<S::Error>>
where
    S: Service<Request<A>, Response = Response<B>>,
    S::Error: Display,
{
    let recorder = FieldRecorder::new(outer);
    let mut request = exchange.take_request();
    if let Some(host) = request.uri().host() {
        recorder.record("server.address", host);
    }
    if let Some(port) = port(request.uri()).filter(|_| recorder.is_enabled()) {
        record("server.port", port);
    }
    inject(&Context::current(), request.headers_mut());
    let result = exchange.answer(inner.call(request).await, layer.is_failure);
    recorder.record_end(exchange, &result);
    result
}

fn port(uri: &Uri) -> Option<u16> {
    uri.port_u16().or(match uri.scheme_str()? {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    })
}

/// The address without what is often a secret: user, password and query.
fn public_url(uri: &Uri) -> String {
    let path = uri.path();
    let Some(authority) = uri.authority() else {
        return path.to_owned();
    };
    let host = authority.as_str();
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let scheme = uri.scheme_str().unwrap_or("http");
    format!("{scheme}://{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_recorded_without_secrets() {
        for (url, expected, expected_port) in [
            ("http://a.example/x?key=1", "http://a.example/x", Some(80)),
            (
                "https://user:word@a.example:8443/",
                "https://a.example:8443/",
                Some(8443),
            ),
            ("/only/path?q", "/only/path", None),
        ] {
            let uri: Uri = url.parse().expect("a URI");
            assert_eq!(
                (public_url(&uri).as_str(), port(&uri)),
                (expected, expected_port)
            );
        }
    }
}
