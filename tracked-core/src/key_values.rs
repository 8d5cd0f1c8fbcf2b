//! A visit of a record's key-values by a closure.

use log::kv::{Error, Key, Source, Value, VisitSource};

/// Calls `f` with each key-value, in order, until it returns an error.
pub(crate) fn visit<'kvs>(
    source: &'kvs dyn Source,
    f: impl FnMut(Key<'kvs>, Value<'kvs>) -> Result<(), Error>,
) {
    struct Visitor<F>(F);

    impl<'kvs, F> VisitSource<'kvs> for Visitor<F>
    where
        F: FnMut(Key<'kvs>, Value<'kvs>) -> Result<(), Error>,
    {
        fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
            (self.0)(key, value)
        }
    }

    let _ = source.visit(&mut Visitor(f));
}
