//! For any trees of calls on any threads and processes, the program gives back what was written.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::log::{Record, end, error, rows, start, text};

/// What happens next on a thread.
#[derive(Clone, Copy, Debug)]
enum Step {
    Start(u8),
    Done,
    /// The call fails with an error of its own.
    Fail,
    /// The call passes on the last failure of its callees, if there is one.
    PassOn,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => (0_u8..4).prop_map(Step::Start),
        2 => Just(Step::Done),
        1 => Just(Step::Fail),
        1 => Just(Step::PassOn),
    ]
}

struct Call {
    function: String,
    span: u64,
    start: u64,
    covered: u64,
    /// The origin and the text of the last failure of a callee.
    failure: Option<(u64, String, String)>,
}

#[derive(Default)]
struct Expected {
    records: Vec<Record>,
    /// Calls, done, errors, total, own.
    functions: BTreeMap<String, [u64; 5]>,
    /// By the function where they arose.
    roots: BTreeMap<String, u64>,
    open: Vec<u64>,
}

fn write(steps: &[(usize, Step)]) -> Expected {
    let mut expected = Expected::default();
    let mut stacks: Vec<Vec<Call>> = (0..4).map(|_| Vec::new()).collect();
    let mut next_span = 1;
    for (time, (thread, step)) in (1_u64..).zip(steps) {
        let time = time * 10;
        let stack = &mut stacks[*thread];
        let record = |mut record: Record| {
            record.pid = 1 + *thread as u64 / 2;
            record.tid = 10 + *thread as u64;
            record
        };
        if let Step::Start(function) = step {
            let function = format!("app::f{function}");
            let parent = stack.last().map_or(0, |caller| caller.span);
            expected
                .records
                .push(record(start(time, &function, next_span, parent)));
            expected.functions.entry(function.clone()).or_default()[0] += 1;
            stack.push(Call {
                function,
                span: next_span,
                start: time,
                covered: 0,
                failure: None,
            });
            next_span += 1;
            continue;
        }
        let Some(call) = stack.pop() else { continue };
        let elapsed = (time - call.start) * 1000;
        let parent = stack.last().map_or(0, |caller| caller.span);
        let counts = expected.functions.entry(call.function.clone()).or_default();
        counts[3] += elapsed;
        counts[4] += elapsed - call.covered;
        let failure = match (step, call.failure) {
            (Step::Done, _) => None,
            (Step::PassOn, Some(failure)) => Some(failure),
            _ => Some((
                call.span,
                call.function.clone(),
                format!("failure {} in {}", call.span, call.function),
            )),
        };
        match &failure {
            None => {
                counts[1] += 1;
                expected.records.push(record(end(
                    time,
                    "done",
                    &call.function,
                    call.span,
                    parent,
                    elapsed,
                )));
            }
            Some((origin, root, text)) => {
                counts[2] += 1;
                let mut failed = error(time, &call.function, call.span, parent, text);
                failed.elapsed = elapsed;
                if *origin == call.span {
                    *expected.roots.entry(root.clone()).or_default() += 1;
                } else {
                    failed.origin = *origin;
                }
                expected.records.push(record(failed));
            }
        }
        if let Some(caller) = stack.last_mut() {
            caller.covered += elapsed;
            if failure.is_some() {
                caller.failure = failure;
            }
        }
    }
    expected.open = stacks.iter().flatten().map(|call| call.span).collect();
    expected.open.sort_unstable();
    expected
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_times_roots_and_open_calls_are_those_that_were_written(
        steps in prop::collection::vec((0_usize..4, step()), 1..120),
    ) {
        let expected = write(&steps);
        prop_assume!(!expected.records.is_empty());
        let log = text(&expected.records);
        let mut functions = BTreeMap::new();
        for row in rows(&["functions"], &log) {
            let numbers = ["calls", "done", "errors", "total_ns", "own_ns"].map(|key| row[key].as_u64().unwrap());
            functions.insert(row["function"].as_str().unwrap().to_owned(), numbers);
        }
        prop_assert_eq!(&functions, &expected.functions);
        let mut roots = BTreeMap::new();
        for row in rows(&["errors"], &log) {
            *roots.entry(row["function"].as_str().unwrap().to_owned()).or_insert(0) += row["count"].as_u64().unwrap();
        }
        prop_assert_eq!(&roots, &expected.roots);
        let id = |row: &serde_json::Value| u64::from_str_radix(row["span_id"].as_str().unwrap(), 16).unwrap();
        let mut open: Vec<u64> = rows(&["open"], &log).iter().map(id).collect();
        open.sort_unstable();
        prop_assert_eq!(&open, &expected.open);
        let tree = rows(&["tree"], &log);
        let parents: BTreeMap<u64, u64> = expected.records.iter().map(|record| (record.span, record.parent)).collect();
        prop_assert_eq!(tree.len(), parents.len());
        let mut path: Vec<u64> = Vec::new();
        for row in &tree {
            let depth = usize::try_from(row["depth"].as_u64().unwrap()).unwrap();
            path.truncate(depth);
            prop_assert_eq!(path.last().copied().unwrap_or(0), parents[&id(row)]);
            path.push(id(row));
        }
    }
}
