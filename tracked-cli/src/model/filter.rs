//! Which calls a command shows.

use serde_json::Value;

use super::calls::{Calls, Ended, OpenCall};
use super::fields;

/// A condition on a field: `name=value`, `!=`, `~` for contains, `<`, `>`.
#[derive(Clone, Debug)]
pub struct Condition {
    name: String,
    operator: Operator,
    value: String,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Operator {
    Equal,
    Different,
    Contains,
    Less,
    Greater,
}

impl Condition {
    pub fn parse(text: &str) -> Result<Self, String> {
        let at = text.find(['=', '!', '~', '<', '>']).filter(|at| *at > 0);
        let at = at.ok_or("expected a condition such as user_id=4711")?;
        let (name, rest) = text.split_at(at);
        let operators = [
            ("!=", Operator::Different),
            ("=", Operator::Equal),
            ("~", Operator::Contains),
            ("<", Operator::Less),
            (">", Operator::Greater),
        ];
        let found = operators
            .into_iter()
            .find_map(|(sign, operator)| Some((operator, rest.strip_prefix(sign)?)));
        let (operator, value) = found.ok_or("expected one of =, !=, ~, <, > after the name")?;
        Ok(Self {
            name: name.to_owned(),
            operator,
            value: value.to_owned(),
        })
    }

    fn holds(&self, value: &Value) -> bool {
        let text = fields::text(value);
        // A captured string is shown with quotes.
        let text = text
            .strip_prefix('"')
            .and_then(|text| text.strip_suffix('"'))
            .unwrap_or(&text);
        let order = || match (text.parse::<f64>(), self.value.parse::<f64>()) {
            (Ok(value), Ok(limit)) => value.partial_cmp(&limit),
            _ => Some(text.cmp(&self.value)),
        };
        match self.operator {
            Operator::Equal => text == self.value,
            Operator::Different => text != self.value,
            Operator::Contains => text.contains(&self.value),
            Operator::Less => order().is_some_and(std::cmp::Ordering::is_lt),
            Operator::Greater => order().is_some_and(std::cmp::Ordering::is_gt),
        }
    }
}

/// All conditions of the command line. A call is shown if all of them hold.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub conditions: Vec<Condition>,
    pub function: Option<String>,
    pub failed: bool,
    pub slower: Option<u64>,
    pub trace: Option<u128>,
    pub from: Option<i64>,
    pub to: Option<i64>,
    pub process: Option<String>,
    pub thread: Option<String>,
}

impl Filter {
    pub fn is_empty(&self) -> bool {
        !self.failed && self.has_no_other_than_failed()
    }

    pub fn has_no_other_than_failed(&self) -> bool {
        self.slower.is_none()
            && self.conditions.is_empty()
            && self.function.is_none()
            && self.trace.is_none()
            && self.from.is_none()
            && self.to.is_none()
            && self.process.is_none()
            && self.thread.is_none()
    }

    pub fn matches(&self, calls: &Calls, call: &Ended<'_>) -> bool {
        self.matches_except_fields(calls, call) && self.holds_for(call)
    }

    fn holds_for(&self, call: &Ended<'_>) -> bool {
        self.conditions.is_empty() || self.holds(call.texts().fields)
    }

    /// Whether the filter matches the call, with the fields of the call or of one of its open callers.
    pub fn matches_in_chain(&self, calls: &Calls, call: &Ended<'_>) -> bool {
        self.matches_except_fields(calls, call)
            && (self.holds_for(call)
                || calls
                    .callers(call.parent)
                    .any(|caller| self.holds(&caller.fields)))
    }

    /// Whether a call that starts matches a filter that does not depend on its end.
    pub fn matches_start(&self, calls: &Calls, call: &OpenCall, fields: &[u8]) -> bool {
        let depends_on_end = self.failed || self.slower.is_some();
        !depends_on_end && !self.is_empty() && self.matches(calls, &Ended::of_start(call, fields))
    }

    fn matches_except_fields(&self, calls: &Calls, call: &Ended<'_>) -> bool {
        (!self.failed || call.outcome.is_failure())
            && self.slower.is_none_or(|limit| call.elapsed >= limit)
            && self.trace.is_none_or(|trace| call.trace == trace)
            && self.from.is_none_or(|from| call.start >= from)
            && self.to.is_none_or(|to| call.start <= to)
            && self
                .function
                .as_ref()
                .is_none_or(|pattern| matches(pattern, &calls.function(call.function)))
            && self.process.as_ref().is_none_or(|process| {
                let found = calls.process(call.process);
                *process == found.pid.to_string() || *process == found.program
            })
            && self.thread.as_ref().is_none_or(|thread| {
                let found = calls.thread(call.thread);
                *thread == found.tid.to_string() || *thread == found.name
            })
    }

    /// Whether all conditions on fields hold.
    pub fn holds(&self, object: &[u8]) -> bool {
        if self.conditions.is_empty() {
            return true;
        }
        let values = fields::parse(object);
        self.conditions
            .iter()
            .all(|condition| match values.get(&condition.name) {
                Some(value) => condition.holds(value),
                None => condition.operator == Operator::Different,
            })
    }
}

/// Whether a name contains the pattern, in which `*` stands for any text.
pub fn matches(pattern: &str, name: &str) -> bool {
    let mut rest = name;
    pattern.split('*').all(|part| match rest.find(part) {
        Some(at) => {
            rest = &rest[at + part.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_compare_numbers_and_texts() {
        for (condition, holds) in [
            ("id=4711", true),
            ("id!=4711", false),
            ("id>500", true),
            ("id<500", false),
            ("name=ann", true),
            ("name~nn", true),
            ("name<b", true),
            ("other=1", false),
            ("other!=1", true),
        ] {
            let filter = Filter {
                conditions: vec![Condition::parse(condition).expect("a condition")],
                ..Filter::default()
            };
            assert_eq!(
                filter.holds(br#"{"id":4711,"name":"\"ann\""}"#),
                holds,
                "{condition}"
            );
        }
        assert!(Condition::parse("id").is_err());
        assert!(Condition::parse("=1").is_err());
    }

    #[test]
    fn a_star_stands_for_any_text() {
        assert!(matches("store", "a::store::save"));
        assert!(matches("a::*save", "a::store::save"));
        assert!(!matches("save*store", "a::store::save"));
    }
}
