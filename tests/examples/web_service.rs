//! Starts the web service of the examples and sends the requests that its documentation shows.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::example::{Example, normalised, root};
use crate::folder;

/// Killed if a test fails.
struct Service(Child);

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[test]
fn logs_one_trace_per_request_one_error_per_failure_and_no_secret() {
    let example = Example::load("web_service");
    let folder = folder("web_service");
    // On Unix, cargo becomes the process of the example.
    let child = Command::new(env!("CARGO"))
        .args(["run", "--quiet", "--offline"])
        .args(["--package", "tracked-examples", "--example", "web_service"])
        .arg("--manifest-path")
        .arg(root().join("Cargo.toml"))
        .args(["--", "127.0.0.1:0"])
        .env_remove("RUST_LOG")
        .env_remove("TRACEPARENT")
        .current_dir(&folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut service = Service(child);
    let mut stdout = BufReader::new(service.0.stdout.take().unwrap());
    let mut address = String::new();
    stdout.read_line(&mut address).unwrap();
    let address = address.trim().strip_prefix("http://").unwrap();

    let commands = example.output("requests");
    let answers: Vec<Answer> = (commands.lines().map(Request::parse))
        .map(|request| request.send(address))
        .collect();
    service.0.kill().unwrap();
    let mut stderr = String::new();
    let mut pipe = service.0.stderr.take().unwrap();
    pipe.read_to_string(&mut stderr).unwrap();
    let log = fs::read_to_string(folder.join("web_service.json")).unwrap();

    assert_eq!(
        normalised(&stderr),
        normalised(example.output("logs to stderr"))
    );
    for secret in ["c2VzYW1l", "dark", "opensesame", "b3BlbiBzZXNhbWU"] {
        assert!(!log.contains(secret), "{secret}: {log}");
        assert!(!stderr.contains(secret), "{secret}: {stderr}");
    }

    let records: Vec<Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|record: &Value| record["event"] != "run")
        .collect();
    let mut traces: Vec<&Value> = records.iter().map(|record| &record["trace_id"]).collect();
    traces.dedup();
    assert_eq!(traces, [answers[0].trace(), answers[1].trace()]);
    let (first, second): (Vec<_>, Vec<_>) =
        (records.iter()).partition(|record| record["trace_id"] == answers[0].trace());
    assert_eq!(first[0]["fields"]["user_id"], 13);
    assert_eq!(first[1]["fields"]["status"], 200);
    assert!(answers[0].0.starts_with("HTTP/1.1 200 "));
    let errors = second.iter().filter(|record| record["level"] == "ERROR");
    assert_eq!(errors.count(), 1, "{log}");
    assert!(answers[1].0.starts_with("HTTP/1.1 503 "));
    assert!(answers[1].0.ends_with("order 8 cannot be read"));
}

/// A request as `curl` sends it.
struct Request<'a> {
    headers: Vec<&'a str>,
    body: Option<&'a str>,
    url: &'a str,
}

impl<'a> Request<'a> {
    /// Reads the options `-H` and `-d` and the URL of a command.
    fn parse(command: &'a str) -> Self {
        let mut request = Self {
            headers: Vec::new(),
            body: None,
            url: "",
        };
        let (_, url) = command.rsplit_once(' ').unwrap();
        request.url = url.strip_prefix("http://localhost:3000").unwrap();
        let quoted: Vec<&str> = command.split('\'').collect();
        for pair in quoted.chunks_exact(2) {
            if pair[0].ends_with(" -H ") {
                request.headers.push(pair[1]);
            } else {
                request.body = Some(pair[1]);
            }
        }
        request
    }

    fn send(&self, address: &str) -> Answer {
        let method = if self.body.is_some() { "POST" } else { "GET" };
        let body = self.body.unwrap_or_default();
        let mut text = format!(
            "{method} {} HTTP/1.1\r\nhost: localhost:3000\r\nuser-agent: curl\r\n",
            self.url
        );
        for header in &self.headers {
            text += header;
            text += "\r\n";
        }
        text += &format!("content-length: {}\r\n\r\n{body}", body.len());
        let mut socket = TcpStream::connect(address).unwrap();
        socket.write_all(text.as_bytes()).unwrap();
        Answer::read(BufReader::new(socket))
    }
}

/// The status, the headers and the body of an answer.
struct Answer(String);

impl Answer {
    fn read(mut socket: impl BufRead) -> Self {
        let mut text = String::new();
        while !text.ends_with("\r\n\r\n") {
            assert_ne!(socket.read_line(&mut text).unwrap(), 0, "{text}");
        }
        let (_, len) = text.split_once("content-length: ").unwrap();
        let len = len.lines().next().unwrap().parse().unwrap();
        socket.take(len).read_to_string(&mut text).unwrap();
        Self(text)
    }

    /// The trace in the header that the service adds.
    fn trace(&self) -> &str {
        let (_, rest) = self.0.split_once("trace-id: ").unwrap();
        rest.lines().next().unwrap()
    }
}
