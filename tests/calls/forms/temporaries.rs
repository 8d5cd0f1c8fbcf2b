//! Temporaries: locks, guards and borrows in a last expression, a condition or an argument live as long as without the
//! attribute.

use std::cell::RefCell;
use std::sync::{Mutex, RwLock};

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

#[tracked]
fn guard_in_a_statement(shared: &Mutex<Vec<u32>>) -> usize {
    shared.lock().unwrap().push(1);
    let len = shared.lock().unwrap().len();
    shared.lock().unwrap().push(2);
    len
}

#[tracked]
fn guard_in_the_tail(shared: &Mutex<Vec<u32>>) -> usize {
    shared.lock().unwrap().len()
}

#[tracked]
fn guard_in_a_condition(shared: &Mutex<Vec<u32>>) -> bool {
    if shared.lock().unwrap().is_empty() {
        shared.lock().unwrap().push(1);
        return true;
    }
    false
}

#[tracked]
fn guard_in_a_match(shared: &Mutex<Option<u32>>) -> (u32, bool) {
    match *shared.lock().unwrap() {
        Some(n) => (n, shared.try_lock().is_err()),
        None => (0, shared.try_lock().is_err()),
    }
}

#[tracked]
fn guard_in_an_argument(shared: &RwLock<String>) -> String {
    format!("{}{}", shared.read().unwrap(), shared.read().unwrap().len())
}

#[tracked]
fn guard_returned(shared: &Mutex<Vec<u32>>) -> std::sync::MutexGuard<'_, Vec<u32>> {
    shared.lock().unwrap()
}

#[tracked]
fn guard_in_unit_tail(shared: &Mutex<Vec<u32>>) {
    shared.lock().unwrap().clear()
}

#[tracked]
fn guard_before_question_mark(shared: &Mutex<Vec<u32>>) -> Option<u32> {
    let last = shared.lock().ok()?.pop()?;
    shared.lock().ok()?.push(last + 1);
    Some(last)
}

#[test]
fn locks_live_as_long_as_before() {
    let shared = Mutex::new(Vec::new());
    assert!(guard_in_a_condition(&shared));
    assert_eq!(guard_in_a_statement(&shared), 2);
    assert_eq!(guard_in_the_tail(&shared), 3);
    assert_eq!(guard_before_question_mark(&shared), Some(2));
    guard_returned(&shared).push(4);
    assert_eq!(*shared.lock().unwrap(), [1, 1, 3, 4]);
    guard_in_unit_tail(&shared);
    assert!(shared.lock().unwrap().is_empty());
    assert_eq!(guard_in_a_match(&Mutex::new(Some(1))), (1, true));
    assert_eq!(guard_in_an_argument(&RwLock::new("ab".to_owned())), "ab2");
}

/// A record must be logged without a lock of the program: the logger could need it.
#[test]
fn a_lock_is_released_before_a_record_is_logged() {
    let shared = Mutex::new(vec![1]);
    let len = expect(
        &[
            "INFO start guard_in_the_tail(shared=Mutex { data: [1], poisoned: false, .. })",
            "INFO done guard_in_the_tail(shared=Mutex { data: [1], poisoned: false, .. }) in TIME",
        ],
        || guard_in_the_tail(&shared),
    );
    assert_eq!(len, 1);
    let held = shared.lock().unwrap();
    expect(
        &[
            "INFO start not_touched(_shared=Mutex { data: {..}locked{..}, poisoned: false, .. })",
            "INFO done not_touched(_shared=Mutex { data: {..}locked{..}, poisoned: false, .. }) in TIME",
        ],
        || not_touched(&shared),
    );
    drop(held);
}

#[tracked]
fn not_touched(_shared: &Mutex<Vec<u32>>) {}

#[tracked]
fn borrowed_in_the_tail(cell: &RefCell<Vec<u32>>) -> Option<u32> {
    cell.borrow().first().copied()
}

#[tracked]
fn borrowed_mutably_in_the_tail(cell: &RefCell<Vec<u32>>) {
    cell.borrow_mut().push(1)
}

#[tracked]
fn changed_between(cell: &RefCell<Vec<u32>>) -> usize {
    cell.borrow_mut().push(1);
    let before = cell.borrow().len();
    cell.borrow_mut().clear();
    before - cell.borrow().len()
}

#[tracked]
fn temporary_of_a_temporary(text: &str) -> String {
    String::from(text).trim().to_owned()
}

#[tracked]
fn extended() -> usize {
    let slice: &[String] = &[String::from("a"), String::from("bc")];
    let text = &String::from("d");
    slice.iter().map(String::len).sum::<usize>() + text.len()
}

#[test]
fn cells_and_extended_temporaries_live_as_long_as_before() {
    let cell = RefCell::new(vec![3]);
    assert_eq!(borrowed_in_the_tail(&cell), Some(3));
    borrowed_mutably_in_the_tail(&cell);
    assert_eq!(changed_between(&cell), 3);
    assert_eq!(temporary_of_a_temporary(" a "), "a");
    assert_eq!(extended(), 4);
    let held = cell.borrow_mut();
    let value = expect(
        &[
            "INFO start try_borrow(cell=RefCell { value: <borrowed> })",
            "INFO done try_borrow(cell=RefCell { value: <borrowed> }) in TIME",
        ],
        || try_borrow(&cell),
    );
    assert!(!value);
    drop(held);
}

#[tracked]
fn try_borrow(cell: &RefCell<Vec<u32>>) -> bool {
    cell.try_borrow().is_ok()
}

struct Slow<'a>(&'a RefCell<Vec<&'static str>>, &'static str);

impl Slow<'_> {
    fn value(&self) -> u32 {
        self.0.borrow_mut().push("value");
        1
    }
}

impl Drop for Slow<'_> {
    fn drop(&mut self) {
        self.0.borrow_mut().push(self.1);
    }
}

#[tracked]
fn dropped_at_the_semicolon<'a>(events: &'a RefCell<Vec<&'static str>>) -> u32 {
    let value = Slow(events, "temporary").value();
    events.borrow_mut().push("next");
    value
}

#[tracked]
fn local_and_tail_temporary<'a>(events: &'a RefCell<Vec<&'static str>>) -> u32 {
    let _local = Slow(events, "local");
    Slow(events, "temporary").value()
}

#[tracked]
fn temporary_in_a_returned_expression<'a>(events: &'a RefCell<Vec<&'static str>>) -> u32 {
    let _local = Slow(events, "local");
    return Slow(events, "temporary").value();
}

#[tracked]
async fn async_tail_temporary(events: &RefCell<Vec<&'static str>>) -> u32 {
    let _local = Slow(events, "local");
    Slow(events, "temporary").value()
}

#[test]
fn temporaries_are_dropped_at_the_same_time() {
    let events = RefCell::default();
    dropped_at_the_semicolon(&events);
    assert_eq!(events.take(), ["value", "temporary", "next"]);
    temporary_in_a_returned_expression(&events);
    assert_eq!(events.take(), ["value", "temporary", "local"]);
    // Edition 2024 drops the temporaries of the last expression before the locals.
    let expected = if crate::EDITION_2024 {
        ["value", "temporary", "local"]
    } else {
        ["value", "local", "temporary"]
    };
    local_and_tail_temporary(&events);
    assert_eq!(events.take(), expected);
    block_on(async_tail_temporary(&events));
    assert_eq!(events.take(), expected);
}
