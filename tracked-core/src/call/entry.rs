//! The functions that generated code calls: the start of every walk.
//!
//! Each has two parts. The front is compiled into the user's function, and runs the body at once if the function is
//! disabled. The back is compiled out of line, and tracks the call. The front takes the arguments by value, in the
//! order of the function's parameters, so that the arguments of a disabled call stay in their registers.
//!
//! Type parameters: `A` is the arguments, `V` a function that records values, `B` the body, `R` the returned value, `F` a
//! future, `O` the function that runs the body out of line.

#![forbid(unsafe_code)]
#![allow(
    clippy::inline_always,
    reason = "the fronts become part of the annotated functions"
)]

use std::any::type_name;
use std::cell::Cell;
use std::hint::black_box;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use super::arguments::{Arguments, recorded_by};
use super::captured_call::CapturedCall;
use super::future::Tracked;
use super::invocation::{Invocation, Lazy, LazyOnce, Once, RunBody};
use super::lifecycle::Call;
use super::returns::ReturnTracking;
use super::step::{RunStep, expect_value};
use crate::callsite::{Callsite, IS_COMPILED_OUT};
use crate::field::captured::ValueSource;
use crate::field::value::Visitor;
use crate::outcome::{ClassifyFn, returned};

/// Runs the body and returns its value, if no event of the function can be logged.
macro_rules! return_if_disabled {
    ($callsite:ident, $args:expr, $body:ident, $run:ident) => {
        if IS_COMPILED_OUT || $callsite.is_disabled() {
            // Without optimizations, the body is compiled once anyway.
            if !cfg!(debug_assertions) && !IS_COMPILED_OUT && $callsite.outline {
                return $run.run__rust_end_short_backtrace($args, $body);
            }
            return $body($args);
        }
    };
}

/// Runs a body that captures nothing but shared references. All arguments are `Copy`.
#[inline(always)]
pub fn call__rust_end_short_backtrace<A, R, B, O>(
    callsite: &'static Callsite,
    args: A,
    body: B,
    classify: ClassifyFn<R>,
    run: O,
) -> R
where
    A: Arguments + Copy,
    B: FnOnce(A::Values) -> R + Copy,
    O: RunBody<A::Values, B, R>,
{
    return_if_disabled!(callsite, args.into_values(), body, run);
    let lazy = Lazy { args, body, run };
    let value = call_lazy__rust_end_short_backtrace(callsite, lazy, classify);
    // Not a tail call, so that the annotated function stays on the stack.
    black_box(());
    value
}

/// Runs a body that captures a mutable reference or a value. All arguments are `Copy`.
#[inline(always)]
pub fn call_mut__rust_end_short_backtrace<A, R, B, O>(
    callsite: &'static Callsite,
    args: A,
    body: B,
    classify: ClassifyFn<R>,
    run: O,
) -> R
where
    A: Arguments + Copy,
    B: FnOnce(A::Values) -> R,
    O: RunBody<A::Values, B, R>,
{
    return_if_disabled!(callsite, args.into_values(), body, run);
    let body = Cell::new(Some(body));
    let lazy = LazyOnce { args, body, run };
    call_enabled__rust_end_short_backtrace(callsite, type_name::<B>(), &lazy, classify)
}

/// Runs a body that may consume its arguments, so they are captured first. They have destructors: if they passed through
/// `Arguments`, the machine code of the body would be another one.
#[inline(always)]
pub fn call_once__rust_end_short_backtrace<A, R, V, B, O>(
    callsite: &'static Callsite,
    args: A,
    record: V,
    body: B,
    classify: ClassifyFn<R>,
    run: O,
) -> R
where
    V: Fn(&A, &mut Visitor<'_>) + Copy,
    B: FnOnce(A) -> R,
    O: RunBody<A, B, R>,
{
    return_if_disabled!(callsite, args, body, run);
    let parts = Cell::new(Some((recorded_by(args, record), body)));
    let once = Once { parts, run };
    call_captured__rust_end_short_backtrace(callsite, type_name::<B>(), &once, classify)
}

/// Runs a body that may change its arguments, so they are captured first.
#[inline(always)]
pub fn call_eager__rust_end_short_backtrace<A, R, B, O>(
    callsite: &'static Callsite,
    args: A,
    body: B,
    classify: ClassifyFn<R>,
    run: O,
) -> R
where
    A: Arguments,
    B: FnOnce(A::Values) -> R,
    O: RunBody<A::Values, B, R>,
{
    return_if_disabled!(callsite, args.into_values(), body, run);
    let parts = Cell::new(Some((args, body)));
    let once = Once { parts, run };
    call_captured__rust_end_short_backtrace(callsite, type_name::<B>(), &once, classify)
}

/// Runs a body as `call` does. If it returns a boxed future, the future is the call.
#[inline(always)]
pub fn call_returning__rust_end_short_backtrace<A, R, C, B, O>(
    callsite: &'static Callsite,
    args: A,
    body: B,
    returns: C,
    run: O,
) -> R
where
    A: Arguments + Copy,
    C: ReturnTracking<R>,
    B: FnOnce(A::Values) -> R + Copy,
    O: RunBody<A::Values, B, R>,
{
    return_if_disabled!(callsite, args.into_values(), body, run);
    let lazy = Lazy { args, body, run };
    match returns.as_value() {
        Some(classify) => {
            call_enabled__rust_end_short_backtrace(callsite, type_name::<B>(), &lazy, classify)
        }
        None => returns.run__rust_end_short_backtrace(
            capture_invocation(callsite, type_name::<B>(), &lazy),
            &lazy,
        ),
    }
}

/// Runs a body that creates a future and cannot panic. The future is the call.
#[inline(always)]
pub fn future<A, F, B>(
    callsite: &'static Callsite,
    args: A,
    body: B,
    classify: ClassifyFn<F::Output>,
) -> Tracked<F>
where
    A: Arguments,
    F: Future,
    B: FnOnce(A::Values) -> F,
{
    let (args, call) = if IS_COMPILED_OUT || callsite.is_disabled() {
        (args, CapturedCall::default())
    } else {
        capture_args(callsite, type_name::<B>(), args)
    };
    Tracked::new(call, body(args.into_values()), classify)
}

/// Takes the arguments by value and returns them, so that the function can keep them in registers until this call.
#[cold]
#[inline(never)]
fn capture_args<A: Arguments>(
    callsite: &'static Callsite,
    closure_name: &'static str,
    args: A,
) -> (A, CapturedCall) {
    let call = CapturedCall::new(callsite, closure_name, &mut |visit| args.record(visit));
    (args, call)
}

/// Captures the values of a call that are no arguments of the body: fields, `self`.
#[inline(always)]
pub fn capture<V>(callsite: &'static Callsite, record: V) -> CapturedCall
where
    V: FnOnce(&mut Visitor<'_>),
{
    if IS_COMPILED_OUT || callsite.is_disabled() {
        return CapturedCall::default();
    }
    capture_enabled(callsite, record)
}

#[cold]
#[inline(never)]
fn capture_enabled<V>(callsite: &'static Callsite, record: V) -> CapturedCall
where
    V: FnOnce(&mut Visitor<'_>),
{
    let mut record = Some(record);
    CapturedCall::new(callsite, type_name::<V>(), &mut |visit| {
        if let Some(record) = record.take() {
            record(visit);
        }
    })
}

impl CapturedCall {
    /// Runs the body as this call.
    #[inline(always)]
    pub fn run__rust_end_short_backtrace<A, R, B, O>(
        self,
        args: A,
        body: B,
        classify: ClassifyFn<R>,
        run: O,
    ) -> R
    where
        B: FnOnce(A) -> R,
        O: RunBody<A, B, R>,
    {
        if IS_COMPILED_OUT || self.is_none() {
            // The value is empty, so its destructor would do nothing.
            std::mem::forget(self);
            return body(args);
        }
        run_captured__rust_end_short_backtrace(self, &once(args, body, run), classify)
    }

    /// Runs a body that creates a future. The future is this call.
    #[inline(always)]
    pub fn future<A, F, B, O>(
        self,
        args: A,
        body: B,
        classify: ClassifyFn<F::Output>,
        run: O,
    ) -> Tracked<F>
    where
        F: Future,
        B: FnOnce(A) -> F,
        O: RunBody<A, B, F>,
    {
        if IS_COMPILED_OUT || self.is_none() {
            return Tracked::new(self, body(args), classify);
        }
        let future = self.run_creator__rust_end_short_backtrace(&once(args, body, run));
        Tracked::new(self, future, classify)
    }

    /// Runs the body as this call. If it returns a boxed future, the future is this call.
    #[inline(always)]
    pub fn run_returning__rust_end_short_backtrace<A, R, C, B, O>(
        self,
        args: A,
        body: B,
        returns: C,
        run: O,
    ) -> R
    where
        C: ReturnTracking<R>,
        B: FnOnce(A) -> R,
        O: RunBody<A, B, R>,
    {
        if IS_COMPILED_OUT || self.is_none() {
            std::mem::forget(self);
            return body(args);
        }
        if let Some(classify) = returns.as_value() {
            return run_captured__rust_end_short_backtrace(self, &once(args, body, run), classify);
        }
        returns.run__rust_end_short_backtrace(self, &once(args, body, run))
    }
}

/// A future with every trait that the future of a call has if the user's future has it.
#[derive(Clone, Debug)]
pub struct AnyFuture;

impl Future for AnyFuture {
    type Output = ();

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        unreachable!("only its type is used")
    }
}

/// Finds out whether the future of a call has the traits that a function declares: `impl Future + Send`. Generated code
/// implements the trait for a type with a parameter that has the bounds. If `AnyFuture` has them, the method is this one;
/// otherwise it is that of [`PlainOpaque`].
pub trait OpaqueFuture {
    /// Runs a body that creates a future. The future is the call.
    #[inline(always)]
    fn __tracked_future<A, F, B, O>(
        &self,
        call: CapturedCall,
        args: A,
        body: B,
        classify: impl Into<ClassifyFn<F::Output>>,
        run: O,
    ) -> Tracked<F>
    where
        F: Future,
        B: FnOnce(A) -> F,
        O: RunBody<A, B, F>,
    {
        call.future(args, body, classify.into(), run)
    }
}

/// The classification of a value that is no failure, of a type that the compiler may not infer.
pub struct NeverFails;

impl<T> From<NeverFails> for ClassifyFn<T> {
    fn from(_: NeverFails) -> Self {
        returned
    }
}

/// See [`OpaqueFuture`].
pub trait PlainOpaque {
    /// Runs a body that creates a value. The creation is the call.
    #[inline(always)]
    fn __tracked_future<A, R, B, C, O>(
        &self,
        call: CapturedCall,
        args: A,
        body: B,
        _: C,
        run: O,
    ) -> R
    where
        B: FnOnce(A) -> R,
        O: RunBody<A, B, R>,
    {
        call.run__rust_end_short_backtrace(args, body, returned, run)
    }
}

impl<T> PlainOpaque for &T {}

/// A body whose arguments have been recorded.
#[inline(always)]
fn once<A, B, O>(values: A, body: B, run: O) -> Once<impl Arguments<Values = A>, B, O> {
    let args = recorded_by(values, |_: &A, _: &mut Visitor<'_>| {});
    let parts = Cell::new(Some((args, body)));
    Once { parts, run }
}

#[cold]
#[inline(never)]
fn run_captured__rust_end_short_backtrace<R>(
    call: CapturedCall,
    invocation: &dyn Invocation<R>,
    classify: ClassifyFn<R>,
) -> R {
    call.run_enabled__rust_end_short_backtrace(invocation, classify)
}

/// The same for a body that may consume its arguments.
#[cold]
#[inline(never)]
fn call_captured__rust_end_short_backtrace<R>(
    callsite: &'static Callsite,
    closure_name: &'static str,
    invocation: &dyn Invocation<R>,
    classify: ClassifyFn<R>,
) -> R {
    capture_invocation(callsite, closure_name, invocation)
        .run_enabled__rust_end_short_backtrace(invocation, classify)
}

/// Captures the arguments of an invocation.
fn capture_invocation<R>(
    callsite: &'static Callsite,
    closure_name: &'static str,
    invocation: &dyn Invocation<R>,
) -> CapturedCall {
    CapturedCall::new(callsite, closure_name, &mut |visit| {
        invocation.record(visit);
    })
}

/// Stores the arguments in memory, so that the annotated function needs no stack for them while it is disabled.
#[cold]
#[cfg_attr(debug_assertions, inline(always))]
#[cfg_attr(not(debug_assertions), inline(never))]
fn call_lazy__rust_end_short_backtrace<A, R, B, O>(
    callsite: &'static Callsite,
    lazy: Lazy<A, B, O>,
    classify: ClassifyFn<R>,
) -> R
where
    A: Arguments + Copy,
    B: FnOnce(A::Values) -> R + Copy,
    O: RunBody<A::Values, B, R>,
{
    call_enabled__rust_end_short_backtrace(callsite, type_name::<B>(), &lazy, classify)
}

/// Runs a body as a call. Compiled once for each return type.
#[cold]
#[inline(never)]
fn call_enabled__rust_end_short_backtrace<R>(
    callsite: &'static Callsite,
    closure_name: &'static str,
    invocation: &dyn Invocation<R>,
    classify: ClassifyFn<R>,
) -> R {
    let mut step = RunStep {
        invocation,
        classify,
        value: None,
    };
    Call::run_by_max_level(
        callsite,
        closure_name,
        ValueSource::Arguments(&|visit| invocation.record(visit)),
        &mut step,
    );
    expect_value(step.value)
}

/// The value of a future that is never suspended.
#[inline(always)]
pub fn ready__rust_end_short_backtrace<F: Future>(future: F) -> F::Output {
    let mut cx = Context::from_waker(Waker::noop());
    match pin!(future).poll(&mut cx) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("a body without `.await` is never suspended"),
    }
}

/// A value of the return type, for code that never runs.
#[cold]
pub fn return_type<R>() -> R {
    unreachable!("only its type is used")
}
