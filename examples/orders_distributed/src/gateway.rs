//! The gateway: it knows no orders, and asks the order service.

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::routing::post;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use tower::{Layer, ServiceExt};
use tracked_core::{Context, tracked};
use tracked_http::ClientLayer;

/// A client of the order service, whose requests are in the trace of the call that sends them.
#[derive(Clone)]
struct Orders {
    client: tracked_http::Client<Client<HttpConnector, Body>>,
    address: String,
}

pub fn routes(address: String) -> Router {
    let client = Client::builder(TokioExecutor::new()).build_http();
    let client = ClientLayer::new().layer(client);
    Router::new()
        .route("/orders/{item}", post(place_order))
        .with_state(Orders { client, address })
}

#[tracked(skip(orders))]
async fn place_order(
    State(orders): State<Orders>,
    Path(item): Path<String>,
) -> Result<String, StatusCode> {
    let uri = format!("http://{}/orders/{item}", orders.address);
    let request = Request::post(uri).body(Body::empty());
    let request = request.map_err(|_| StatusCode::BAD_REQUEST)?;
    let answer = orders.client.oneshot(request).await;
    let answer = answer.map_err(|_| StatusCode::BAD_GATEWAY)?;
    if !answer.status().is_success() {
        return Err(answer.status());
    }
    let trace = Context::current().trace_id().unwrap_or_default();
    Ok(format!("the {item} is ordered, in trace {trace}"))
}
