//! Auto traits: a future is `Send`, `Sync`, `Unpin` and unwind safe exactly when the plain one is, whatever its
//! arguments are.

use std::cell::{Cell, RefCell};
use std::future::Future;
use std::panic::UnwindSafe;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::mpsc::{Receiver, channel};

use futures::executor::block_on;
use tracked_core::tracked;

use crate::suspend;

fn send<T: Send>(value: T) -> T {
    value
}

fn sync<T: Sync>(value: T) -> T {
    value
}

fn unwind_safe<T: UnwindSafe>(value: T) -> T {
    value
}

fn unpin<T: Unpin>(value: T) -> T {
    value
}

struct NotSend(Rc<u32>);

/// Holds its arguments across a suspension. It cannot hold a reference to one of them, because none is `Sync`.
#[tracked]
async fn send_but_not_sync(
    cell: Cell<u32>,
    shared: RefCell<Vec<u32>>,
    once: Box<dyn FnOnce() -> u32 + Send>,
    receiver: Receiver<u32>,
) -> u32 {
    suspend().await;
    cell.get() + shared.borrow().len() as u32 + once() + receiver.recv().unwrap()
}

#[test]
fn a_future_is_send_if_its_arguments_are_not_sync() {
    let (sender, receiver) = channel();
    sender.send(4).unwrap();
    let future = send(send_but_not_sync(
        Cell::new(1),
        RefCell::new(vec![2]),
        Box::new(|| 3),
        receiver,
    ));
    let sum = std::thread::spawn(|| block_on(future)).join().unwrap();
    assert_eq!(sum, 9);
}

#[tracked]
async fn generic<T: Send>(value: T, f: impl FnOnce(T) -> u32 + Send) -> u32 {
    suspend().await;
    f(value)
}

#[tracked]
async fn without_debug_but_sync(values: &[Box<dyn Fn() -> u32 + Send + Sync>]) -> u32 {
    let mut sum = 0;
    for value in values {
        suspend().await;
        sum += value();
    }
    sum
}

#[tracked]
async fn fails<E: Send>(error: E) -> Result<(), E> {
    suspend().await;
    Err(error)
}

#[test]
fn a_future_with_generic_arguments_is_send() {
    assert_eq!(block_on(send(generic(Cell::new(1), |cell| cell.get()))), 1);
    let values: [Box<dyn Fn() -> u32 + Send + Sync>; 2] = [Box::new(|| 1), Box::new(|| 2)];
    assert_eq!(block_on(send(without_debug_but_sync(&values))), 3);
    assert_eq!(block_on(send(fails(Cell::new(1)))).unwrap_err().get(), 1);
}

/// A value that is not `Send` can live between two suspensions.
#[tracked]
async fn not_send_in_between(n: u32) -> u32 {
    suspend().await;
    let n = {
        let shared = Rc::new(n);
        *shared + 1
    };
    suspend().await;
    n
}

/// The error is not `Send`, and no suspension holds it.
#[tracked]
async fn returns_not_send(fail: bool) -> Result<Rc<u32>, Rc<str>> {
    suspend().await;
    if fail {
        Err("failed".into())
    } else {
        Ok(Rc::new(1))
    }
}

#[tracked]
fn future_of_not_send(n: u32) -> impl Future<Output = Rc<u32>> + Send {
    async move {
        suspend().await;
        Rc::new(n)
    }
}

#[test]
fn a_future_is_send_if_it_holds_no_value_that_is_not() {
    assert_eq!(block_on(send(not_send_in_between(1))), 2);
    assert_eq!(block_on(send(returns_not_send(false))).unwrap(), Rc::new(1));
    assert_eq!(
        &*block_on(send(returns_not_send(true))).unwrap_err(),
        "failed"
    );
    assert_eq!(block_on(send(future_of_not_send(1))), Rc::new(1));
}

#[tracked]
async fn not_send(value: NotSend) -> u32 {
    suspend().await;
    *value.0
}

#[tracked]
fn pinned_not_send(value: NotSend) -> Pin<Box<dyn Future<Output = u32>>> {
    Box::pin(async move { *value.0 })
}

#[test]
fn futures_that_are_not_send_still_compile() {
    assert_eq!(block_on(not_send(NotSend(Rc::new(1)))), 1);
    assert_eq!(block_on(pinned_not_send(NotSend(Rc::new(1)))), 1);
}

#[tracked]
async fn ordinary(text: String, n: u32) -> usize {
    std::future::ready(()).await;
    text.len() + n as usize
}

#[tracked]
fn ordinary_pinned(n: u32) -> Pin<Box<dyn Future<Output = u32> + Send + Sync>> {
    Box::pin(async move { n })
}

#[tracked]
fn ordinary_unpin(n: u32) -> impl Future<Output = u32> + Unpin + Send {
    std::future::ready(n)
}

#[test]
fn a_future_keeps_its_other_auto_traits() {
    assert_eq!(block_on(sync(ordinary(String::new(), 1))), 1);
    assert_eq!(block_on(unwind_safe(ordinary(String::new(), 1))), 1);
    assert_eq!(block_on(sync(unpin(ordinary_pinned(1)))), 1);
    assert_eq!(block_on(unpin(ordinary_unpin(1))), 1);
}

#[tracked]
async fn each_length(texts: &[&str]) -> usize {
    let mut sum = 0;
    for len in texts.iter().map(|text| text.len()) {
        suspend().await;
        sum += len;
    }
    sum
}

#[tracked]
async fn calls<'a, F, R>(text: &'a str, f: F) -> u32
where
    F: Fn(&'a str) -> R,
    R: Future<Output = u32>,
{
    f(text).await
}

/// In this case, the compiler easily reports "implementation of `Send` is not general enough".
#[test]
fn a_future_with_a_higher_ranked_lifetime_is_send() {
    let boxed: Pin<Box<dyn Future<Output = usize> + Send>> = Box::pin(async {
        let texts = [String::from("a"), String::from("bc")];
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        each_length(&texts).await
    });
    assert_eq!(block_on(boxed), 3);
    let boxed: Pin<Box<dyn Future<Output = u32> + Send>> =
        Box::pin(async { calls("a", |text| async move { text.len() as u32 }).await });
    assert_eq!(block_on(boxed), 1);
}
