//! What is measured, by a name that can be handed to another process.

use super::columns::{Column, fastrace};
use super::function::Function;
use super::growth;
use super::mode::{Mode, collect_spans};

/// Something that can be done so many times.
pub type Subject = Box<dyn Fn(u64)>;

/// The name of a function of a column.
pub fn name(column: Column, function: Function) -> String {
    format!("{}/{}", column.name(), function.name())
}

/// What has this name.
pub fn named(name: &str, mode: Mode) -> Subject {
    let (of, what) = name.split_once('/').expect("a column and a function");
    let Some(column) = Column::ALL.iter().find(|column| column.name() == of) else {
        return growth::subject(of, what);
    };
    let function = Function::ALL
        .iter()
        .find(|function| function.name() == what)
        .expect("a function");
    match column {
        Column::Fastrace if mode.is_on() => {
            collect_spans();
            Box::new(|calls| fastrace::run_under_roots(*function, calls))
        }
        column => Box::new(|calls| column.run(*function, calls)),
    }
}
