//! `#[trace]` of fastrace, which collects spans and logs nothing.

use fastrace::collector::{Config, Reporter, SpanRecord};
use fastrace::prelude::{Span, SpanContext, trace};

use super::{Call, Row};

super::functions! {
    #[trace(properties = { "a": "{a:?}", "b": "{b:?}" })]
    fn add(a, b);
    #[trace(properties = { "text": "{text:?}" })]
    fn parse(text);
    #[trace(properties = { "text": "{text:?}", "times": "{times:?}" })]
    async fn wait(text, times);
}
super::calls!();

/// The call under a root span: without one, fastrace collects nothing.
pub fn call_under_root(row: Row) -> Call {
    struct Discard;
    impl Reporter for Discard {
        fn report(&mut self, _: Vec<SpanRecord>) {}
    }

    fastrace::set_reporter(Discard, Config::default());
    let call = call(row);
    Box::new(move || {
        let root = Span::root("root", SpanContext::random());
        let _entered = root.set_local_parent();
        call();
    })
}
