//! The process that a span comes from, as a resource of OpenTelemetry.

use std::env;

use tracked_core::log_format::run;

use super::fields::{Value as Field, fields};
use super::item::{Attributes, Value};
use crate::read::json::Line;

/// What the `run` record of a process says. Texts that are unknown are empty.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Process {
    pub pid: u32,
    pub program: String,
    pub version: String,
    pub host: String,
    pub start: String,
}

impl Process {
    /// Of a record with the event `run`.
    pub fn of_run(line: &Line<'_>) -> Self {
        let mut process = Self {
            pid: line.head.pid,
            ..Self::default()
        };
        for (name, value) in fields(line.texts.fields) {
            if let Field::String(text) = value {
                process.set(&name.read(), text.read().into_owned());
            }
        }
        process
    }

    fn set(&mut self, name: &str, value: String) {
        match name {
            run::PROGRAM => self.program = value,
            run::VERSION => self.version = value,
            run::HOST => self.host = value,
            run::START => self.start = value,
            _ => {}
        }
    }
}

/// The attributes of all processes that the environment sets.
#[derive(Clone, Debug, Default)]
pub struct Overrides(Vec<(String, String)>);

impl Overrides {
    /// `OTEL_RESOURCE_ATTRIBUTES`, and `OTEL_SERVICE_NAME`, which overrides it.
    pub fn from_env() -> Self {
        let text = |name: &str| env::var(name).unwrap_or_default();
        Self::parse(
            &text("OTEL_RESOURCE_ATTRIBUTES"),
            &text("OTEL_SERVICE_NAME"),
        )
    }

    fn parse(attributes: &str, service_name: &str) -> Self {
        let pairs = attributes
            .split(',')
            .filter_map(|pair| pair.split_once('='));
        let pairs = pairs.map(|(name, value)| (name.trim().to_owned(), decode(value.trim())));
        let mut all: Vec<_> = pairs.filter(|(name, _)| !name.is_empty()).collect();
        if !service_name.is_empty() {
            all.retain(|(name, _)| name != "service.name");
            all.push(("service.name".to_owned(), service_name.to_owned()));
        }
        Self(all)
    }

    /// The attributes of a process.
    pub fn attributes(&self, process: &Process) -> Attributes<'static> {
        let name = match &*process.program {
            "" => "unknown_service",
            program => program,
        };
        let mut texts = vec![("service.name", name.to_owned())];
        let Process {
            pid,
            version,
            host,
            start,
            ..
        } = process;
        texts.push(("service.version", version.clone()));
        if !start.is_empty() {
            // Two processes of one machine have the same id only if they started at the same time.
            texts.push(("service.instance.id", format!("{host}/{pid}/{start}")));
        }
        texts.push(("host.name", host.clone()));
        let texts = texts
            .into_iter()
            .map(|(name, text)| (name.to_owned(), text));
        let mut all: Vec<(String, String)> = texts
            .filter(|(name, text)| !text.is_empty() && !self.0.iter().any(|(own, _)| own == name))
            .collect();
        all.extend(self.0.iter().cloned());
        let mut attributes: Attributes<'static> = all
            .into_iter()
            .map(|(name, text)| (name.into(), Value::Text(text.into())))
            .collect();
        if !self.0.iter().any(|(own, _)| own == "process.pid") {
            attributes.push(("process.pid".into(), u64::from(*pid).into()));
        }
        attributes
    }
}

/// Decodes `%20` and the like, as values of W3C Baggage are encoded.
pub fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((byte, next)) = rest.split_first() {
        let digits = next
            .get(..2)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        let decoded = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match decoded.filter(|_| *byte == b'%') {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &next[2..];
            }
            None => {
                bytes.push(*byte);
                rest = next;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn process() -> Process {
        Process {
            pid: 7,
            program: "shop".to_owned(),
            version: "1.2".to_owned(),
            host: "h".to_owned(),
            start: "t".to_owned(),
        }
    }

    fn shown(overrides: &Overrides, process: &Process) -> Vec<String> {
        let attributes = overrides.attributes(process).into_iter();
        let shown = attributes.map(|(name, value)| match value {
            Value::Text(text) => format!("{name}={text}"),
            value => format!("{name}={value:?}"),
        });
        shown.collect()
    }

    #[test]
    fn a_resource_is_the_process_with_the_overrides_of_the_environment() {
        assert_eq!(
            shown(&Overrides::default(), &process()),
            [
                "service.name=shop",
                "service.version=1.2",
                "service.instance.id=h/7/t",
                "host.name=h",
                "process.pid=Int(7)"
            ]
        );
        let overrides = Overrides::parse("service.name=a,team=x%20y%,bad, =c", "b");
        assert_eq!(
            shown(&overrides, &Process::default()),
            ["team=x y%", "service.name=b", "process.pid=Int(0)"]
        );
        assert_eq!(
            shown(&Overrides::default(), &Process::default())[0],
            "service.name=unknown_service"
        );
    }
}
