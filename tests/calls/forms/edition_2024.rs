//! Functions that only edition 2024 accepts or runs this way: temporaries that are dropped early, `if let` scopes and
//! chains, captures of `impl Trait`.

use std::cell::{Ref, RefCell};
use std::sync::{Mutex, RwLock};

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

/// In edition 2021, `cell` would not live long enough.
#[tracked]
fn borrows_a_local() -> usize {
    let cell = RefCell::new(String::from("text"));
    cell.borrow().len()
}

#[tracked]
fn locks_a_local(n: u32) -> Result<u32, String> {
    let shared = Mutex::new(n);
    shared.lock().map(|n| *n).map_err(|error| error.to_string())
}

#[tracked]
fn borrows_an_argument(cell: RefCell<Vec<u32>>, shared: RwLock<u32>) -> u32 {
    cell.borrow().len() as u32 + *shared.read().unwrap()
}

#[tracked]
async fn borrows_a_local_async() -> usize {
    let cell = RefCell::new(String::from("text"));
    cell.borrow().len()
}

#[tracked]
async fn locks_an_argument_async(shared: Mutex<Vec<u32>>) -> Option<u32> {
    shared.lock().ok()?.pop()
}

#[tracked]
fn borrows_in_a_future(n: u32) -> impl Future<Output = u32> {
    async move {
        let cell = RefCell::new(n);
        *cell.borrow()
    }
}

#[tracked]
fn borrows_in_a_match(n: u32) -> u32 {
    let cell = RefCell::new(Some(n));
    match *cell.borrow() {
        Some(n) => n,
        None => 0,
    }
}

#[rustfmt::skip]
#[tracked]
fn one_line() -> usize { let cell = RefCell::new([1]); cell.borrow().len() }

#[test]
fn temporaries_in_the_tail_are_dropped_before_locals() {
    let len = expect(
        &[
            "INFO start borrows_a_local()",
            "INFO done borrows_a_local() in TIME",
        ],
        borrows_a_local,
    );
    assert_eq!(len, 4);
    assert_eq!(locks_a_local(1), Ok(1));
    assert_eq!(
        borrows_an_argument(RefCell::new(vec![1]), RwLock::new(2)),
        3
    );
    assert_eq!(block_on(borrows_a_local_async()), 4);
    assert_eq!(
        block_on(locks_an_argument_async(Mutex::new(vec![1]))),
        Some(1)
    );
    assert_eq!(block_on(borrows_in_a_future(1)), 1);
    assert_eq!(borrows_in_a_match(1), 1);
    assert_eq!(one_line(), 1);
}

/// The lock in the condition of an `if let` is released in its `else`.
#[tracked]
fn if_let(shared: &Mutex<Option<u32>>) -> bool {
    if let Some(_) = *shared.lock().unwrap() {
        false
    } else {
        shared.try_lock().is_ok()
    }
}

#[tracked]
fn chain(list: &[Option<u32>], limit: u32) -> Option<u32> {
    if let Some(first) = list.first()
        && let Some(n) = first
        && *n < limit
    {
        return Some(*n);
    }
    None
}

#[test]
fn conditions_drop_their_temporaries_early() {
    assert!(if_let(&Mutex::new(None)));
    assert_eq!(chain(&[Some(1)], 2), Some(1));
    assert_eq!(chain(&[Some(3)], 2), None);
    assert_eq!(chain(&[None], 2), None);
}

/// In this edition, an `impl Trait` captures every lifetime in scope.
#[tracked]
fn captures(list: &[u32], cell: &RefCell<u32>) -> impl Iterator<Item = u32> {
    list.iter().map(|n| n + *cell.borrow())
}

#[tracked]
fn captures_nothing<'a>(text: &'a str) -> impl Fn() -> usize + use<> {
    let len = text.len();
    move || len
}

#[tracked]
fn future_captures(list: &mut Vec<u32>) -> impl Future<Output = &mut u32> {
    list.push(1);
    async { &mut list[0] }
}

#[test]
fn impl_trait_captures_every_lifetime() {
    assert_eq!(captures(&[1, 2], &RefCell::new(1)).sum::<u32>(), 5);
    let f = {
        let text = String::from("gone");
        captures_nothing(&text)
    };
    assert_eq!(f(), 4);
    assert_eq!(*block_on(future_captures(&mut Vec::new())), 1);
}

#[tracked]
async unsafe fn unsafe_by_block(pointer: *const u32) -> u32 {
    // SAFETY: the caller guarantees the same.
    unsafe { *pointer }
}

#[tracked]
fn r#gen(r#gen: u32) -> u32 {
    r#gen
}

#[tracked]
fn guard_out<'a>(cell: &'a RefCell<Vec<u32>>) -> Option<Ref<'a, u32>> {
    Ref::filter_map(cell.borrow(), |list| list.first()).ok()
}

#[tracked]
async fn async_closures(list: &mut Vec<u32>) -> usize {
    let mut push = async |n: u32| {
        crate::suspend().await;
        list.push(n);
    };
    push(1).await;
    push(2).await;
    list.len()
}

#[test]
fn unsafe_blocks_and_gen_work() {
    let n = 1;
    // SAFETY: `n` is alive.
    assert_eq!(block_on(unsafe { unsafe_by_block(&n) }), 1);
    assert_eq!(
        expect(
            &["INFO start gen(gen=1)", "INFO done gen(gen=1) in TIME"],
            || r#gen(1)
        ),
        1
    );
    assert_eq!(guard_out(&RefCell::new(vec![7])).as_deref(), Some(&7));
    assert_eq!(block_on(async_closures(&mut Vec::new())), 2);
}
