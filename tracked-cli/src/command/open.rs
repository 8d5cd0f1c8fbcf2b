//! `tracked open`: calls that never ended, as a stack per thread or trace, innermost last.

use std::collections::{BTreeMap, HashMap};
use std::io;

use super::Answers;
use super::call_row::{CallRow, number, span_id, trace_id};
use crate::model::calls::{Calls, Ended, Visitor};
use crate::model::fields;
use crate::model::outcome::Outcome;
use crate::model::pipeline::Totals;
use crate::model::summary::Detail;
use crate::output::answer::{Answer, Cell, Row};
use crate::output::escape::escape;
use crate::output::table::{BOLD, RESET, clip};
use crate::output::units::{count, duration};

#[derive(Default)]
pub struct Open {
    open: Vec<OpenRow>,
    not_recorded: u64,
}

struct OpenRow {
    call: CallRow,
    thread: String,
    process: u32,
}

impl Visitor for Open {
    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        match call.outcome {
            Outcome::Open if call.matches => self.open.push(OpenRow {
                call: CallRow::new(calls, call),
                thread: calls.thread(call.thread).name.clone(),
                process: call.process,
            }),
            Outcome::NotRecorded if call.matches => self.not_recorded += 1,
            _ => {}
        }
    }
}

impl Open {
    /// The calls in the order of their stacks: callers before their callees.
    fn stacks(&self) -> Vec<Vec<&OpenRow>> {
        let ids: HashMap<u64, usize> = self
            .open
            .iter()
            .enumerate()
            .map(|(at, row)| (row.call.span, at))
            .collect();
        let mut callees = BTreeMap::<usize, Vec<usize>>::new();
        let mut roots = Vec::new();
        for (at, row) in self.open.iter().enumerate() {
            match ids.get(&row.call.parent) {
                Some(parent) if *parent != at => callees.entry(*parent).or_default().push(at),
                _ => roots.push(at),
            }
        }
        let by_start = |list: &mut Vec<usize>| {
            list.sort_by_key(|at| (self.open[*at].call.start, self.open[*at].call.span));
        };
        by_start(&mut roots);
        for list in callees.values_mut() {
            by_start(list);
        }
        let stack_of = |root: usize| {
            let mut stack = Vec::new();
            let mut rest = vec![root];
            while let Some(at) = rest.pop() {
                stack.push(&self.open[at]);
                rest.extend(callees.get(&at).into_iter().flatten().rev());
            }
            stack
        };
        roots.into_iter().map(stack_of).collect()
    }
}

impl Answers for Open {
    fn detail(&self, _: bool) -> Detail {
        Detail::Sums
    }

    fn needs_fields(&self) -> bool {
        true
    }

    fn write(
        self: Box<Self>,
        calls: &Calls,
        _: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let stacks = self.stacks();
        if !answer.is_table() {
            return stacks
                .iter()
                .flatten()
                .try_for_each(|open| answer.row(&row(open)));
        }
        write_stacks(calls, &stacks, answer)?;
        if self.open.is_empty() {
            writeln!(answer.to, "no open calls")?;
        }
        if self.not_recorded > 0 {
            writeln!(
                answer.to,
                "end not recorded: {} calls",
                count(self.not_recorded)
            )?;
        }
        if calls.has_text {
            writeln!(
                answer.to,
                "Text and Tree have no ids, so their open calls are unknown."
            )?;
        }
        match stacks.first().and_then(|stack| stack.last()) {
            Some(open) => writeln!(answer.to, "next: tracked show {}", span_id(open.call.span)),
            None => Ok(()),
        }
    }
}

/// Equal stacks are shown once, with their number.
fn write_stacks(
    calls: &Calls,
    stacks: &[Vec<&OpenRow>],
    answer: &mut Answer<'_>,
) -> io::Result<()> {
    let mut folded: Vec<(Vec<&str>, Vec<&Vec<&OpenRow>>)> = Vec::new();
    let mut index = HashMap::new();
    for stack in stacks {
        let functions: Vec<&str> = stack.iter().map(|open| &*open.call.function).collect();
        let at = *index.entry(functions.clone()).or_insert_with(|| {
            folded.push((functions, Vec::new()));
            folded.len() - 1
        });
        folded[at].1.push(stack);
    }
    for (_, equal) in folded {
        let stack = equal[0];
        let process = calls.process(stack[0].process);
        let mut title = format!(
            "{}thread {}",
            process_text(process.pid, &process.program),
            stack[0].thread
        );
        if equal.len() > 1 {
            title = format!(
                "{} equal stacks, such as {title}",
                count(equal.len() as u64)
            );
        }
        writeln!(
            answer.to,
            "{BOLD}{}{RESET}",
            clip(&escape(&title), answer.width)
        )?;
        let base = stack[0].call.depth;
        for open in stack {
            let indent = "  ".repeat(open.call.depth.saturating_sub(base).min(50) as usize);
            let line = format!(
                "{:>9}  {}  {indent}{}",
                duration(open.call.elapsed),
                span_id(open.call.span),
                open.call.call()
            );
            writeln!(answer.to, "{}", clip(&escape(&line), answer.width))?;
        }
        writeln!(answer.to)?;
    }
    Ok(())
}

fn process_text(pid: u32, program: &str) -> String {
    match (pid, program) {
        (0, "") => String::new(),
        (0, program) => format!("{program}, "),
        (pid, "") => format!("process {pid}, "),
        (pid, program) => format!("{program} (process {pid}), "),
    }
}

fn row(open: &OpenRow) -> Row {
    let call = &open.call;
    vec![
        ("function", Cell::Text(call.function.clone())),
        ("fields", Cell::Fields(fields::parse(&call.fields))),
        ("start", Cell::Time(call.start)),
        ("age_ns", Cell::Number(call.elapsed)),
        ("pid", number(u64::from(call.pid))),
        ("tid", number(call.tid)),
        ("thread", Cell::optional(open.thread.clone())),
        ("trace_id", Cell::optional(trace_id(call.trace))),
        ("span_id", Cell::optional(span_id(call.span))),
        ("parent_id", Cell::optional(span_id(call.parent))),
        ("depth", Cell::Number(u64::from(call.depth))),
    ]
}
