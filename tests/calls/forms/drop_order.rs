//! Drop order: locals, temporaries and arguments are dropped in the same order and at the same time.

#![allow(
    unused_assignments,
    unused_variables,
    reason = "what is not used must be dropped all the same"
)]

use std::cell::RefCell;
use std::future::Future;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::Pin;

use futures::executor::block_on;
use futures::future::FutureExt;
use tracked_core::tracked;

use crate::suspend;

thread_local! {
    static EVENTS: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

fn event(text: &str) {
    EVENTS.with_borrow_mut(|events| events.push(text.to_owned()));
}

/// The events that `body` causes, in one line.
fn events<R>(body: impl FnOnce() -> R) -> String {
    crate::support::set();
    EVENTS.take();
    drop(body());
    EVENTS.take().join(" ")
}

/// Adds an event when it is dropped.
#[derive(Debug)]
struct Noisy(&'static str);

impl Drop for Noisy {
    fn drop(&mut self) {
        event(self.0);
    }
}

/// The same without `Debug`.
struct Opaque(&'static str);

impl Drop for Opaque {
    fn drop(&mut self) {
        event(self.0);
    }
}

#[tracked]
fn unused(a: Noisy, b: Noisy, _c: Noisy, _: Noisy) {
    let _local = Noisy("local");
    event("body");
}

#[tracked]
fn used_in_order(a: Noisy, b: Noisy) -> usize {
    let _local = Noisy("local");
    event("body");
    a.0.len() + b.0.len()
}

#[tracked]
fn used_in_reverse(a: Noisy, b: Opaque) -> usize {
    event("body");
    b.0.len() + a.0.len()
}

#[tracked]
fn only_the_first_used(a: Noisy, b: Noisy, c: Noisy) -> usize {
    event(a.0);
    a.0.len()
}

#[tracked]
fn only_the_last_used(a: Noisy, b: Noisy, c: Noisy) -> usize {
    event(c.0);
    c.0.len()
}

#[test]
fn arguments_are_dropped_after_locals_in_reverse_order() {
    // An argument without a name does not belong to the body and is dropped last.
    let order = events(|| unused(Noisy("a"), Noisy("b"), Noisy("c"), Noisy("d")));
    assert_eq!(order, "body local c b a d");
    assert_eq!(
        events(|| used_in_order(Noisy("a"), Noisy("b"))),
        "body local b a"
    );
    assert_eq!(
        events(|| used_in_reverse(Noisy("a"), Opaque("b"))),
        "body b a"
    );
    assert_eq!(
        events(|| only_the_first_used(Noisy("a"), Noisy("b"), Noisy("c"))),
        "a c b a"
    );
    assert_eq!(
        events(|| only_the_last_used(Noisy("a"), Noisy("b"), Noisy("c"))),
        "c c b a"
    );
}

#[tracked]
fn tuple((a, _, b): (Noisy, Noisy, Noisy), c: Noisy) {
    event("body");
}

#[tracked]
fn wildcard_between(a: Noisy, _: Noisy, b: Noisy) {
    event("body");
}

struct Parts {
    first: Noisy,
    second: Noisy,
}

#[tracked]
fn some_fields(Parts { second, .. }: Parts, last: Noisy) {
    event("body");
}

#[tracked]
fn partly_moved(parts: Parts, other: Noisy) {
    drop(parts.first);
    event("body");
}

#[tracked]
fn by_ref(ref a: Noisy, (ref b, c): (Noisy, Noisy)) {
    event("body");
}

#[test]
fn the_parts_of_patterns_are_dropped_in_order() {
    let order = events(|| tuple((Noisy("a"), Noisy("_"), Noisy("b")), Noisy("c")));
    assert_eq!(order, "body c b a _");
    let order = events(|| wildcard_between(Noisy("a"), Noisy("_"), Noisy("b")));
    assert_eq!(order, "body b a _");
    let parts = || Parts {
        first: Noisy("first"),
        second: Noisy("second"),
    };
    assert_eq!(
        events(|| some_fields(parts(), Noisy("last"))),
        "body last second first"
    );
    assert_eq!(
        events(|| partly_moved(parts(), Noisy("other"))),
        "first body other second"
    );
    assert_eq!(
        events(|| by_ref(Noisy("a"), (Noisy("b"), Noisy("c")))),
        "body c b a"
    );
}

#[tracked]
fn dropped_early(a: Noisy, b: Noisy) {
    drop(a);
    event("body");
}

#[tracked]
fn passed_on(a: Noisy, b: Noisy) -> Noisy {
    event("body");
    a
}

#[tracked]
fn conditionally_given(a: Noisy, b: Noisy, give: bool) -> Option<Noisy> {
    if give {
        return Some(b);
    }
    event("body");
    None
}

#[tracked]
fn overwritten(mut a: Noisy, b: Noisy) {
    event("body");
    a = Noisy("new");
    event("end");
}

#[tracked]
fn failing(a: Noisy, b: Noisy) -> Result<(), Noisy> {
    let _local = Noisy("local");
    Err(b)?;
    event("never");
    Ok(())
}

#[test]
fn moved_arguments_are_dropped_by_their_new_owner() {
    assert_eq!(events(|| dropped_early(Noisy("a"), Noisy("b"))), "a body b");
    assert_eq!(
        events(|| event(passed_on(Noisy("a"), Noisy("b")).0)),
        "body b a a"
    );
    assert_eq!(
        events(|| conditionally_given(Noisy("a"), Noisy("b"), true)),
        "a b"
    );
    assert_eq!(
        events(|| conditionally_given(Noisy("a"), Noisy("b"), false)),
        "body b a"
    );
    assert_eq!(
        events(|| overwritten(Noisy("a"), Noisy("b"))),
        "body a end b new"
    );
    assert_eq!(events(|| failing(Noisy("a"), Noisy("b"))), "local a b");
}

struct Owner(Noisy);

impl Owner {
    #[tracked]
    fn consumed(self, a: Noisy) {
        event("body");
    }

    #[tracked]
    fn consumed_and_used(self: Box<Self>, a: Noisy) -> usize {
        event("body");
        self.0.0.len() + a.0.len()
    }

    #[tracked]
    async fn consumed_async(self, a: Noisy) {
        suspend().await;
        event("body");
    }
}

#[test]
fn self_is_dropped_last() {
    let owner = || Owner(Noisy("self"));
    assert_eq!(events(|| owner().consumed(Noisy("a"))), "body a self");
    assert_eq!(
        events(|| Box::new(owner()).consumed_and_used(Noisy("a"))),
        "body a self"
    );
    assert_eq!(
        events(|| block_on(owner().consumed_async(Noisy("a")))),
        "body a self"
    );
}

#[tracked]
fn panicking(a: Noisy, b: Noisy) {
    let _local = Noisy("local");
    panic!("{} {}", a.0, b.0);
}

#[test]
fn arguments_are_dropped_in_order_while_unwinding() {
    let order = events(|| catch_unwind(|| panicking(Noisy("a"), Noisy("b"))).unwrap_err());
    assert_eq!(order, "local b a");
}

#[tracked]
async fn in_async(a: Noisy, b: Noisy, _: Noisy, (c, _): (Noisy, Noisy)) {
    let _local = Noisy("local");
    suspend().await;
    event("body");
}

#[tracked]
async fn async_only_the_last_used(a: Noisy, b: Opaque) -> usize {
    suspend().await;
    event("body");
    b.0.len()
}

#[tracked]
async fn async_passed_on(a: Noisy, b: Noisy) -> Noisy {
    suspend().await;
    a
}

#[tracked]
async fn async_panicking(a: Noisy, b: Noisy) {
    suspend().await;
    panic!("{} {}", a.0, b.0);
}

#[test]
fn async_arguments_are_dropped_in_order() {
    let future = || in_async(Noisy("a"), Noisy("b"), Noisy("_"), (Noisy("c"), Noisy("d")));
    let finished = "body local c b a d _";
    let never_polled = events(|| drop(future()));
    assert_eq!(events(|| block_on(future())), finished);
    assert_eq!(events(|| future().now_or_never()), "local c b a d _");
    assert_eq!(never_polled, "a b _ c d");
    assert_eq!(
        events(|| block_on(async_only_the_last_used(Noisy("a"), Opaque("b")))),
        "body b a"
    );
    assert_eq!(
        events(|| block_on(async_passed_on(Noisy("a"), Noisy("b")))),
        "b a"
    );
    let order = events(|| {
        block_on(AssertUnwindSafe(async_panicking(Noisy("a"), Noisy("b"))).catch_unwind())
            .unwrap_err()
    });
    assert_eq!(order, "b a");
}

/// The arguments are dropped before the caller receives the value.
#[test]
fn async_arguments_are_dropped_in_the_last_poll() {
    let order = events(|| {
        let mut future = Box::pin(async_passed_on(Noisy("a"), Noisy("b")));
        assert!(future.as_mut().now_or_never().is_none());
        event("suspended");
        let value = future.as_mut().now_or_never().unwrap();
        event("finished");
        drop(future);
        event("dropped");
        drop(value);
    });
    assert_eq!(order, "suspended b finished dropped a");
}

#[tracked]
fn returns_future(a: Noisy, b: Noisy) -> impl Future<Output = ()> {
    event("prelude");
    async move {
        let _a = a;
        suspend().await;
        event("body");
    }
}

/// The future captures only the field; `a` is dropped when the call returns.
#[tracked]
fn copies_a_field(a: Noisy) -> impl Future<Output = ()> {
    async move {
        suspend().await;
        event(a.0);
    }
}

#[tracked]
fn returns_pinned(a: Noisy, b: Noisy) -> Pin<Box<dyn Future<Output = ()> + Send>> {
    event("prelude");
    Box::pin(async move {
        suspend().await;
        event("body");
        drop(b);
    })
}

#[test]
fn arguments_that_the_future_does_not_capture_are_dropped_when_the_call_returns() {
    let order = events(|| {
        let future = returns_future(Noisy("a"), Noisy("b"));
        event("called");
        block_on(future);
        event("awaited");
    });
    assert_eq!(order, "prelude b called body a awaited");
    let order = events(|| {
        let future = returns_pinned(Noisy("a"), Noisy("b"));
        event("called");
        block_on(future);
        event("awaited");
    });
    assert_eq!(order, "prelude a called body b awaited");
    let order = events(|| {
        let future = copies_a_field(Noisy("a"));
        event("called");
        block_on(future);
    });
    assert_eq!(order, "a called a");
}

#[tracked]
fn closure(a: Noisy, b: Noisy) -> impl FnOnce() {
    move || {
        event("called");
        drop(a);
    }
}

#[test]
fn returned_closures_keep_what_they_captured() {
    let order = events(|| {
        let f = closure(Noisy("a"), Noisy("b"));
        event("made");
        f();
    });
    assert_eq!(order, "b made called a");
}
