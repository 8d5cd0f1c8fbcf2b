//! What does a web service log? Each request is one trace, a handler adds what it finds, a failure is one ERROR however
//! many functions pass it on, and no secret of a request is shown.
//!
//! ```sh
//! cargo run --example web_service
//! ```
//!
//! prints its address. These requests
//!
//! ```curl
//! curl -H 'authorization: Bearer c2VzYW1l' -H 'cookie: theme=dark' -H 'content-type: application/json' -d '{"user":"ada","password":"opensesame"}' http://localhost:3000/login
//! curl http://localhost:3000/orders/8
//! ```
//!
//! are records with the ids of their traces in `web_service.json`.
//! The service also logs to stderr, as a tree if stderr is a terminal,
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - done login(headers={"host": "localhost:3000", "user-agent": "curl", "authorization": [redacted], "cookie": [redacted], "content-type": "application/json", "content-length": "38"}, login=Login { user: "ada", password: [redacted] }, user_id=13, is_browser=false) in 15.07µs -> Json(Session { user_id: 13, token: [redacted] })
//! 2026-11-22 12:00:00,123 - INFO - done respond(method=POST, path="/login", status=200) in 376.69µs
//! 2026-11-22 12:00:00,123 - ERROR - error read_page(number=1) in 1.65µs: the connection to postgres://shop:[redacted]@db/shop is closed
//! 2026-11-22 12:00:00,123 - INFO - done respond(method=GET, path="/orders/8", status=503) in 80.31µs
//! ```

use std::error::Error;
use std::fmt::{self, Display, Formatter};
use std::{env, io};

use axum::extract::{Path, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tracked_core::{Context, Format, record, tracked};

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    tracked_core::builder()
        .file("web_service.json")
        .format(Format::Json)
        .stderr(true)
        .starts(false)
        .errors_once(true)
        .init();
    let service = Router::new()
        .route("/login", post(login))
        .route("/orders/{id}", get(show_order))
        .layer(from_fn(respond));
    let address = env::args().nth(1);
    let listener = TcpListener::bind(address.as_deref().unwrap_or("localhost:3000")).await?;
    println!("http://{}", listener.local_addr()?);
    axum::serve(listener, service).await
}

/// The root call of each request. The client gets the id of the trace.
#[tracked(skip_all, fields(method = %request.method(), path = request.uri().path(), status = Empty))]
async fn respond(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    record("status", response.status().as_u16());
    let trace_id = Context::current().trace_id().unwrap_or_default();
    if let Ok(trace_id) = trace_id.parse() {
        response.headers_mut().insert("trace-id", trace_id);
    }
    response
}

#[derive(Debug, Deserialize)]
struct Login {
    user: String,
    password: String,
}

#[derive(Debug, Serialize)]
struct Session {
    user_id: u64,
    token: String,
}

#[tracked(ret)]
async fn login(headers: HeaderMap, Json(login): Json<Login>) -> Json<Session> {
    let user_id = (login.user.len() + login.password.len()) as u64;
    record("user_id", user_id);
    record("is_browser", headers.contains_key("origin"));
    Json(Session {
        user_id,
        token: "b3BlbiBzZXNhbWU".to_owned(),
    })
}

#[tracked]
async fn show_order(Path(id): Path<u64>) -> Result<String, OrderError> {
    find_order(id).await
}

#[tracked]
async fn find_order(id: u64) -> Result<String, OrderError> {
    let row = read_row("orders", id);
    row.await.map_err(|source| OrderError { id, source })
}

#[tracked]
async fn read_row(table: &str, id: u64) -> io::Result<String> {
    let page = read_page(id / 8).await?;
    Ok(format!("{table} {id} of {page}"))
}

#[tracked]
async fn read_page(number: u64) -> io::Result<String> {
    match number {
        0 => Ok("page 0".to_owned()),
        _ => Err(io::Error::other(
            "the connection to postgres://shop:opensesame@db/shop is closed",
        )),
    }
}

#[derive(Debug)]
struct OrderError {
    id: u64,
    source: io::Error,
}

impl Display for OrderError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "order {} cannot be read", self.id)
    }
}

impl Error for OrderError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.source)
    }
}

impl IntoResponse for OrderError {
    fn into_response(self) -> Response {
        (StatusCode::SERVICE_UNAVAILABLE, self.to_string()).into_response()
    }
}
