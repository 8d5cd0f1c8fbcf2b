//! Does a trace go on through a service whose calls are not logged? No logger is set here.

use std::convert::Infallible;

use http::{HeaderMap, Request, Response};
use tower::{Layer, ServiceExt, service_fn};
use tracked_core::Context;
use tracked_http::{ClientLayer, ServerLayer, inject};

const PARENT: &str = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00";

async fn answer_headers(request: Request<()>) -> Result<Response<HeaderMap>, Infallible> {
    Ok(Response::new(request.headers().clone()))
}

#[tokio::test]
async fn a_disabled_service_passes_the_headers_of_its_client_on() {
    let service = service_fn(async |_: Request<()>| {
        let client = ClientLayer::new().layer(service_fn(answer_headers));
        client.oneshot(Request::new(())).await
    });
    let mut request = Request::new(());
    for (name, value) in [
        ("traceparent", PARENT),
        ("tracestate", "a=1"),
        ("baggage", "b=2"),
    ] {
        request
            .headers_mut()
            .insert(name, value.parse().expect("a value"));
    }
    let headers = request.headers().clone();
    let response = ServerLayer::new().layer(service).oneshot(request).await;
    assert_eq!(*response.expect("an answer").body(), headers);
}

#[test]
fn no_call_adds_no_headers() {
    let mut headers = HeaderMap::new();
    inject(&Context::current(), &mut headers);
    assert!(headers.is_empty());
}
