//! Rows for programs, and the stream that tables are written to.

use std::io::{self, Write};

use clap::ValueEnum;
use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{escape, units};

#[derive(Clone, Copy, Debug, Default, Eq, PartialEq, ValueEnum)]
pub enum Format {
    /// A table or a tree for people
    #[default]
    Table,
    /// One object per line
    Json,
    /// Comma-separated values with a header
    Csv,
}

pub enum Cell {
    None,
    Number(u64),
    Text(String),
    Time(i64),
    List(Vec<String>),
    Fields(Map<String, Value>),
}

impl Cell {
    pub fn optional(text: impl Into<Option<String>>) -> Self {
        text.into()
            .filter(|text| !text.is_empty())
            .map_or(Self::None, Self::Text)
    }
}

pub type Row = Vec<(&'static str, Cell)>;

/// Where a command writes its answer.
pub struct Answer<'a> {
    pub to: &'a mut dyn Write,
    pub format: Format,
    /// The width of the terminal, if the answer goes to one.
    pub width: Option<usize>,
    pub zone: TimeZone,
    pub has_header: bool,
}

impl<'a> Answer<'a> {
    pub fn new(
        to: &'a mut dyn Write,
        format: Format,
        width: Option<usize>,
        zone: TimeZone,
    ) -> Self {
        Self {
            to,
            format,
            width,
            zone,
            has_header: false,
        }
    }

    pub fn is_table(&self) -> bool {
        self.format == Format::Table
    }

    /// Writes an object or a line of CSV.
    pub fn row(&mut self, row: &Row) -> io::Result<()> {
        let mut line = String::new();
        if self.format == Format::Csv {
            if !self.has_header {
                let names: Vec<&str> = row.iter().map(|(name, _)| *name).collect();
                writeln!(self.to, "{}", names.join(","))?;
                self.has_header = true;
            }
            for (at, (_, cell)) in row.iter().enumerate() {
                if at > 0 {
                    line.push(',');
                }
                escape::csv(&self.plain(cell), &mut line);
            }
        } else {
            for (at, (name, cell)) in row.iter().enumerate() {
                line.push(if at == 0 { '{' } else { ',' });
                escape::json(name, &mut line);
                line.push(':');
                self.push_json(cell, &mut line);
            }
            line.push('}');
        }
        writeln!(self.to, "{line}")
    }

    fn plain(&self, cell: &Cell) -> String {
        match cell {
            Cell::None => String::new(),
            Cell::Number(number) => number.to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Time(time) => units::rfc3339(*time, &self.zone),
            Cell::List(list) => list.join(" > "),
            Cell::Fields(fields) => {
                let mut text = String::new();
                push_value(&Value::Object(fields.clone()), &mut text);
                text
            }
        }
    }

    fn push_json(&self, cell: &Cell, to: &mut String) {
        match cell {
            Cell::None => to.push_str("null"),
            Cell::Number(number) => to.push_str(&number.to_string()),
            Cell::Text(text) => escape::json(text, to),
            Cell::Time(_) => escape::json(&self.plain(cell), to),
            Cell::List(list) => {
                to.push('[');
                for (at, text) in list.iter().enumerate() {
                    if at > 0 {
                        to.push(',');
                    }
                    escape::json(text, to);
                }
                to.push(']');
            }
            Cell::Fields(fields) => push_value(&Value::Object(fields.clone()), to),
        }
    }
}

fn push_value(value: &Value, to: &mut String) {
    match value {
        Value::String(text) => escape::json(text, to),
        Value::Array(values) => {
            to.push('[');
            for (at, value) in values.iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                push_value(value, to);
            }
            to.push(']');
        }
        Value::Object(values) => {
            to.push('{');
            for (at, (name, value)) in values.iter().enumerate() {
                if at > 0 {
                    to.push(',');
                }
                escape::json(name, to);
                to.push(':');
                push_value(value, to);
            }
            to.push('}');
        }
        other => to.push_str(&other.to_string()),
    }
}
