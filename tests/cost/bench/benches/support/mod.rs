//! What the benchmarks share: four functions in each style, and the loggers.

#![allow(dead_code, reason = "each benchmark uses a part")]

mod bodies;
pub mod loggers;
pub mod root_span;
mod texts;

use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// A function that makes a call, and discards the result.
pub type Call = Box<dyn Fn() + Sync>;

/// Returns the call of a row in one style.
type CallOfRow = fn(Row) -> fn();

/// A call that is measured: a row of the tables.
#[derive(Clone, Copy)]
pub enum Row {
    Add,
    Parse,
    /// A future that is pending three times.
    Wait,
    /// Three strings.
    Find,
    /// Three strings with characters that can precede a secret.
    Fetch,
    /// Three lines of prose: many calls.
    Prose,
    /// Three lines of code: many calls.
    Code,
    /// The same, with words of secret names.
    Tokens,
}

impl Row {
    pub const ALL: [(&str, Row); 8] = [
        ("add", Row::Add),
        ("parse", Row::Parse),
        ("wait", Row::Wait),
        ("find", Row::Find),
        ("fetch", Row::Fetch),
        ("prose", Row::Prose),
        ("code", Row::Code),
        ("tokens", Row::Tokens),
    ];
}

/// The call of a row in a style. `is_logged` is whether successful calls leave records.
pub fn call(row: Row, style: &str, is_logged: bool) -> Call {
    let (_, call) = STYLES
        .into_iter()
        .find(|(name, _)| *name == style)
        .expect("a style");
    if style == "fastrace" && is_logged {
        root_span::under_root(call(row))
    } else {
        Box::new(call(row))
    }
}

/// Writes `call`, which returns a function that makes the call of a row: through a pointer, so that it is not inlined.
macro_rules! calls {
    () => {
        pub fn call(row: super::Row) -> fn() {
            use std::hint::black_box;

            use super::texts::{self, Lines};
            use super::{Row, block_on};

            type Parse = fn(&str) -> Result<u64, ParseIntError>;
            type Find = fn(&str, &str, &str) -> usize;

            fn find_lines(lines: &Lines) {
                for lines in lines.chunks_exact(3) {
                    black_box(black_box(find as Find)(lines[0], lines[1], lines[2]));
                }
            }

            match row {
                Row::Add => || _ = black_box(black_box(add as fn(u64, u64) -> u64)(20, 22)),
                Row::Parse => || _ = black_box(black_box(parse as Parse)("1234567")),
                Row::Wait => || _ = black_box(block_on(wait("1234567", 3))),
                Row::Find => || {
                    _ = black_box(black_box(find as Find)(
                        "ada",
                        "select name, price from orders",
                        "/var/lib/orders/import.csv",
                    ));
                },
                Row::Fetch => || {
                    _ = black_box(black_box(find as Find)(
                        "12:30:45",
                        "insert into orders (id, name) values (1, 2)",
                        "https://example.com/orders?page=3",
                    ));
                },
                Row::Prose => || find_lines(&texts::PROSE),
                Row::Code => || find_lines(&texts::CODE),
                Row::Tokens => || find_lines(&texts::TOKENS),
            }
        }
    };
}

use calls;

// A module for each style, and their table `STYLES`: written by build.rs.
include!(concat!(env!("OUT_DIR"), "/styles.rs"));

/// Polls a future until it is ready, through a pointer as an executor does.
#[inline(never)]
fn block_on<F: Future>(future: F) -> F::Output {
    let mut context = Context::from_waker(Waker::noop());
    let mut future: Pin<&mut dyn Future<Output = _>> = pin!(future);
    loop {
        if let Poll::Ready(value) = black_box(&mut future).as_mut().poll(&mut context) {
            return value;
        }
    }
}
