//! A collector that counts the spans it is sent.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

/// The number of spans that have arrived.
#[derive(Clone, Default)]
pub struct Arrived(Arc<AtomicU64>);

impl Arrived {
    pub fn take(&self) -> u64 {
        self.0.swap(0, Ordering::SeqCst)
    }
}

/// Serves at the address until the process ends.
pub fn serve(address: &str) -> Arrived {
    let listener = TcpListener::bind(address).expect("a free port");
    let arrived = Arrived::default();
    let counter = arrived.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let counter = counter.clone();
            thread::spawn(move || answer(&stream, &counter));
        }
    });
    arrived
}

/// Answers the requests of a connection.
fn answer(stream: &TcpStream, arrived: &Arrived) -> Option<()> {
    let mut input = BufReader::with_capacity(1 << 16, stream);
    let mut output = stream;
    let mut body = Vec::new();
    loop {
        let (mut len, mut is_gzip, mut line) = (0, false, String::new());
        input.read_line(&mut line).ok().filter(|read| *read > 0)?;
        loop {
            line.clear();
            input.read_line(&mut line).ok()?;
            let Some((name, value)) = line.trim_end().split_once(':') else {
                break;
            };
            match &*name.to_lowercase() {
                "content-length" => len = value.trim().parse().ok()?,
                "content-encoding" => is_gzip = true,
                "transfer-encoding" => panic!("a length is expected"),
                _ => {}
            }
        }
        body.resize(len, 0);
        input.read_exact(&mut body).ok()?;
        let spans = if is_gzip {
            let mut plain = Vec::new();
            flate2::read::GzDecoder::new(&body[..])
                .read_to_end(&mut plain)
                .ok()?;
            count(&plain)
        } else {
            count(&body)
        };
        arrived.0.fetch_add(spans, Ordering::SeqCst);
        output.write_all(b"HTTP/1.1 200 OK\r\ncontent-type: application/x-protobuf\r\ncontent-length: 0\r\n\r\n").ok()?;
    }
}

/// The spans of an `ExportTraceServiceRequest`.
fn count(request: &[u8]) -> u64 {
    let mut spans = 0;
    each(request, 1, &mut |resource| {
        each(resource, 2, &mut |scope| {
            each(scope, 2, &mut |_| spans += 1);
        });
    });
    spans
}

/// Visits the messages in a field of a message of protobuf.
fn each(message: &[u8], wanted: u64, visit: &mut dyn FnMut(&[u8])) {
    let mut rest = message;
    while let Some(tag) = varint(&mut rest) {
        let len = match tag & 7 {
            0 => varint(&mut rest).map(|_| 0),
            1 => Some(8),
            2 => varint(&mut rest),
            _ => Some(4),
        };
        let len = usize::try_from(len.expect("a field")).expect("a length");
        let (field, next) = rest.split_at(len);
        if tag == wanted << 3 | 2 {
            visit(field);
        }
        rest = next;
    }
}

fn varint(rest: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (byte, next) = rest.split_first()?;
        *rest = next;
        value |= u64::from(byte & 0x7f) << shift;
        if *byte < 0x80 {
            return Some(value);
        }
    }
    None
}
