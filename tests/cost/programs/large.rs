//! The program whose instructions are counted: logs a large argument a number of times.
//!
//! `large text 1048576 2` logs a string of 1 MiB twice.

use std::env;
use std::fmt::Write;
use std::hint::black_box;
use std::path::Path;

use log::{LevelFilter, Log, Metadata, Record};
use tracked_core::tracked;

#[tracked]
fn text(_text: &str) {}

#[tracked]
fn boxed(_text: &Box<str>) {}

#[tracked]
fn bytes(_bytes: &[u8]) {}

#[tracked]
fn numbers(_numbers: &Vec<f64>) {}

#[tracked]
fn path(_path: &Path) {}

#[tracked(fields(text = text))]
fn field(text: &str) {
    black_box(text);
}

#[tracked(ret)]
fn returned(text: &str) -> &str {
    text
}

#[tracked]
fn failed(text: &str) -> Result<(), &str> {
    Err(text)
}

fn main() {
    log::set_logger(&Text).unwrap();
    log::set_max_level(LevelFilter::Info);
    let args: Vec<String> = env::args().collect();
    let [_, function, size, calls] = &args[..] else {
        panic!("expected a function, a size and a number of calls");
    };
    let size = size.parse().unwrap();
    let string = "a".repeat(size);
    let boxed_string = string.clone().into_boxed_str();
    let (zeros, floats) = (vec![0; size], vec![0.0; size]);
    for _ in 0..calls.parse().unwrap() {
        match function.as_str() {
            "text" => text(&string),
            "boxed" => boxed(&boxed_string),
            "bytes" => bytes(&zeros),
            "numbers" => numbers(&floats),
            "path" => path(Path::new(&string)),
            "field" => field(&string),
            "returned" => drop(black_box(returned(&string))),
            "failed" => failed(&string).unwrap_err().as_bytes()[0].clone_into(&mut 0),
            _ => panic!("no function `{function}`"),
        }
    }
}

struct Text;

impl Log for Text {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        let mut text = String::new();
        write!(text, "{}", record.args()).unwrap();
        assert!(text.len() < 8192, "{} bytes", text.len());
        black_box(text);
    }

    fn flush(&self) {}
}
