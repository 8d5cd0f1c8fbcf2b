//! Requests to a collector, and their repetition.

use std::collections::hash_map::RandomState;
use std::env;
use std::fs;
use std::hash::BuildHasher;
use std::io::{self, Write};
use std::thread;
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use ureq::Agent;
use ureq::tls::{PemItem, RootCerts, TlsConfig};

use super::protobuf::{Field, Reader};
use crate::otlp::resource::decode;

/// The pause before the first repetition. It doubles with each one.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const MAX_PAUSE: Duration = Duration::from_secs(30);
/// After this time without an answer, a run that does not follow the log ends.
const GIVE_UP: Duration = Duration::from_secs(300);
/// An answer that is longer is not read further.
const MAX_ANSWER: u64 = 1 << 16;

/// A collector.
pub struct Target {
    url: String,
    agent: Agent,
    headers: Vec<(String, String)>,
    is_gzip: bool,
    /// Since when requests fail.
    failing: Option<Instant>,
}

/// What a request led to.
enum Answer {
    Accepted,
    /// The items may arrive later; after the pause that the collector asks for.
    Later(String, Option<Duration>),
    /// These bytes will never be accepted.
    Refused(String),
    /// The address or the credentials are wrong: no request will be accepted.
    Wrong(String),
}

impl Target {
    /// The collector at this address, with the settings of the environment.
    pub fn from_env(to: Option<&str>) -> io::Result<Self> {
        let text = |name: &str| {
            env::var(format!("OTEL_EXPORTER_OTLP_{name}"))
                .ok()
                .filter(|text| !text.is_empty())
        };
        let url = to.map(str::to_owned).or_else(|| text("ENDPOINT"));
        let url = url.unwrap_or_else(|| "http://localhost:4318".to_owned());
        if !url.starts_with("http://") && !url.starts_with("https://") {
            return Err(io::Error::other(format!(
                "{url}: expected an address such as http://collector:4318"
            )));
        }
        let wrong = |name: &str, value: &str, expected: &str| {
            io::Error::other(format!(
                "OTEL_EXPORTER_OTLP_{name}={value}: expected {expected}"
            ))
        };
        let timeout = match text("TIMEOUT") {
            None => 10_000,
            Some(text) => text
                .parse::<u64>()
                .ok()
                .filter(|millis| *millis > 0)
                .ok_or_else(|| wrong("TIMEOUT", &text, "milliseconds"))?,
        };
        let is_gzip = match text("COMPRESSION").as_deref() {
            None | Some("none") => false,
            Some("gzip") => true,
            Some(other) => return Err(wrong("COMPRESSION", other, "gzip or none")),
        };
        let mut tls = TlsConfig::builder();
        if let Some(path) = text("CERTIFICATE") {
            tls = tls.root_certs(certificates(&path)?);
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_millis(timeout)))
            .user_agent(concat!("tracked/", env!("CARGO_PKG_VERSION")))
            .tls_config(tls.build());
        Ok(Self {
            url: url.trim_end_matches('/').to_owned(),
            agent: config.build().into(),
            headers: headers(&text("HEADERS").unwrap_or_default()),
            is_gzip,
            failing: None,
        })
    }

    pub fn url(&self) -> &str {
        &self.url
    }

    /// Sends a request until the collector has answered it. Returns whether it was accepted: one that never can be is
    /// reported.
    ///
    /// Returns an error if no request can arrive, or, unless `is_patient`, if the collector is away for minutes.
    pub fn send(&mut self, path: &str, request: &[u8], is_patient: bool) -> io::Result<bool> {
        let compressed;
        let body = if self.is_gzip {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(request)?;
            compressed = encoder.finish()?;
            &compressed[..]
        } else {
            request
        };
        let mut pause = FIRST_PAUSE;
        loop {
            match self.post(path, body) {
                Answer::Accepted => {
                    if let Some(since) = self.failing.take() {
                        let seconds = since.elapsed().as_secs();
                        report(&format!("{} answers again after {seconds} s", self.url));
                    }
                    return Ok(true);
                }
                Answer::Refused(reason) => {
                    report(&format!(
                        "{}{path}: {reason}; this batch is not sent again",
                        self.url
                    ));
                    return Ok(false);
                }
                Answer::Wrong(reason) => {
                    return Err(io::Error::other(format!("{}{path}: {reason}", self.url)));
                }
                Answer::Later(reason, retry_after) => {
                    let since = *self.failing.get_or_insert_with(|| {
                        report(&format!("{}{path}: {reason}; sending again", self.url));
                        Instant::now()
                    });
                    if !is_patient && since.elapsed() > GIVE_UP {
                        return Err(io::Error::other(format!("{}{path}: {reason}", self.url)));
                    }
                    thread::sleep(retry_after.unwrap_or_else(|| pause.mul_f64(jitter())));
                    pause = (pause * 2).min(MAX_PAUSE);
                }
            }
        }
    }

    fn post(&self, path: &str, body: &[u8]) -> Answer {
        let mut request = self
            .agent
            .post(format!("{}{path}", self.url))
            .header("content-type", "application/x-protobuf");
        if self.is_gzip {
            request = request.header("content-encoding", "gzip");
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut response = match request.send(body) {
            Ok(response) => response,
            Err(ureq::Error::Http(error)) => return Answer::Wrong(error.to_string()),
            Err(ureq::Error::BadUri(error)) => return Answer::Wrong(error),
            Err(ureq::Error::Tls(error)) => return Answer::Wrong(error.to_owned()),
            Err(ureq::Error::Rustls(error)) => return Answer::Wrong(error.to_string()),
            // A certificate that is not trusted.
            Err(ureq::Error::Io(error)) if error.kind() == io::ErrorKind::InvalidData => {
                return Answer::Wrong(error.to_string());
            }
            Err(error) => return Answer::Later(error.to_string(), None),
        };
        let status = response.status();
        let retry_after = response.headers().get("retry-after");
        let retry_after = retry_after
            .and_then(|value| value.to_str().ok())
            .and_then(pause_of);
        let answer = response
            .body_mut()
            .with_config()
            .limit(MAX_ANSWER)
            .read_to_vec();
        match status.as_u16() {
            200..=299 => {
                // An answer that is cut or no message does not change that the request was accepted.
                if let Some((count, reason)) = answer.ok().as_deref().and_then(partial_success) {
                    let kind = if path.ends_with("logs") {
                        "log records"
                    } else {
                        "spans"
                    };
                    report(&format!(
                        "{}{path}: {count} {kind} rejected: {reason}",
                        self.url
                    ));
                }
                Answer::Accepted
            }
            429 | 502..=504 => Answer::Later(status.to_string(), retry_after),
            400 | 413 => Answer::Refused(status.to_string()),
            _ => Answer::Wrong(status.to_string()),
        }
    }
}

/// The number of rejected items and the reason, if an answer has any: `Export…ServiceResponse`.
fn partial_success(answer: &[u8]) -> Option<(u64, String)> {
    let mut answer = Reader(answer);
    let partial = loop {
        if let Field::Bytes(1, partial) = answer.field()?.ok()? {
            break partial;
        }
    };
    let (mut count, mut reason) = (0, String::new());
    let mut partial = Reader(partial);
    while let Some(field) = partial.field() {
        match field.ok()? {
            Field::Number(1, number) => count = number,
            Field::Bytes(2, text) => reason = String::from_utf8_lossy(text).into_owned(),
            _ => {}
        }
    }
    (count > 0 || !reason.is_empty()).then_some((count, reason))
}

/// `Retry-After`: seconds, or a date.
fn pause_of(text: &str) -> Option<Duration> {
    if let Ok(seconds) = text.trim().parse() {
        return Some(Duration::from_secs(seconds));
    }
    let date = jiff::fmt::rfc2822::parse(text.trim()).ok()?;
    let pause = date.timestamp().duration_since(Timestamp::now());
    Some(Duration::try_from(pause).unwrap_or_default())
}

/// A random factor from 0.5 to 1.5, so that many shippers do not come back at once.
fn jitter() -> f64 {
    let random = RandomState::new().hash_one(0) >> 32;
    0.5 + f64::from(u32::try_from(random).unwrap_or_default()) / f64::from(u32::MAX)
}

/// Headers such as `name=value,name=value`, whose values are encoded as in URLs.
fn headers(text: &str) -> Vec<(String, String)> {
    let pairs = text.split(',').filter_map(|pair| pair.split_once('='));
    let pairs = pairs.map(|(name, value)| (name.trim().to_owned(), decode(value.trim())));
    pairs.collect()
}

fn certificates(path: &str) -> io::Result<RootCerts> {
    let pem = fs::read(path).map_err(|error| io::Error::other(format!("{path}: {error}")))?;
    let items = ureq::tls::parse_pem(&pem);
    let certificates: Vec<_> = items
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(io::Error::other(format!("{path}: no certificate in PEM")));
    }
    Ok(RootCerts::new_with_certs(&certificates))
}

fn report(message: &str) {
    let message = crate::output::escape::escape(message);
    let _ = writeln!(anstream::stderr(), "tracked: {message}");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ship::protobuf::Writer;

    #[test]
    fn an_answer_says_what_is_rejected() {
        let mut answer = Writer::default();
        answer.message(1, |to| {
            to.number(1, 3);
            to.text(2, "too old");
        });
        assert_eq!(partial_success(&answer.0), Some((3, "too old".to_owned())));
        for answer in [&b""[..], b"\x0a\x00", b"garbage", b"\x0a\x63"] {
            assert_eq!(partial_success(answer), None, "{answer:?}");
        }
    }

    #[test]
    fn a_pause_is_seconds_or_a_date() {
        assert_eq!(pause_of("7"), Some(Duration::from_secs(7)));
        assert_eq!(
            pause_of("Sun, 06 Nov 1994 08:49:37 GMT"),
            Some(Duration::ZERO)
        );
        let later = pause_of("Fri, 06 Nov 2099 08:49:37 GMT");
        assert!(later.is_some_and(|pause| pause > Duration::from_secs(1)));
        assert_eq!(pause_of("soon"), None);
    }

    #[test]
    fn headers_are_pairs() {
        let expected = [
            ("a".to_owned(), "b=c".to_owned()),
            ("d".to_owned(), "e f".to_owned()),
        ];
        assert_eq!(headers("a=b=c, d = e%20f,bad"), expected);
    }

    #[test]
    fn pauses_differ_by_chance() {
        assert!(
            (0..100)
                .map(|_| jitter())
                .all(|factor| (0.5..=1.5).contains(&factor))
        );
    }
}
