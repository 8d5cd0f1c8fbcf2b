//! How the body of an annotated function is run: what the generated code calls.
//!
//! Each entry has a short front, compiled into the user's function, that runs the body right away when the function
//! is off, and a back that is kept out of it. The back takes the arguments by value and in the order in which the
//! function has them: where one of their addresses is needed it is taken there, and the user's function can leave
//! them in the registers in which they came.

#![allow(
    clippy::inline_always,
    reason = "the fronts exist to become part of their caller"
)]

use std::any::type_name;
use std::cell::Cell;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use crate::call::future::Tracked;
use crate::call::invocation::{Given, Once, Polled, Run, the};
use crate::call::lifecycle::{make, poll, run_live, run_noted};
use crate::call::open::Noted;
use crate::call::place::{Inline, Place};
use crate::callsite::{IS_COMPILED_OUT, Site};
use crate::field::facts::Facts;
use crate::field::value::Shown;
use crate::outcome::classify::{Kind, Plain, shows};

/// Runs `body` with `args` as a call of `site`. They are `Copy`, so the `facts` can be told of them at any time.
#[inline(always)]
pub fn call<A, F, R, K, P, B>(
    site: &'static Site,
    args: A,
    facts: F,
    kind: K,
    place: P,
    body: B,
) -> R
where
    F: Fn(&A, &mut dyn Facts) + Copy,
    A: Copy,
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    if IS_COMPILED_OUT {
        return body(args);
    }
    if site.is_off() {
        return place.run(args, body);
    }
    // A call that begins later is told of what is noted now.
    if K::DEFERS {
        return call_noted_on(args, facts, kind, place, body, site);
    }
    call_on(args, facts, kind, place, body, site)
}

#[cold]
#[inline(never)]
fn call_on<A, F, R, K, P, B>(
    args: A,
    facts: F,
    kind: K,
    place: P,
    body: B,
    site: &'static Site,
) -> R
where
    F: Fn(&A, &mut dyn Facts) + Copy,
    A: Copy,
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    let mut run = Run {
        body: Some((args, body)),
        kind,
        place,
        value: None,
    };
    let given = Given { args: &args, facts };
    run_live(site, type_name::<B>(), &given, &mut run);
    // Moved out, it would need a flag that says so, for each function anew.
    the(run.value.take())
}

/// Like [`call`], for arguments that the body may consume: the facts are taken down before.
#[inline(always)]
pub fn call_noted<A, F, R, K, P, B>(
    site: &'static Site,
    args: A,
    facts: F,
    kind: K,
    place: P,
    body: B,
) -> R
where
    F: Fn(&A, &mut dyn Facts) + Copy,
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    if IS_COMPILED_OUT {
        return body(args);
    }
    if site.is_off() {
        return place.run(args, body);
    }
    call_noted_on(args, facts, kind, place, body, site)
}

#[cold]
#[inline(never)]
fn call_noted_on<A, F, R, K, P, B>(
    args: A,
    facts: F,
    kind: K,
    place: P,
    body: B,
    site: &'static Site,
) -> R
where
    F: Fn(&A, &mut dyn Facts) + Copy,
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    let given = Given { args: &args, facts };
    let noted = Noted::open(site, type_name::<B>(), &given);
    call_opened_on(args, kind, place, body, noted)
}

/// Like [`call_noted`], for a value of which only the body tells the type: `shown` comes behind it.
#[inline(always)]
pub fn call_shown<A, F, R, K, P, B, S>(
    site: &'static Site,
    args: A,
    facts: F,
    kind: K,
    place: P,
    body: B,
    shown: S,
) -> R
where
    F: Fn(&A, &mut dyn Facts) + Copy,
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
    S: Fn(&R) -> Option<Shown<'_>> + Copy,
{
    call_noted(site, args, facts, shows(kind, shown), place, body)
}

/// Opens a call of `site`: where the facts are told in the function itself, since there is more to tell than of the
/// arguments, or since the user makes a future of them.
#[inline(always)]
pub fn open<F: FnOnce(&mut dyn Facts)>(site: &'static Site, facts: F) -> Noted {
    if IS_COMPILED_OUT || site.is_off() {
        return Noted::default();
    }
    open_on(facts, site)
}

#[cold]
#[inline(never)]
fn open_on<F: FnOnce(&mut dyn Facts)>(facts: F, site: &'static Site) -> Noted {
    let facts = Once(Cell::new(Some(facts)));
    Noted::open(site, type_name::<F>(), &facts)
}

/// Runs `body` with `args` as the call that was opened, if one was.
#[inline(always)]
pub fn call_opened<A, R, K, P, B>(noted: Noted, args: A, kind: K, place: P, body: B) -> R
where
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    if IS_COMPILED_OUT {
        // There is nothing to be dropped.
        std::mem::forget(noted);
        return body(args);
    }
    if noted.get().is_none() {
        return place.run(args, body);
    }
    call_opened_on(args, kind, place, body, noted)
}

#[cold]
#[inline(never)]
fn call_opened_on<A, R, K, P, B>(args: A, kind: K, place: P, body: B, noted: Noted) -> R
where
    K: Kind<R>,
    P: Place,
    B: FnOnce(A) -> R,
{
    let mut run = Run {
        body: Some((args, body)),
        kind,
        place,
        value: None,
    };
    if K::DEFERS {
        make(&noted, &mut run);
        return kind.defer(noted, the(run.value.take()));
    }
    run_noted(&noted, &mut run);
    the(run.value.take())
}

/// The future that `body` makes of `args`: it is a call of `site`.
#[inline(always)]
pub fn deferred<A, F, R, K, B>(
    site: &'static Site,
    args: A,
    facts: F,
    kind: K,
    body: B,
) -> Tracked<R, K>
where
    F: Fn(&A, &mut dyn Facts) + Copy,
    B: FnOnce(A) -> R,
{
    let (args, noted) = if IS_COMPILED_OUT || site.is_off() {
        (args, Noted::default())
    } else {
        note::<A, F, B>(args, facts, site)
    };
    Tracked::new(noted, kind, body(args))
}

/// Takes the arguments by value and gives them back: nobody else then needs to know where they are.
#[cold]
#[inline(never)]
fn note<A, F, B>(args: A, facts: F, site: &'static Site) -> (A, Noted)
where
    F: Fn(&A, &mut dyn Facts) + Copy,
{
    let given = Given { args: &args, facts };
    let noted = Noted::open(site, type_name::<B>(), &given);
    (args, noted)
}

/// The future that `body` makes of `args`: it is the call that was opened, if one was. What is made there may be
/// anything, and panic.
#[inline(always)]
pub fn deferred_opened<A, R, K, B>(noted: Noted, args: A, kind: K, body: B) -> Tracked<R, K>
where
    B: FnOnce(A) -> R,
{
    if noted.get().is_none() {
        return Tracked::new(noted, kind, body(args));
    }
    deferred_opened_on(args, kind, body, noted)
}

#[cold]
#[inline(never)]
fn deferred_opened_on<A, R, K, B>(args: A, kind: K, body: B, noted: Noted) -> Tracked<R, K>
where
    B: FnOnce(A) -> R,
{
    let mut run = Run {
        body: Some((args, body)),
        kind: Plain,
        place: Inline,
        value: None,
    };
    make(&noted, &mut run);
    Tracked::new(noted, kind, the(run.value.take()))
}

/// Polls the `body` of a future as the call that was opened.
#[cold]
#[inline(never)]
pub(crate) fn poll_on<F, K>(
    body: Pin<&mut F>,
    cx: &mut Context<'_>,
    kind: K,
    noted: &mut Noted,
) -> Poll<F::Output>
where
    F: Future,
    K: Kind<F::Output>,
{
    let mut polled = Polled {
        body,
        cx,
        kind,
        value: None,
    };
    poll(noted, &mut polled);
    match polled.value {
        Some(value) => Poll::Ready(value),
        None => Poll::Pending,
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
