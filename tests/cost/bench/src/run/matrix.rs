//! The tables that have a line for each function and a column for each way to log it.

use super::columns::Column;
use super::function::Function;
use super::mode::Mode;
use super::subject::name;
use super::{allocations, instructions, times};
use crate::table::Table;

/// Off at run time: next to the best of those that only have to find that out.
pub fn off() {
    let title = "Off at run time: instructions above plain";
    count(title, Mode::Off, Function::ALL, Cell::AbovePlain, |line| {
        [Column::Limit, Column::Split, Column::Tracing]
            .map(|column| line.of(column))
            .into_iter()
            .fold(f64::INFINITY, f64::min)
    });
}

/// Only errors are on, and there are none.
pub fn errors() {
    let title = "Only errors on, and none there: instructions above plain";
    let functions = &[Function::Add, Function::Parse];
    count(title, Mode::Errors, functions, Cell::AbovePlain, |line| {
        line.of(Column::Plain) + 40.0
    });
}

/// On, with a logger that does nothing.
pub fn nothing() {
    let title = "On, to a logger that does nothing";
    on(title, Mode::Nothing, |line| 1.3 * line.of(Column::Hand));
}

/// On, with a logger that formats.
pub fn sink() {
    let title = "On, to a logger that formats";
    on(title, Mode::Sink, |line| line.of(Column::Hand));
}

/// What is allocated when on.
pub fn allocated() {
    for (logger, mode) in [("does nothing", Mode::Nothing), ("formats", Mode::Sink)] {
        let title = format!("On, to a logger that {logger}: allocations");
        Matrix::of(Function::ALL, |columns| {
            allocations::count(mode, &columns.concat())
        })
        .print(&title, Cell::Tenths, |line| {
            f64::from(u8::from(line.function.is_async()))
        });
    }
}

fn on(title: &str, mode: Mode, instructions: Goal) {
    let count_title = format!("{title}: instructions");
    count(&count_title, mode, Function::ALL, Cell::Whole, instructions);
    Matrix::of(Function::ALL, |columns| {
        times::measure(mode, &columns.concat())
    })
    .print(&format!("{title}: nanoseconds"), Cell::Whole, |line| {
        line.of(Column::Hand)
    });
}

fn count(title: &str, mode: Mode, functions: &'static [Function], cell: Cell, goal: Goal) {
    if instructions::valgrind().is_none() {
        return;
    }
    // A process for each column, so that none finds what another left behind.
    Matrix::of(functions, |columns| {
        columns
            .iter()
            .flat_map(|subjects| instructions::count(mode, CALLS, subjects))
            .collect()
    })
    .print(title, cell, goal);
}

/// How many calls' instructions are counted.
const CALLS: u32 = 500;

/// How a figure is written.
#[derive(Clone, Copy)]
enum Cell {
    Whole,
    Tenths,
    AbovePlain,
}

/// What is to be reached, by what the columns have.
type Goal = fn(&Line) -> f64;

/// Figures of each function in each column.
struct Matrix {
    functions: &'static [Function],
    /// Column by column, the functions of each.
    figures: Vec<f64>,
}

impl Matrix {
    /// Has the functions measured, whose names it hands over column by column.
    fn of(
        functions: &'static [Function],
        measure: impl FnOnce(&[Vec<String>]) -> Vec<f64>,
    ) -> Self {
        let columns: Vec<Vec<String>> = Column::ALL
            .iter()
            .map(|column| {
                functions
                    .iter()
                    .map(|function| name(*column, *function))
                    .collect()
            })
            .collect();
        Matrix {
            functions,
            figures: measure(&columns),
        }
    }

    fn print(&self, title: &str, cell: Cell, goal: Goal) {
        let mut head: Vec<&str> = Column::ALL.iter().map(|column| column.name()).collect();
        head.push("goal");
        let table = Table::begin(title, &head);
        for (at, function) in self.functions.iter().enumerate() {
            let figures = self.figures.iter().skip(at).step_by(self.functions.len());
            let line = Line {
                function: *function,
                figures: figures.copied().collect(),
            };
            let goal = goal(&line);
            let mut cells: Vec<String> = Column::ALL
                .iter()
                .map(|column| match column {
                    Column::Plain => Cell::Whole.write(line.of(Column::Plain), &line),
                    Column::Tracked if line.of(Column::Tracked) > goal => {
                        format!("**{}**", cell.write(line.of(Column::Tracked), &line))
                    }
                    column => cell.write(line.of(*column), &line),
                })
                .collect();
            cells.push(format!("≤ {}", cell.write(goal, &line)));
            table.line(function.name(), &cells);
        }
    }
}

/// Figures of a function.
struct Line {
    function: Function,
    /// Column by column.
    figures: Vec<f64>,
}

impl Line {
    fn of(&self, column: Column) -> f64 {
        let figures = Column::ALL.iter().zip(&self.figures);
        let (_, figure) = figures
            .into_iter()
            .find(|(of, _)| **of == column)
            .expect("all columns are measured");
        *figure
    }
}

impl Cell {
    fn write(self, figure: f64, line: &Line) -> String {
        match self {
            Cell::Whole => format!("{figure:.0}"),
            Cell::Tenths => format!("{figure:.1}"),
            Cell::AbovePlain => format!("{:+.0}", figure - line.of(Column::Plain)),
        }
    }
}
