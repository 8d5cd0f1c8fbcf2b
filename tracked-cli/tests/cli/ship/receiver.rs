//! A collector in the test: what arrives, and any answer.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

use flate2::read::GzDecoder;
use prost::Message;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};
use serde_json::Value;

use super::messages::{LogsRequest, TraceRequest, attributes};

/// What a collector does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    Accept,
    /// Accepts with this body.
    AcceptWith(Vec<u8>),
    /// A status, and further headers.
    Status(u16, &'static str),
    /// Bytes that are not HTTP.
    Garbage,
    /// Reads the request, and says nothing.
    Silence,
}

/// What has arrived.
#[derive(Debug, Default)]
pub struct Arrived {
    pub requests: usize,
    pub spans: Vec<Value>,
    /// How often the id of each span has arrived, if nothing else of spans is kept.
    pub counts: Option<HashMap<Vec<u8>, usize>>,
    pub log_records: Vec<Value>,
    /// The resource of each span.
    pub resources: Vec<Value>,
    /// The path and the bytes of each request that was accepted, while they are few.
    pub bodies: Vec<(String, Vec<u8>)>,
    /// The headers of the last request.
    pub headers: HashMap<String, String>,
}

type Answer = dyn FnMut(usize) -> Reply + Send;

pub struct Receiver {
    pub address: SocketAddr,
    arrived: Arc<Mutex<Arrived>>,
}

impl Receiver {
    /// Answers each request with the reply for its number.
    pub fn new(answer: impl FnMut(usize) -> Reply + Send + 'static) -> Self {
        Self::at("127.0.0.1:0", answer)
    }

    pub fn at(address: &str, answer: impl FnMut(usize) -> Reply + Send + 'static) -> Self {
        Self::start(address, answer, |stream| stream)
    }

    /// A collector behind TLS, with the certificate in `tls/`.
    pub fn with_tls() -> Self {
        let certificate = CertificateDer::from_pem_slice(include_bytes!("tls/certificate.pem"));
        let key = PrivateKeyDer::from_pem_slice(include_bytes!("tls/key.pem"));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(vec![certificate.expect("PEM")], key.expect("PEM"));
        let config = Arc::new(config.expect("a certificate and its key"));
        let accept = |_| Reply::Accept;
        Self::start("127.0.0.1:0", accept, move |stream| {
            let connection = ServerConnection::new(config.clone()).expect("a connection");
            StreamOwned::new(connection, stream)
        })
    }

    fn start<S: Read + Write>(
        address: &str,
        answer: impl FnMut(usize) -> Reply + Send + 'static,
        open: impl Fn(TcpStream) -> S + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).expect("a port");
        let address = listener.local_addr().expect("an address");
        let arrived = Arc::new(Mutex::new(Arrived::default()));
        let answer: Arc<Mutex<Answer>> = Arc::new(Mutex::new(answer));
        let open = Arc::new(open);
        let receiver = Self {
            address,
            arrived: arrived.clone(),
        };
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (arrived, answer, open) = (arrived.clone(), answer.clone(), open.clone());
                thread::spawn(move || {
                    serve(open(stream.expect("a connection")), &arrived, &answer)
                });
            }
        });
        receiver
    }

    /// Keeps only how often each span arrives: a million spans would take gigabytes.
    pub fn counting(answer: impl FnMut(usize) -> Reply + Send + 'static) -> Self {
        let receiver = Self::new(answer);
        receiver.arrived().counts = Some(HashMap::new());
        receiver
    }

    pub fn accepting() -> Self {
        Self::new(|_| Reply::Accept)
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn arrived(&self) -> MutexGuard<'_, Arrived> {
        self.arrived.lock().expect("no panic")
    }
}

fn serve<S: Read + Write>(
    stream: S,
    arrived: &Mutex<Arrived>,
    answer: &Mutex<Answer>,
) -> Option<()> {
    let mut input = BufReader::new(stream);
    loop {
        let mut first = String::new();
        input.read_line(&mut first).ok().filter(|read| *read > 0)?;
        let path = first.split(' ').nth(1)?.to_owned();
        let mut headers = HashMap::new();
        loop {
            let mut line = String::new();
            input.read_line(&mut line).ok()?;
            match line.trim_end().split_once(": ") {
                Some((name, value)) => headers.insert(name.to_lowercase(), value.to_owned()),
                None => break,
            };
        }
        let len = headers["content-length"].parse().expect("a length");
        let mut body = vec![0; len];
        // A shipper can be killed at any time.
        input.read_exact(&mut body).ok()?;
        let reply = {
            let mut arrived = arrived.lock().expect("no panic");
            arrived.requests += 1;
            let reply = answer.lock().expect("no panic")(arrived.requests);
            if matches!(reply, Reply::Accept | Reply::AcceptWith(_)) {
                let body = match headers.get("content-encoding") {
                    None => body,
                    Some(encoding) => {
                        assert_eq!(encoding, "gzip");
                        let mut plain = Vec::new();
                        GzDecoder::new(&*body)
                            .read_to_end(&mut plain)
                            .expect("gzip");
                        plain
                    }
                };
                keep(&mut arrived, &path, &body);
                if arrived.bodies.len() < 10 {
                    arrived.bodies.push((path, body));
                }
            }
            arrived.headers = headers;
            reply
        };
        let (status, headers, body) = match reply {
            Reply::Accept => (200, "", Vec::new()),
            Reply::AcceptWith(body) => (200, "", body),
            Reply::Status(status, headers) => (status, headers, Vec::new()),
            Reply::Garbage => {
                return input.get_mut().write_all(b"\0\x01garbage\r\n\r\n").ok();
            }
            Reply::Silence => loop {
                thread::park();
            },
        };
        let len = body.len();
        let stream = input.get_mut();
        write!(
            stream,
            "HTTP/1.1 {status} X\r\ncontent-length: {len}\r\n{headers}\r\n"
        )
        .ok()?;
        stream.write_all(&body).ok()?;
        stream.flush().ok()?;
    }
}

fn keep(arrived: &mut Arrived, path: &str, body: &[u8]) {
    if path == "/v1/traces" {
        let request = TraceRequest::decode(body).expect("a request");
        for group in request.resource_spans {
            let resource = attributes(&group.resource.expect("a resource").attributes);
            for scope in group.scope_spans {
                assert_eq!(scope.scope.expect("a scope").name, "tracked");
                if let Some(counts) = &mut arrived.counts {
                    for span in scope.spans {
                        *counts.entry(span.span_id).or_default() += 1;
                    }
                    continue;
                }
                for span in scope.spans {
                    arrived.spans.push(span.json());
                    arrived.resources.push(resource.clone());
                }
            }
        }
    } else {
        assert_eq!(path, "/v1/logs");
        let request = LogsRequest::decode(body).expect("a request");
        let scopes = request
            .resource_logs
            .into_iter()
            .flat_map(|group| group.scope_logs);
        let records = scopes.flat_map(|scope| scope.log_records);
        arrived
            .log_records
            .extend(records.map(|record| record.json()));
    }
}
