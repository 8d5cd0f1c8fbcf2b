//! How the body of an annotated function is run: what the generated code calls.
//!
//! Each entry has a short front, compiled into the user's function, that runs the body right away when the function
//! is off, and a long back that is kept out of it. The back takes the arguments by value, like the body: where one of
//! their addresses is needed it is taken there, and the user's function can keep them in registers.

#![allow(
    clippy::inline_always,
    reason = "the fronts exist to become part of their caller"
)]

use std::any::type_name;
use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::call::{Call, Outcome};
use super::future::Tracked;
use super::kind::{Kind, shows};
use super::site::Site;
use super::span::Entered;
use super::value::Shown;

/// Runs `body` with `args` as a call of `site`.
#[inline(always)]
pub fn call<A, R, F, K, B>(site: &'static Site, args: A, facts: F, kind: K, body: B) -> R
where
    F: FnOnce(&A, &mut Call),
    K: Kind<R>,
    B: FnOnce(A) -> R,
{
    if site.is_off() {
        return body(args);
    }
    call_on(site, args, facts, kind, body)
}

#[cold]
#[inline(never)]
fn call_on<A, R, F, K, B>(site: &'static Site, args: A, facts: F, kind: K, body: B) -> R
where
    F: FnOnce(&A, &mut Call),
    K: Kind<R>,
    B: FnOnce(A) -> R,
{
    let opened = Call::open(site, type_name::<B>()).map(|mut call| {
        facts(&args, &mut call);
        call
    });
    call_opened(opened, args, kind, body)
}

/// Like [`call`], for a value of which only the body tells the type: `shown` comes behind it.
#[inline(always)]
pub fn call_shown<A, R, F, K, B, S>(
    site: &'static Site,
    args: A,
    facts: F,
    kind: K,
    body: B,
    shown: S,
) -> R
where
    F: FnOnce(&A, &mut Call),
    K: Kind<R>,
    B: FnOnce(A) -> R,
    S: Fn(&R) -> Option<Shown<'_>> + Copy,
{
    call(site, args, facts, shows(kind, shown), body)
}

/// Opens a call of `site` for [`call_opened`] or [`deferred_opened`]: where the facts are told in the function itself,
/// since there is more to tell than of the arguments.
#[inline(always)]
pub fn open<F: FnOnce(&mut Call)>(site: &'static Site, facts: F) -> Option<Box<Call>> {
    if site.is_off() {
        return None;
    }
    open_on(site, facts)
}

#[cold]
#[inline(never)]
fn open_on<F: FnOnce(&mut Call)>(site: &'static Site, facts: F) -> Option<Box<Call>> {
    let mut call = Call::open(site, type_name::<F>())?;
    facts(&mut call);
    Some(call)
}

/// Runs `body` with `args` as the call that was opened, if one was.
pub fn call_opened<A, R, K, B>(opened: Option<Box<Call>>, args: A, kind: K, body: B) -> R
where
    K: Kind<R>,
    B: FnOnce(A) -> R,
{
    let Some(mut call) = opened else {
        return body(args);
    };
    if K::DEFERS {
        let value = construct(&mut call, || body(args));
        return kind.defer(call, value);
    }
    let entered = call.begin().enter();
    let result = catch_unwind(AssertUnwindSafe(|| body(args)));
    drop(entered);
    match result {
        Ok(value) => {
            call.returned(call.look_at(kind, &value));
            value
        }
        Err(payload) => {
            call.panicked(Some(&*payload));
            resume_unwind(payload)
        }
    }
}

/// Runs a `body` that makes a future. The call begins only where that is polled, unless making it panics.
fn construct<R>(call: &mut Call, body: impl FnOnce() -> R) -> R {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| {
        call.begin();
        call.panicked(Some(&*payload));
        resume_unwind(payload)
    })
}

/// Runs `body` with `args` for the future it returns: that is the call of `site`, and begins when it is polled.
#[inline(always)]
pub fn deferred<A, R, F, K, B>(
    site: &'static Site,
    args: A,
    facts: F,
    kind: K,
    body: B,
) -> Tracked<R, K>
where
    F: FnOnce(&A, &mut Call),
    R: Future,
    K: Kind<R::Output>,
    B: FnOnce(A) -> R,
{
    if site.is_off() {
        return Tracked::new(None, kind, body(args));
    }
    deferred_on(site, args, facts, kind, body)
}

#[cold]
#[inline(never)]
fn deferred_on<A, R, F, K, B>(
    site: &'static Site,
    args: A,
    facts: F,
    kind: K,
    body: B,
) -> Tracked<R, K>
where
    F: FnOnce(&A, &mut Call),
    B: FnOnce(A) -> R,
{
    let opened = Call::open(site, type_name::<B>()).map(|mut call| {
        facts(&args, &mut call);
        call
    });
    deferred_opened(opened, args, kind, body)
}

/// Runs `body` with `args` for the future it returns: that is the call that was opened, if one was.
pub fn deferred_opened<A, R, K, B>(
    opened: Option<Box<Call>>,
    args: A,
    kind: K,
    body: B,
) -> Tracked<R, K>
where
    B: FnOnce(A) -> R,
{
    let Some(mut call) = opened else {
        return Tracked::new(None, kind, body(args));
    };
    let future = construct(&mut call, || body(args));
    Tracked::new(Some(call), kind, future)
}

/// For a function of which there is nothing to tell beforehand.
#[inline(always)]
pub fn nothing<A>(_: &A, _: &mut Call) {}

/// Begins a call of `site` that ends where the guard is dropped.
#[inline(always)]
pub fn guard<F: FnOnce(&mut Call)>(site: &'static Site, facts: F) -> Guard {
    if site.is_off() {
        return Guard(None);
    }
    guard_on(site, facts)
}

#[cold]
#[inline(never)]
fn guard_on<F: FnOnce(&mut Call)>(site: &'static Site, facts: F) -> Guard {
    Guard(Call::open(site, type_name::<F>()).map(|mut call| {
        facts(&mut call);
        let entered = call.begin().enter();
        Box::new(Guarded {
            call,
            entered,
            panicking: std::thread::panicking(),
            outcome: RefCell::new(Outcome::Done(None)),
        })
    }))
}

/// A call that ends with its scope.
pub struct Guard(Option<Box<Guarded>>);

pub(crate) struct Guarded {
    call: Box<Call>,
    entered: Entered,
    /// Whether the thread was unwinding already when the call began, in some value's drop.
    panicking: bool,
    /// What the function is returning.
    outcome: RefCell<Outcome>,
}

impl Guard {
    /// Looks at a value that the function returns.
    #[inline]
    pub fn returns<R, K: Kind<R>>(&self, kind: K, value: R) -> R {
        if let Some(guarded) = &self.0 {
            guarded.outcome.replace(guarded.call.look_at(kind, &value));
        }
        value
    }
}

impl Drop for Guard {
    #[inline]
    fn drop(&mut self) {
        if let Some(guarded) = self.0.take() {
            guarded.end();
        }
    }
}

impl Guarded {
    #[cold]
    fn end(self) {
        drop(self.entered);
        if std::thread::panicking() && !self.panicking {
            self.call.panicked(None);
        } else {
            self.call.returned(self.outcome.into_inner());
        }
    }
}

/// The value of a future that never waits.
#[inline(always)]
pub fn ready<F: Future>(future: F) -> F::Output {
    let mut cx = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut cx) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("the macro saw nothing that waits"),
    }
}

/// Only names what it is given.
#[inline(always)]
pub fn hold<T>(_: T) {}

/// Stands for a value in code that never runs.
#[cold]
pub fn typed<R>() -> R {
    unreachable!("only there for its type")
}
