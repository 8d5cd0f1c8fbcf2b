//! The order service: it takes the money, and hands the rest to the worker.

use std::fs;
use std::io;
use std::path::PathBuf;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::routing::post;
use tracked_core::{Context, tracked};

pub fn routes(folder: PathBuf) -> Router {
    Router::new()
        .route("/orders/{item}", post(accept))
        .with_state(crate::jobs(&folder))
}

#[tracked(skip(jobs))]
async fn accept(
    State(jobs): State<PathBuf>,
    Path(item): Path<String>,
) -> Result<StatusCode, StatusCode> {
    let charged = charge(&item, 1).or_else(|_| charge(&item, 2));
    charged.map_err(|_| StatusCode::PAYMENT_REQUIRED)?;
    hand_over(&jobs, &item).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    Ok(StatusCode::ACCEPTED)
}

#[tracked]
fn charge(item: &str, attempt: u32) -> Result<(), String> {
    match attempt {
        1 => Err(format!("the bank is busy, and the {item} has to wait")),
        _ => Ok(()),
    }
}

/// Writes a job for the worker: the context of this call is its first line.
#[tracked(skip(jobs))]
fn hand_over(jobs: &std::path::Path, item: &str) -> io::Result<()> {
    let context = Context::current().traceparent();
    let id = Context::current().span_id().unwrap_or_default();
    let new = jobs.with_file_name(format!("{id}.new"));
    fs::write(&new, format!("{context}\n{item}\n"))?;
    fs::rename(new, jobs.join(id))
}
