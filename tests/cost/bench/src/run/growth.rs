//! What more arguments, calls in calls, text and threads cost.

use std::hint::black_box;

use tracked_core::tracked;

use super::columns::Column;
use super::function::{Function, repeat};
use super::mode::Mode;
use super::subject::Subject;
use super::times::median;
use super::{instructions, threads, worker};
use crate::table::Table;

/// Few calls, since some take long.
const CALLS: u32 = 50;

/// What grows, and through which sizes.
struct Growth {
    of: &'static str,
    sizes: &'static [usize],
}

const GROWTHS: [Growth; 3] = [
    Growth {
        of: "arguments",
        sizes: &[0, 1, 2, 4, 8, 12],
    },
    Growth {
        of: "calls in each other",
        sizes: &[1, 2, 4, 8, 16, 32, 64],
    },
    Growth {
        of: "bytes of text",
        sizes: &[16, 256, 4 << 10, 64 << 10],
    },
];

/// A call of `tracked`, formatted into a string.
pub fn measure() {
    for growth in &GROWTHS {
        growth.print();
    }
    print_threads();
}

impl Growth {
    fn print(&self) {
        let Growth { of, sizes } = self;
        if instructions::valgrind().is_none() {
            return;
        }
        let subjects: Vec<String> = sizes.iter().map(|size| format!("{of}/{size}")).collect();
        let counts = instructions::count(Mode::Sink, CALLS, &subjects);
        let heads: Vec<String> = sizes.iter().map(ToString::to_string).collect();
        let heads: Vec<&str> = heads.iter().map(String::as_str).collect();
        let table = Table::begin(&format!("Growth by {of}: instructions"), &heads);
        let whole: Vec<String> = counts.iter().map(|count| format!("{count:.0}")).collect();
        table.line("all", &whole);
        let mut each = vec![String::new()];
        for (sizes, counts) in sizes.windows(2).zip(counts.windows(2)) {
            let more = f64::from(u32::try_from(sizes[1] - sizes[0]).expect("not much"));
            each.push(format!("{:.1}", (counts[1] - counts[0]) / more));
        }
        table.line("each further", &each);
    }
}

/// A call of this size.
pub fn subject(of: &str, size: &str) -> Subject {
    let size: usize = size.parse().expect("a size");
    match of {
        "arguments" => Box::new(match size {
            0 => |calls| repeat(calls, none),
            1 => |calls| repeat(calls, || one(1)),
            2 => |calls| repeat(calls, || two(1, 2)),
            4 => |calls| repeat(calls, || four(1, 2, 3, 4)),
            8 => |calls| repeat(calls, || eight(1, 2, 3, 4, 5, 6, 7, 8)),
            _ => |calls| repeat(calls, || twelve(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3)),
        }),
        "calls in each other" => Box::new(move |calls| repeat(calls, || nest(black_box(size)))),
        "bytes of text" => {
            let shown = "x".repeat(size);
            Box::new(move |calls| repeat(calls, || text(black_box(&shown))))
        }
        of => panic!("{of}/{size}?"),
    }
}

#[tracked]
#[inline(never)]
fn nest(depth: usize) -> usize {
    if depth > 1 {
        black_box(nest(depth - 1)) + 1
    } else {
        1
    }
}

#[tracked(max_len = 1_000_000)]
#[inline(never)]
fn text(text: &str) -> usize {
    text.len()
}

/// Writes functions that have more and more arguments.
macro_rules! functions {
    ($(fn $name:ident($($argument:ident)*);)*) => {
        $(
            #[tracked]
            #[inline(never)]
            #[allow(clippy::too_many_arguments, reason = "to see what they cost")]
            fn $name($($argument: u64),*) -> u64 {
                0 $(+ $argument)*
            }
        )*
    };
}

functions! {
    fn none();
    fn one(a);
    fn two(a b);
    fn four(a b c d);
    fn eight(a b c d e f g h);
    fn twelve(a b c d e f g h i j k l);
}

/// The threads that log at the same time.
const THREADS: [u32; 4] = [1, 2, 4, 8];
/// Who logs in them.
const COLUMNS: [Column; 2] = [Column::Hand, Column::Tracked];

fn print_threads() {
    let heads = THREADS.map(|threads| threads.to_string());
    let title =
        "Growth by threads, to a logger that does nothing: thousand calls a second, all together";
    let table = Table::begin(title, &heads.each_ref().map(String::as_str));
    let mut worker = worker::command();
    worker.arg("threads");
    let rates = worker::figures(worker);
    for (column, rates) in COLUMNS.iter().zip(rates.chunks(THREADS.len())) {
        let cells: Vec<String> = rates
            .iter()
            .map(|rate| format!("{:.0}", rate / 1_000.0))
            .collect();
        table.line(column.name(), &cells);
    }
}

/// What a worker does to measure the speed of each column in so many threads.
pub fn work() -> Vec<f64> {
    const ROUNDS: usize = 9;
    const CALLS: u32 = 200_000;

    Mode::Nothing.set_up();
    let mut rates = vec![Vec::new(); COLUMNS.len() * THREADS.len()];
    for _ in 0..ROUNDS {
        let mut rates = rates.iter_mut();
        for column in COLUMNS {
            for (threads, rates) in THREADS.iter().zip(&mut rates) {
                let calls = u64::from(CALLS / threads);
                let time = threads::time(*threads, || column.run(Function::Add, calls));
                rates.push(f64::from(CALLS) / time.as_secs_f64());
            }
        }
    }
    rates.iter_mut().map(|rates| median(rates)).collect()
}
