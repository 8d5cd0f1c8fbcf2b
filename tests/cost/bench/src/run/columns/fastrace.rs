//! `#[trace]` of fastrace, which collects spans and logs nothing.

use fastrace::prelude::*;

use super::Function;

super::functions! {
    #[trace(properties = { "a": "{a:?}", "b": "{b:?}" })]
    fn add(a, b);
    #[trace(properties = { "text": "{text:?}" })]
    fn parse(text);
    #[trace(properties = { "text": "{text:?}", "waits": "{waits:?}" })]
    async fn fetch(text, waits);
    #[trace(properties = { "depth": "{depth:?}" })]
    fn nest(depth);
}
super::run!();

/// Calls a function so many times, each under a root of its own: without one nothing is collected.
pub fn run_under_roots(function: Function, calls: u64) {
    for _ in 0..calls {
        let root = Span::root("root", SpanContext::random());
        let _entered = root.set_local_parent();
        run(function, 1);
    }
}
