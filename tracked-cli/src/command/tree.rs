//! `tracked tree`: calls as a tree, equal siblings folded.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write as _};

use super::Answers;
use super::call_row::{CallRow, span_id};
use crate::model::by_parent::{ByParent, IdMap};
use crate::model::calls::{Calls, Ended, OpenCall, Visitor};
use crate::model::outcome::Outcome;
use crate::model::pipeline::Totals;
use crate::model::summary::Detail;
use crate::output::answer::{Answer, Format};
use crate::output::escape::escape;
use crate::output::table::{DIM, RED, RESET, clip};
use crate::output::units::{count, duration};
use crate::read::names::short_name;

/// So many siblings of one function are shown one by one.
const MAX_SIBLINGS: usize = 3;
/// Calls that are shown without folding.
const MAX_CALLS: usize = 1_000_000;
/// Nodes of a folded tree. Further calls are shown without their callees.
const MAX_NODES: usize = 100_000;
/// A call may be merged into one that is merged later, at most once for each of its callers.
const MAX_MERGES: usize = 10_000;

/// A call, or several calls of one function under one caller.
struct Node {
    call: CallRow,
    count: u64,
    failed: u64,
    callees: Vec<Node>,
}

/// The id of a call that was merged into another one, and the id of the other one.
type Merge = (u64, u64);

pub struct Tree {
    depth: usize,
    min: f64,
    folds: bool,
    roots: Vec<Node>,
    pending: ByParent<Vec<Node>>,
    /// By the id of a call that was merged into another one: the id of the other one. A call that outlives its caller, or
    /// starts later, finds the caller by it.
    survivors: ByParent<u64>,
    /// The merges that `survivors` does not contain yet.
    merges: Vec<Merge>,
    /// Open calls that match the filter, and open calls within them.
    inside: HashSet<u64>,
    kept: usize,
    left_out: u64,
}

impl Tree {
    pub fn new(depth: Option<usize>, min: f64, format: Format) -> Self {
        Self {
            depth: depth.unwrap_or(usize::MAX),
            min,
            folds: format == Format::Table,
            roots: Vec::new(),
            pending: ByParent::default(),
            survivors: ByParent::default(),
            merges: Vec::new(),
            inside: HashSet::new(),
            kept: 0,
            left_out: 0,
        }
    }

    /// Adds a node to its siblings, and the merges of nodes to `merges`.
    fn push(folds: bool, siblings: &mut Vec<Node>, node: Node, merges: &mut Vec<Merge>) {
        let same = |sibling: &Node| sibling.call.function == node.call.function;
        if !folds {
            siblings.push(node);
        } else if let Some(folded) = siblings
            .iter_mut()
            .find(|sibling| sibling.count > 1 && same(sibling))
        {
            merge(folded, node, merges);
        } else if node.count == 1
            && siblings.iter().filter(|sibling| same(sibling)).count() < MAX_SIBLINGS
        {
            siblings.push(node);
        } else {
            let mut folded = node;
            let mut at = 0;
            while at < siblings.len() {
                if siblings[at].call.function == folded.call.function {
                    let later = std::mem::replace(&mut folded, siblings.remove(at));
                    merge(&mut folded, later, merges);
                } else {
                    at += 1;
                }
            }
            siblings.push(folded);
        }
    }

    /// Adds a node below its caller, which may have been merged into another call.
    fn add(&mut self, mut caller: u64, node: Node) {
        // The ids of a broken log may form a circle.
        for _ in 0..MAX_MERGES {
            match self.survivors.get_mut(caller) {
                Some(survivor) => caller = *survivor,
                None => break,
            }
        }
        let (folds, merges) = (self.folds, &mut self.merges);
        if caller == 0 {
            Self::push(folds, &mut self.roots, node, merges);
            return;
        }
        let (siblings, dropped) = self.pending.entry(caller);
        Self::push(folds, siblings, node, merges);
        for node in dropped.into_iter().flatten() {
            Self::push(folds, &mut self.roots, node, merges);
        }
    }

    /// Moves what waits for calls that were merged into others, which may cause further merges.
    fn apply_merges(&mut self) {
        let mut at = 0;
        while let Some(&(id, survivor)) = self.merges.get(at) {
            at += 1;
            self.kept -= 1;
            *self.survivors.entry(id).0 = survivor;
            for node in self.pending.remove(id).unwrap_or_default() {
                self.add(survivor, node);
            }
        }
        self.merges.clear();
    }
}

/// Adds the calls of a node to another node of the same function.
fn merge(node: &mut Node, mut other: Node, merges: &mut Vec<Merge>) {
    merges.push((other.call.span, node.call.span));
    node.count += other.count;
    node.failed += other.failed;
    node.call.elapsed += other.call.elapsed;
    node.call.own += other.call.own;
    if node.call.error.is_empty() {
        node.call.error = std::mem::take(&mut other.call.error);
    }
    node.call.start = node.call.start.min(other.call.start);
    for callee in std::mem::take(&mut other.callees) {
        Tree::push(true, &mut node.callees, callee, merges);
    }
}

/// The calls of nodes and of their callees, and the number of these nodes.
fn size(nodes: Vec<Node>) -> (u64, usize) {
    let (mut calls, mut count, mut rest) = (0, 0, nodes);
    while let Some(mut node) = rest.pop() {
        calls += node.count;
        count += 1;
        rest.append(&mut node.callees);
    }
    (calls, count)
}

impl Visitor for Tree {
    fn start(&mut self, calls: &Calls, call: &OpenCall, fields: &[u8]) {
        if calls.filter.matches_start(calls, call, fields) || self.inside.contains(&call.parent) {
            self.inside.insert(call.span);
        }
    }

    fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        if call.span == 0 {
            return;
        }
        let mut callees = self.pending.remove(call.span).unwrap_or_default();
        let is_inside = self.inside.remove(&call.span);
        if !(call.matches || is_inside) && callees.is_empty() {
            return;
        }
        if !self.folds && self.kept >= MAX_CALLS {
            self.left_out += 1;
            return;
        }
        if self.folds && self.kept >= MAX_NODES {
            let (calls, nodes) = size(std::mem::take(&mut callees));
            self.left_out += calls;
            self.kept -= nodes;
        }
        self.kept += 1;
        let node = Node {
            call: CallRow::new(calls, call),
            count: 1,
            failed: u64::from(call.outcome.is_failure()),
            callees,
        };
        self.add(call.parent, node);
        self.apply_merges();
    }
}

impl Answers for Tree {
    fn detail(&self, only_failed: bool) -> Detail {
        if only_failed {
            Detail::Failures
        } else {
            Detail::All
        }
    }

    fn needs_fields(&self) -> bool {
        true
    }

    fn write(
        mut self: Box<Self>,
        calls: &Calls,
        _: &Totals,
        answer: &mut Answer<'_>,
    ) -> io::Result<()> {
        let late = self.pending.drain();
        let mut roots = std::mem::take(&mut self.roots);
        attach(late, &mut roots, self.folds);
        sort(&mut roots);
        if self.left_out > 0 {
            let left_out = count(self.left_out);
            writeln!(
                anstream::stderr(),
                "tracked: {left_out} calls are left out; use a filter"
            )?;
        }
        if !answer.is_table() {
            return self.write_rows(&roots, answer);
        }
        self.write_lines(&roots, answer)?;
        if calls.has_text {
            writeln!(
                answer.to,
                "Text and Tree have no ids: their calls are not part of this tree."
            )?;
        }
        match roots.first() {
            Some(node) => writeln!(answer.to, "next: tracked show {}", span_id(node.call.span)),
            None => writeln!(answer.to, "no calls"),
        }
    }
}

/// Adds calls that ended after their callers: below the caller, or as roots if it is unknown.
fn attach(late: Vec<(u64, Vec<Node>)>, roots: &mut Vec<Node>, folds: bool) {
    if late.is_empty() {
        return;
    }
    let mut ids = HashSet::new();
    let mut rest: Vec<&Node> = late.iter().flat_map(|(_, nodes)| nodes).collect();
    rest.extend(roots.iter());
    while let Some(node) = rest.pop() {
        ids.insert(node.call.span);
        rest.extend(&node.callees);
    }
    let mut by_caller: IdMap<Vec<Node>> = IdMap::default();
    let mut others = Vec::new();
    for (caller, nodes) in late {
        if ids.contains(&caller) {
            by_caller.insert(caller, nodes);
        } else {
            others.extend(nodes);
        }
    }
    let mut merges = Vec::new();
    for node in others {
        Tree::push(folds, roots, node, &mut merges);
    }
    move_callees(&mut by_caller, &mut merges);
    let mut rest: Vec<&mut Node> = roots.iter_mut().collect();
    while let Some(node) = rest.pop() {
        for callee in by_caller.remove(&node.call.span).unwrap_or_default() {
            Tree::push(folds, &mut node.callees, callee, &mut merges);
        }
        // The survivors are below this node, and are visited later.
        move_callees(&mut by_caller, &mut merges);
        rest.extend(&mut node.callees);
    }
    // The ids of the log form a circle.
    for node in by_caller.into_values().flatten() {
        Tree::push(folds, roots, node, &mut merges);
    }
}

/// Moves the callees of calls that were merged into others.
fn move_callees(by_caller: &mut IdMap<Vec<Node>>, merges: &mut Vec<Merge>) {
    for (id, survivor) in merges.drain(..) {
        if let Some(nodes) = by_caller.remove(&id) {
            by_caller.entry(survivor).or_default().extend(nodes);
        }
    }
}

fn sort(nodes: &mut [Node]) {
    nodes.sort_by_key(|node| (node.call.start, node.call.span));
}

impl Tree {
    /// All calls, callers before their callees. Without recursion, because a program can nest deeper than our stack.
    fn write_rows(&self, roots: &[Node], answer: &mut Answer<'_>) -> io::Result<()> {
        let mut rest: Vec<(usize, &Node)> = roots.iter().rev().map(|node| (0, node)).collect();
        while let Some((depth, node)) = rest.pop() {
            let mut call = node.call.clone();
            call.depth = u32::try_from(depth).unwrap_or(u32::MAX);
            answer.row(&call.row())?;
            if depth + 1 < self.depth {
                let mut callees: Vec<&Node> = node.callees.iter().collect();
                callees.sort_by_key(|node| std::cmp::Reverse((node.call.start, node.call.span)));
                rest.extend(callees.into_iter().map(|node| (depth + 1, node)));
            }
        }
        Ok(())
    }

    fn write_lines(&self, roots: &[Node], answer: &mut Answer<'_>) -> io::Result<()> {
        if !roots.is_empty() {
            writeln!(answer.to, "{DIM}{:>9}  {:>9}  call{RESET}", "total", "own")?;
        }
        #[allow(clippy::cast_precision_loss, reason = "a share of a time")]
        let as_float = |nanos: u64| nanos as f64;
        // Depth, the time of the root, and either a node or the number of collapsed calls.
        let mut rest: Vec<(usize, u64, Result<&Node, u64>)> = roots
            .iter()
            .rev()
            .map(|node| (0, node.call.elapsed, Ok(node)))
            .collect();
        while let Some((depth, whole, node)) = rest.pop() {
            let indent = "  ".repeat(depth.min(50));
            let node = match node {
                Ok(node) => node,
                Err(collapsed) => {
                    writeln!(
                        answer.to,
                        "{:22}{indent}{DIM}… {} more calls{RESET}",
                        "",
                        count(collapsed)
                    )?;
                    continue;
                }
            };
            let line = format!(
                "{:>9}  {:>9}  {indent}{}",
                duration(node.call.elapsed),
                duration(node.call.own),
                label(node)
            );
            let line = clip(&escape(&line), answer.width);
            if node.failed > 0 {
                writeln!(answer.to, "{RED}{line}{RESET}")?;
            } else {
                writeln!(answer.to, "{line}")?;
            }
            if depth + 1 >= self.depth {
                continue;
            }
            let is_shown =
                |callee: &&Node| as_float(callee.call.elapsed) >= self.min * as_float(whole);
            let mut shown: Vec<&Node> = node.callees.iter().filter(is_shown).collect();
            let collapsed: u64 = node
                .callees
                .iter()
                .filter(|callee| !is_shown(callee))
                .map(|callee| callee.count)
                .sum();
            shown.sort_by_key(|callee| std::cmp::Reverse((callee.call.start, callee.call.span)));
            if collapsed > 0 {
                rest.push((depth + 1, whole, Err(collapsed)));
            }
            rest.extend(
                shown
                    .into_iter()
                    .map(|callee| (depth + 1, whole, Ok(callee))),
            );
        }
        Ok(())
    }
}

/// `name(args): error`, or `name x 1,204, 3 failed` for several calls.
fn label(node: &Node) -> String {
    let mut label = if node.count == 1 {
        node.call.call()
    } else {
        format!(
            "{} x {}",
            short_name(&node.call.function),
            count(node.count)
        )
    };
    if node.count > 1 && node.failed > 0 {
        let _ = write!(label, ", {} failed", count(node.failed));
    }
    match node.call.outcome {
        Outcome::Done => {}
        Outcome::Error if !node.call.error.is_empty() => {}
        outcome if node.count == 1 => {
            let _ = write!(label, " ({})", outcome.name());
        }
        _ => {}
    }
    if !node.call.error.is_empty() {
        label.push_str(if node.count == 1 { ": " } else { ", such as: " });
        label.push_str(&node.call.error);
    }
    label
}

impl Drop for Node {
    /// Drops deep trees without recursion.
    fn drop(&mut self) {
        let mut rest = std::mem::take(&mut self.callees);
        while let Some(mut node) = rest.pop() {
            rest.append(&mut node.callees);
        }
    }
}
