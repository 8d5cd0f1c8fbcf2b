//! The life of a call, from its entry in generated code to the event that ends it.
//!
//! ```text
//! entry.rs         call, call_mut, call_once, call_eager, future, capture: the functions that generated code calls
//! in_place.rs      Guard: a call whose body stays in its function
//! propagate.rs     what `?` does in such a body
//! returns.rs       BoxedFuture: a function that returns a boxed future
//! future.rs        Tracked: a call that is a future
//! captured_call.rs CapturedCall: a call whose values are captured before it starts
//! lifecycle.rs     Call: which events are logged; start, end, failure, panic
//! origin.rs        the call in which a failure first appeared
//! step.rs          Step: one run of a body, or one poll
//! invocation.rs    Invocation: a body and its arguments, as a trait object
//! arguments.rs     Arguments: the arguments, each with the way in which it is recorded
//! ```
//!
//! A file imports only from files below it, and from the layers below this folder: `event`, `outcome`, `field`,
//! `callsite`, `context`, `sys`.
//!
//! # An argument
//!
//! `#[tracked] fn f(x: u64)` is called with 7, and the logger writes text:
//!
//! 1. `call` (`entry.rs`): the callsite is enabled; `x` and the body become a `Lazy`.
//! 2. `Call::run_by_max_level` (`lifecycle.rs`) enters a new span.
//! 3. `Call::start` (`lifecycle.rs`): the start event is enabled.
//! 4. `emit` (`event/record.rs`) makes a `log::Record` whose text and key-values are not formatted yet.
//! 5. The logger formats the text of the record (`Record::args`).
//! 6. `ValueSource::read` (`field/captured.rs`) asks for the values of the arguments.
//! 7. `Arguments::record` (`arguments.rs`) makes `[Value::U64(7)]`.
//! 8. `MessageText::write_args` (`event/text.rs`) writes `x=`.
//! 9. `Value::write` (`field/value.rs`) writes `7`.
//!
//! An argument that the body may consume is captured first: `CapturedCall::new` (`captured_call.rs`) calls the
//! function that records it, and `CapturedValues::capture` (`field/captured.rs`) copies the value, a number as a number.
//! `ValueSource::read` then returns the copy. Key-values are always read from copies: `KeyValues` (`event/key_values.rs`),
//! `CapturedValues::typed`, `kv::Value::from(7)`.
//!
//! # An error
//!
//! `#[tracked] fn g() -> io::Result<()>` returns an error:
//!
//! 1. `RunStep::run` (`step.rs`) runs the body and keeps the value.
//! 2. `Probe` (`outcome/classify.rs`) has chosen the function that returns
//!    `Outcome::Failed` with `Failure::Error(&error)`.
//! 3. `Call::end` (`lifecycle.rs`) chooses the error event and its level.
//! 4. `emit` (`event/record.rs`) makes the record.
//! 5. `MessageText::write_default` (`event/text.rs`) writes the text before the error.
//! 6. `FailureText::get` (`outcome/failure_text.rs`) formats the error and its causes.
//!
//! A panic takes the same way from step 3 on: `catch_step` (`lifecycle.rs`) catches it, and the payload becomes
//! `Failure::Text`. A future that is dropped before it completes is cancelled by the `Drop` of `CapturedCall`.
//!
//! # A future
//!
//! `#[tracked] async fn h(url: Url)` is called:
//!
//! 1. `future` (`entry.rs`) captures `url`, if the call is enabled.
//! 2. `Tracked::new` (`future.rs`) keeps the body, the captured call and the classification.
//!
//! # A poll
//!
//! 1. `Tracked::poll` (`future.rs`): without a captured call, the body is polled and nothing else happens.
//! 2. `CapturedCall::poll` (`captured_call.rs`) enters the call's span; the first time, the call starts.
//! 3. `catch_step` (`lifecycle.rs`) polls the body. If it has returned, the call ends as in the walk of an error, and the
//!    memory of the captured call goes back to the thread.
//!
//! # Backtraces
//!
//! With `RUST_BACKTRACE=1`, `std` hides the frames between two markers in the names of functions. From the innermost
//! frame outwards, it stops at a name with the begin marker `__rust_begin_short_backtrace`, and continues after the next
//! name with the end marker `__rust_end_short_backtrace`. It prints neither of them. An end marker without a begin marker
//! further inside hides only its own frame.
//!
//! The innermost frame of the runtime on the stack of a body is in `step.rs`, and has the begin marker. The outermost
//! ones have the end marker: `entry.rs`, and a module of that name in the other files. So do the functions that are
//! compiled for each annotated function, in `invocation.rs`. The marker is in the path of the module, which the names of
//! all functions in it contain, inlined ones and closures included. With `debug = "line-tables-only"` an inlined function
//! has no path, so the marker is in the names of most functions too.
//!
//! A begin marker without an end marker further outside would hide frames of the user. So the outermost functions are
//! never inlined and make no tail call: `call_enabled`, `run_enabled`, `run_creator`, `poll_enabled`, each with the end
//! marker.

#![allow(
    non_snake_case,
    reason = "the name of a module ends in a marker of `std`"
)]

pub(crate) mod arguments;
pub(crate) mod captured_call;
#[path = "entry.rs"]
pub(crate) mod entry__rust_end_short_backtrace;
pub(crate) mod future;
pub(crate) mod in_place;
#[path = "invocation.rs"]
pub(crate) mod invocation__rust_end_short_backtrace;
pub(crate) mod lifecycle;
pub(crate) mod origin;
pub(crate) mod propagate;
pub(crate) mod returns;
#[path = "step.rs"]
mod step__rust_begin_short_backtrace;

pub(crate) use self::entry__rust_end_short_backtrace as entry;
pub(crate) use self::invocation__rust_end_short_backtrace as invocation;
use self::step__rust_begin_short_backtrace as step;
