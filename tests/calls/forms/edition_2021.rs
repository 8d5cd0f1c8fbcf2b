//! Functions that only edition 2021 accepts or runs this way: `gen` as a name, unsafe operations in an unsafe body,
//! captures of `impl Trait`, temporaries that are dropped late.

use std::cell::RefCell;
use std::sync::Mutex;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

#[tracked]
fn gen(gen: u32) -> u32 {
    gen + 1
}

#[test]
fn gen_is_a_name() {
    assert_eq!(
        expect(
            &["INFO start gen(gen=1)", "INFO done gen(gen=1) in TIME"],
            || gen(1)
        ),
        2
    );
}

/// # Safety
///
/// `pointer` is valid.
#[tracked]
unsafe fn without_a_block(pointer: *const u32) -> u32 {
    *pointer
}

/// # Safety
///
/// `pointer` is valid.
#[tracked]
unsafe fn without_a_block_in_a_result(pointer: *const u32) -> Result<u32, String> {
    if pointer.is_null() {
        return Err("null".to_owned());
    }
    Ok(*pointer)
}

/// # Safety
///
/// `pointer` is valid until the future ends.
#[tracked]
async unsafe fn async_without_a_block(pointer: *const u32) -> u32 {
    crate::suspend().await;
    *pointer
}

#[test]
fn unsafe_bodies_need_no_block() {
    let n = 1;
    // SAFETY: `n` is alive.
    unsafe {
        assert_eq!(without_a_block(&n), 1);
        assert_eq!(without_a_block_in_a_result(&n), Ok(1));
        assert_eq!(block_on(async_without_a_block(&n)), 1);
    }
}

#[tracked]
#[no_mangle]
extern "C" fn tracked_forms_2021(n: u32) -> u32 {
    n
}

extern "C" {
    #[link_name = "tracked_forms_2021"]
    fn imported(n: u32) -> u32;
}

#[test]
fn symbols_can_be_exported_without_unsafe() {
    assert_eq!(tracked_forms_2021(1), 1);
    // SAFETY: the function is defined above.
    assert_eq!(unsafe { imported(2) }, 2);
}

/// In this edition, an `impl Trait` captures only the lifetimes that it names.
#[tracked]
fn captures_nothing(text: &str) -> impl Fn() -> usize {
    let len = text.len();
    move || len
}

#[tracked]
fn future_captures_nothing(text: &str) -> impl std::future::Future<Output = usize> {
    let len = text.len();
    async move { len }
}

#[test]
fn impl_trait_captures_only_what_it_names() {
    let (f, future) = {
        let text = String::from("gone");
        (captures_nothing(&text), future_captures_nothing(&text))
    };
    assert_eq!(f(), 4);
    assert_eq!(block_on(future), 4);
}

/// The lock in the condition of an `if let` is also held in its `else`.
#[tracked]
fn if_let(shared: &Mutex<Option<u32>>) -> bool {
    if let Some(_) = *shared.lock().unwrap() {
        false
    } else {
        shared.try_lock().is_err()
    }
}

/// A temporary in the last expression of a block outlives the block.
#[tracked]
fn tail(cell: &RefCell<u32>) -> bool {
    let held = { &*cell.borrow_mut() == &0 } && cell.try_borrow().is_ok();
    held
}

#[test]
fn temporaries_are_dropped_late() {
    assert!(if_let(&Mutex::new(None)));
    assert!(tail(&RefCell::new(0)));
}

trait Old {
    #[tracked]
    fn default_method(&self, async_: u32) -> u32 {
        async_
    }
}

impl Old for () {}

#[test]
fn a_default_method_is_tracked() {
    assert_eq!(().default_method(1), 1);
}
