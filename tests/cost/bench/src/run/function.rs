//! The functions that are called, and on what.

use std::future::poll_fn;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    Add,
    Parse,
    ParseBad,
    Async,
    AsyncWaits,
    AsyncBad,
    Nest,
}

/// What is parsed, and what can't be.
pub const GOOD: &str = "1234567";
pub const BAD: &str = "123x567";

/// How many calls are in a nest.
pub const DEPTH: u64 = 5;

impl Function {
    pub const ALL: &[Function] = &[
        Function::Add,
        Function::Parse,
        Function::ParseBad,
        Function::Async,
        Function::AsyncWaits,
        Function::AsyncBad,
        Function::Nest,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Function::Add => "add",
            Function::Parse => "parse",
            Function::ParseBad => "parse, failing",
            Function::Async => "async",
            Function::AsyncWaits => "async, 3 waits",
            Function::AsyncBad => "async, 3 waits, failing",
            Function::Nest => "nest of 5",
        }
    }

    pub fn is_async(self) -> bool {
        matches!(
            self,
            Function::Async | Function::AsyncWaits | Function::AsyncBad
        )
    }
}

/// Calls a function so many times.
#[inline]
pub fn repeat<R>(calls: u64, mut function: impl FnMut() -> R) {
    for _ in 0..calls {
        black_box(function());
    }
}

/// Is not ready when it is polled first.
pub async fn pause() {
    let mut paused = false;
    poll_fn(|_| {
        if paused {
            return Poll::Ready(());
        }
        paused = true;
        Poll::Pending
    })
    .await;
}

/// Polls a future until it is ready, like an executor, which does not know what it polls.
#[inline]
pub fn block_on<F: Future>(future: F) -> F::Output {
    let mut cx = Context::from_waker(Waker::noop());
    let mut future: Pin<&mut dyn Future<Output = _>> = pin!(future);
    loop {
        if let Poll::Ready(value) = black_box(&mut future).as_mut().poll(&mut cx) {
            return value;
        }
    }
}
