//! Failures by the call where they arose.

use std::collections::{BTreeMap, HashMap};

use super::by_parent::ByParent;
use super::calls::{Calls, Ended};
use super::fields::{arguments, unescape};
use super::outcome::Outcome;

/// Failures of a caller's callees that are remembered until the caller ends.
const MAX_PENDING: usize = 1000;
/// Distinct groups. Further failures count as one group without a text.
const MAX_GROUPS: usize = 10_000;

/// Failures with the same origin, type and masked text.
#[derive(Debug)]
pub struct Group {
    pub function: u32,
    pub is_panic: bool,
    pub error_type: String,
    pub error: String,
    pub count: u64,
    pub first: i64,
    pub last: i64,
    pub retried: u64,
    passed_to: BTreeMap<u32, u64>,
    handled_by: BTreeMap<u32, u64>,
    /// One failure of the group.
    pub span: u64,
    /// The arguments of this failure for people.
    pub arguments: String,
    pub example_error: String,
    /// The functions from the root call to the origin.
    pub chain: Vec<u32>,
    /// Whether the chain has the root call already.
    is_chain_complete: bool,
}

impl Group {
    /// The function that passed on most of the failures, if any.
    pub fn passed_to(&self) -> Option<u32> {
        most(&self.passed_to)
    }

    pub fn handled_by(&self) -> Option<u32> {
        most(&self.handled_by)
    }
}

fn most(counts: &BTreeMap<u32, u64>) -> Option<u32> {
    let most = counts
        .iter()
        .max_by_key(|(function, count)| (**count, std::cmp::Reverse(**function)));
    most.map(|(function, _)| *function)
}

/// A failure whose fate is not known yet.
#[derive(Clone, Debug)]
struct Pending {
    group: usize,
    origin: u64,
    error: Box<str>,
    /// The callee that failed.
    callee: u32,
    passed_to: Option<u32>,
    is_retried: bool,
    is_example: bool,
}

#[derive(Debug, Default)]
pub struct Failures {
    groups: Vec<Group>,
    index: HashMap<(u32, bool, String, String), usize>,
    pending: ByParent<Vec<Pending>>,
}

impl Failures {
    pub fn end(&mut self, calls: &Calls, call: &Ended<'_>) {
        let mut pending = if call.span == 0 {
            Vec::new()
        } else {
            self.pending.remove(call.span).unwrap_or_default()
        };
        for failure in &pending {
            if let Some(group) = self.groups.get_mut(failure.group) {
                if failure.is_example && !group.is_chain_complete {
                    group.chain.insert(0, call.function);
                }
            }
        }
        if call.outcome == Outcome::Done && call.parent != 0 {
            self.done(call.parent, call.function);
        }
        let mut passed = None;
        if call.outcome.is_failure() {
            let error = error_text(call);
            let found = pending
                .iter()
                .rposition(|failure| is_passed_on(failure, call.origin, &error));
            let failure = match found {
                Some(found) => {
                    let mut failure = pending.remove(found);
                    failure.passed_to = Some(call.function);
                    failure.callee = call.function;
                    failure.is_retried = false;
                    failure.error = error.into();
                    failure
                }
                None => self.new_failure(calls, call, error),
            };
            passed = Some(failure);
        }
        let handler = (call.outcome == Outcome::Done).then_some(call.function);
        for failure in pending {
            self.resolve(&failure, handler);
        }
        let Some(failure) = passed else { return };
        if call.parent == 0 {
            self.resolve(&failure, None);
            return;
        }
        let (siblings, dropped) = self.pending.entry(call.parent);
        let overflow = (siblings.len() >= MAX_PENDING).then(|| siblings.remove(0));
        siblings.push(failure);
        for failure in dropped.into_iter().flatten().chain(overflow) {
            self.resolve(&failure, None);
        }
    }

    /// A call of the function returned to its caller: earlier failures of the function are retried with success.
    pub fn done(&mut self, parent: u64, function: u32) {
        if let Some(siblings) = self.pending.get_mut(parent) {
            for failure in siblings
                .iter_mut()
                .filter(|failure| failure.callee == function)
            {
                failure.is_retried = true;
            }
        }
    }

    pub fn finish(mut self) -> Vec<Group> {
        for failure in self.pending.drain().into_iter().flat_map(|(_, all)| all) {
            self.resolve(&failure, None);
        }
        self.groups.retain(|group| group.count > 0);
        self.groups
            .sort_by_key(|group| (std::cmp::Reverse(group.count), group.first));
        self.groups
    }

    fn new_failure(&mut self, calls: &Calls, call: &Ended<'_>, error: String) -> Pending {
        let is_panic = call.outcome == Outcome::Panic;
        let mut key = (
            call.function,
            is_panic,
            unescape(call.texts().error_type),
            mask(&error),
        );
        if self.groups.len() >= MAX_GROUPS && !self.index.contains_key(&key) {
            key = (call.function, is_panic, String::new(), String::new());
        }
        let group = match self.index.get(&key) {
            Some(group) => *group,
            None => {
                self.groups.push(Group {
                    function: call.function,
                    is_panic,
                    error_type: key.2.clone(),
                    error: key.3.clone(),
                    count: 0,
                    first: call.end,
                    last: call.end,
                    retried: 0,
                    passed_to: BTreeMap::new(),
                    handled_by: BTreeMap::new(),
                    span: 0,
                    arguments: String::new(),
                    example_error: String::new(),
                    chain: Vec::new(),
                    is_chain_complete: false,
                });
                self.index.insert(key, self.groups.len() - 1);
                self.groups.len() - 1
            }
        };
        let place = &mut self.groups[group];
        let matches = call.matches || calls.filter.matches_in_chain(calls, call);
        let is_example = matches && place.count == 0;
        if matches {
            place.count += 1;
            place.first = place.first.min(call.end);
            place.last = place.last.max(call.end);
        }
        if is_example {
            place.span = call.span;
            place.arguments = arguments(call.texts().fields);
            place.example_error.clone_from(&error);
            let callers: Vec<u32> = calls
                .callers(call.parent)
                .map(|caller| caller.function)
                .collect();
            place.chain = callers.into_iter().rev().chain([call.function]).collect();
            place.is_chain_complete = call.parent == 0 || place.chain.len() > 1;
        }
        Pending {
            group: if matches { group } else { usize::MAX },
            origin: call.span,
            error: error.into(),
            callee: call.function,
            passed_to: None,
            is_retried: false,
            is_example,
        }
    }

    fn resolve(&mut self, failure: &Pending, handler: Option<u32>) {
        let Some(group) = self.groups.get_mut(failure.group) else {
            return;
        };
        if let Some(function) = failure.passed_to {
            *group.passed_to.entry(function).or_default() += 1;
        }
        if let Some(function) = handler {
            *group.handled_by.entry(function).or_default() += 1;
        }
        group.retried += u64::from(failure.is_retried);
    }
}

/// The text of the error, or the message of the panic.
pub fn error_text(call: &Ended<'_>) -> String {
    let error = call.texts().error;
    if call.is_json() {
        unescape(error)
    } else {
        String::from_utf8_lossy(error).into_owned()
    }
}

/// Whether a call with this origin and this text passes on the failure of its callee.
fn is_passed_on(failure: &Pending, origin: u64, error: &str) -> bool {
    if origin != 0 {
        return origin == failure.origin;
    }
    let inner = &*failure.error;
    !inner.is_empty()
        && error
            .strip_suffix(inner)
            .is_some_and(|outer| outer.is_empty() || outer.ends_with(": "))
        || inner.len() >= 8 && error.contains(inner)
}

/// The text with numbers as `<n>`, ids as `<id>`, and paths as `<path>`.
fn mask(text: &str) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let is_inside = masked.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '>' | '/'));
        if let Some(len) = path_len(rest).filter(|_| !is_inside) {
            masked.push_str("<path>");
            rest = &rest[len..];
            continue;
        }
        if !first.is_ascii_alphanumeric() {
            masked.push(first);
            rest = &rest[first.len_utf8()..];
            continue;
        }
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(rest.len());
        let word = &rest[..end];
        let has_digit = word.bytes().any(|byte| byte.is_ascii_digit());
        let is_hex = word
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
        let is_number = word.bytes().all(|byte| byte.is_ascii_digit());
        if has_digit && is_hex && !is_number && word.len() >= 8 {
            masked.push_str("<id>");
        } else {
            push_masked(&mut masked, word);
        }
        rest = &rest[end..];
    }
    masked
}

/// The length of a path at the start of a text: in quotes, or from `/`, `./` or `../` to the next space or punctuation.
fn path_len(text: &str) -> Option<usize> {
    if let Some(quoted) = text.strip_prefix('"') {
        let len = quoted.find('"')?;
        let is_path = quoted[..len].contains('/') && !quoted[..len].contains("://");
        return is_path.then_some(len + 2);
    }
    let start = text.strip_prefix("..").or(text.strip_prefix('.'));
    let rest = start.unwrap_or(text).strip_prefix('/')?;
    let end =
        rest.find(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | ';' | ')' | '"' | '\''));
    let len = end.unwrap_or(rest.len());
    (len > 0 && !rest.starts_with('/')).then_some(text.len() - rest.len() + len)
}

fn push_masked(masked: &mut String, word: &str) {
    let mut in_number = false;
    for c in word.chars() {
        if !c.is_ascii_digit() {
            masked.push(c);
        } else if !in_number {
            masked.push_str("<n>");
        }
        in_number = c.is_ascii_digit();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_ids_and_paths_are_masked() {
        for (text, masked) in [
            ("row 17 of 2000", "row <n> of <n>"),
            ("user 5f3a9c01b2 is gone", "user <id> is gone"),
            ("123e4567-e89b-12d3-a456-426614174000!", "<id>!"),
            ("added no digits", "added no digits"),
            ("os error 2", "os error <n>"),
            ("/var/log/a.log: no", "<path>: no"),
            ("cannot open ../a b", "cannot open <path> b"),
            ("(\"src/a.rs\", \"denied\")", "(<path>, \"denied\")"),
            ("3 km/h or 1 / 2", "<n> km/h or <n> / <n>"),
            (
                "http://host/a \"http://host\"",
                "http://host/a \"http://host\"",
            ),
            ("\"open", "\"open"),
            ("시간 3초", "시간 <n>초"),
        ] {
            assert_eq!(mask(text), masked);
        }
    }
}
