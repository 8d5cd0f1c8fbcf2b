//! `tracked errors`: failures by the call where they arose, and their fate.

use std::io;

use super::Answers;
use super::call_row::span_id;
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::failures::{Failures, Group};
use crate::model::pipeline::Totals;
use crate::model::summary::Detail;
use crate::output::answer::{Answer, Cell, Row};
use crate::output::escape::escape;
use crate::output::table::{BOLD, DIM, RED, RESET, clip};
use crate::output::units::{count, time};
use crate::read::names::short_name;

pub struct Errors {
    top: usize,
    failures: Failures,
}

impl Errors {
    pub fn new(top: Option<usize>) -> Self {
        Self {
            top: top.unwrap_or(usize::MAX),
            failures: Failures::default(),
        }
    }
}

impl Visitor for Errors {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        self.failures.end(calls, call);
    }

    fn summed_done(&mut self, parent: u64, function: u32) {
        self.failures.done(parent, function);
    }
}

impl Answers for Errors {
    fn detail(&self, _: bool) -> Detail {
        Detail::Failures
    }

    fn write(
        self: Box<Self>,
        calls: &Calls,
        _: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let groups = self.failures.finish();
        let shown = &groups[..groups.len().min(self.top)];
        if !answer.is_table() {
            return shown
                .iter()
                .try_for_each(|group| answer.row(&row(calls, group)));
        }
        for group in shown {
            write_group(calls, group, answer)?;
        }
        match shown.first() {
            Some(group) if group.span != 0 => {
                writeln!(answer.to, "next: tracked show {}", span_id(group.span))
            }
            Some(_) => Ok(()),
            None => writeln!(answer.to, "no failures"),
        }
    }
}

fn write_group(calls: &Calls, group: &Group, answer: &mut Answer<'_>) -> io::Result<()> {
    let width = answer.width;
    let title = clip(
        &format!("{}× {}", count(group.count), escape(&title(calls, group))),
        width,
    );
    writeln!(answer.to, "{RED}{title}{RESET}")?;
    let first = time(group.first, &answer.zone);
    let mut lines = vec![if group.count == 1 {
        first
    } else {
        format!("first {first}, last {}", time(group.last, &answer.zone))
    }];
    if let Some(fate) = fate(calls, group) {
        lines.push(fate);
    }
    let chain: Vec<String> = group
        .chain
        .iter()
        .map(|function| short_name(&calls.function(*function)).to_owned())
        .collect();
    let chain = chain.join(" > ");
    // Text and Tree have no ids, and no arguments if their end is unclear.
    let mut example = span_id(group.span);
    if !example.is_empty() {
        example.push(' ');
    }
    example.push_str(&chain);
    if group.span != 0 || !group.arguments.is_empty() {
        example = format!("{example}({})", group.arguments);
    }
    lines.push(format!("for example {example}: {}", group.example_error));
    for line in lines {
        writeln!(
            answer.to,
            "    {}",
            clip(&escape(&line), width.map(|width| width.saturating_sub(4)))
        )?;
    }
    writeln!(answer.to)
}

/// The function, the type and the text of a group on one line.
pub fn title(calls: &Calls, group: &Group) -> String {
    let mut title = calls.function(group.function);
    let kind = if group.is_panic {
        "panic"
    } else {
        &group.error_type
    };
    for part in [kind, &group.error] {
        if !part.is_empty() {
            title.push_str(": ");
            title.push_str(part);
        }
    }
    title
}

fn fate(calls: &Calls, group: &Group) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(function) = group.passed_to() {
        parts.push(format!("passed on up to {}", calls.function(function)));
    }
    if let Some(function) = group.handled_by() {
        parts.push(format!("handled by {}", calls.function(function)));
    }
    if group.retried > 0 {
        parts.push(format!("retried with success {}×", count(group.retried)));
    }
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn row(calls: &Calls, group: &Group) -> Row {
    let function =
        |function: Option<u32>| Cell::optional(function.map(|function| calls.function(function)));
    vec![
        ("function", Cell::Text(calls.function(group.function))),
        ("error_type", Cell::optional(group.error_type.clone())),
        ("error", Cell::Text(group.error.clone())),
        ("count", Cell::Number(group.count)),
        ("first", Cell::Time(group.first)),
        ("last", Cell::Time(group.last)),
        ("passed_to", function(group.passed_to())),
        ("handled_by", function(group.handled_by())),
        ("retried", Cell::Number(group.retried)),
        ("span_id", Cell::optional(span_id(group.span))),
        (
            "chain",
            Cell::List(
                group
                    .chain
                    .iter()
                    .map(|function| calls.function(*function))
                    .collect(),
            ),
        ),
    ]
}

/// One line per group, for the overview.
pub fn write_short(calls: &Calls, groups: &[Group], answer: &mut Answer<'_>) -> io::Result<()> {
    for group in groups {
        let line = format!(
            "{:>7}  {}",
            count(group.count),
            escape(&title(calls, group))
        );
        writeln!(answer.to, "{}", clip(&line, answer.width))?;
        if let Some(fate) = fate(calls, group) {
            let line = format!("         {}", escape(&fate));
            writeln!(answer.to, "{DIM}{}{RESET}", clip(&line, answer.width))?;
        }
    }
    Ok(())
}

/// A heading of the overview.
pub fn heading(answer: &mut Answer<'_>, text: &str) -> io::Result<()> {
    writeln!(answer.to, "\n{BOLD}{text}{RESET}")
}
