//! Does every form of function behave with the attribute as it does without it?
//!
//! Compiled twice, in edition 2024 by the package of all tests and in edition 2021 by `targets/edition_2021/`.

#![allow(
    clippy::all,
    reason = "these functions use unusual forms on purpose; `compile/lints.rs` compares their lints despite this attribute"
)]

#[path = "../../support/mod.rs"]
mod support;

mod async_fn;
mod async_trait;
mod attributes;
mod borrowed_outputs;
mod borrows;
mod drop_order;
mod error_texts;
mod future_size;
mod futures;
mod generic_errors;
mod generics;
mod hostile_values;
mod impl_trait;
mod in_place;
mod macro_rules;
mod nested;
mod observing_options;
mod panics;
mod patterns;
mod receivers;
mod recursion;
mod returns;
mod send;
mod shadowing;
mod temporaries;
mod track_caller;
mod traits;
mod unsafe_and_abi;
mod values;
mod wrong_guesses;

// In macros, `_` matches `$e:expr` only from edition 2024 on.
macro_rules! edition {
    ($e:expr) => {
        mod edition_2024;
        const EDITION_2024: bool = true;
    };
    (_) => {
        mod edition_2021;
        const EDITION_2024: bool = false;
    };
}
edition!(_);

/// Completes at the second poll.
async fn suspend() {
    let mut suspended = false;
    std::future::poll_fn(|cx| {
        if std::mem::replace(&mut suspended, true) {
            return std::task::Poll::Ready(());
        }
        cx.waker().wake_by_ref();
        std::task::Poll::Pending
    })
    .await;
}
