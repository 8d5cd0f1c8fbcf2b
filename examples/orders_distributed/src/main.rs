//! One order through three processes, as one trace: a gateway, an order service, and a worker that finds its jobs in a folder.
//!
//! `cargo run -p orders-distributed` starts the three, orders a pen, and stops them. Each process logs to a file of its own in
//! the folder `orders_distributed`.

mod gateway;
mod orders;
mod worker;

use std::env;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use axum::Router;
use axum::extract::MatchedPath;
use tracked_core::{Format, log};
use tracked_http::ServerLayer;

fn main() -> io::Result<()> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments[..] {
        ["gateway", folder, orders] => {
            start_log(folder, "gateway");
            serve(gateway::routes(orders.to_owned()))
        }
        ["orders", folder] => {
            start_log(folder, "orders");
            serve(orders::routes(folder.into()))
        }
        ["worker", folder] => {
            start_log(folder, "worker");
            worker::run(Path::new(folder))
        }
        [] => order(Path::new("orders_distributed")),
        [folder] => order(Path::new(folder)),
        _ => Err(io::Error::other("expected a folder for the logs")),
    }
}

fn start_log(folder: &str, service: &str) {
    let mut builder = tracked_core::builder();
    builder.file(Path::new(folder).join(format!("{service}.log")));
    builder
        .format(Format::Json)
        .service(service, env!("CARGO_PKG_VERSION"));
    builder.init();
}

/// Serves until the process is killed. Prints the address.
#[tokio::main(flavor = "current_thread")]
async fn serve(routes: Router) -> io::Result<()> {
    // The one line that puts the service into the traces of its clients.
    let layer = ServerLayer::new().route(|found| Some(found.get::<MatchedPath>()?.as_str()));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    println!("{address}");
    log::info!("listening on {address}");
    axum::serve(listener, routes.layer(layer)).await
}

/// A process of this example, which is killed when the example ends.
struct Process(Child);

impl Process {
    fn start(arguments: &[&str]) -> io::Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        Ok(Self(
            command.args(arguments).stdout(Stdio::piped()).spawn()?,
        ))
    }

    /// The line that a service prints.
    fn address(&mut self) -> io::Result<String> {
        let output = self.0.stdout.take().ok_or(io::ErrorKind::NotFound)?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        Ok(line.trim().to_owned())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn order(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(jobs(folder))?;
    let name = folder.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    let _worker = Process::start(&["worker", name])?;
    let mut orders = Process::start(&["orders", name])?;
    let mut gateway = Process::start(&["gateway", name, &orders.address()?])?;

    let mut connection = TcpStream::connect(gateway.address()?)?;
    connection.write_all(b"POST /orders/pen HTTP/1.1\r\nhost: shop\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    let (_, body) = answer.split_once("\r\n\r\n").unwrap_or_default();
    println!("{body}");

    // The worker removes a job that is done.
    while fs::read_dir(jobs(folder))?.next().is_some() {
        thread::sleep(Duration::from_millis(10));
    }
    let trace = body.rsplit(' ').next().unwrap_or_default();
    println!("next: tracked tree --trace {trace} {name}/*.log");
    Ok(())
}

fn jobs(folder: &Path) -> PathBuf {
    folder.join("jobs")
}
