//! Every kind of `self`, sync and async: it is not shown, the record names its type, and it is moved and borrowed as
//! without the attribute.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

/// Has no `Debug`, because `self` is not formatted.
#[derive(Clone)]
struct Counter {
    n: u32,
    names: Vec<String>,
}

impl Counter {
    #[tracked]
    fn new(n: u32) -> Self {
        Self {
            n,
            names: Vec::new(),
        }
    }

    #[tracked]
    fn by_value(self) -> u32 {
        self.n
    }

    #[tracked]
    fn by_mutable_value(mut self, by: u32) -> Self {
        self.n += by;
        self
    }

    #[tracked]
    fn by_ref(&self) -> u32 {
        self.n
    }

    #[tracked]
    fn by_mut(&mut self, by: u32) {
        self.n += by;
    }

    #[tracked]
    fn by_lifetime<'a>(&'a self, _other: &str) -> &'a [String] {
        &self.names
    }

    #[tracked]
    fn by_mutable_lifetime<'a>(&'a mut self, name: &str) -> &'a mut String {
        self.names.push(name.to_owned());
        self.names.last_mut().unwrap()
    }

    #[tracked]
    fn typed_self(self: Self) -> u32 {
        self.n
    }

    #[tracked]
    fn typed_ref(self: &Self) -> u32 {
        self.n
    }

    #[tracked]
    fn typed_name(self: &mut Counter) -> u32 {
        self.n
    }

    #[tracked]
    fn boxed(self: Box<Self>) -> u32 {
        self.n
    }

    #[tracked]
    fn mutable_box(mut self: Box<Self>) -> Box<Self> {
        self.n += 1;
        self
    }

    #[tracked]
    fn rc(self: Rc<Self>) -> usize {
        Rc::strong_count(&self)
    }

    #[tracked]
    fn arc_ref(self: &Arc<Self>) -> Arc<Self> {
        Arc::clone(self)
    }

    #[tracked]
    fn pinned(self: Pin<&mut Self>) -> u32 {
        self.get_mut().n += 1;
        7
    }

    #[tracked]
    fn pinned_box(self: Pin<Box<Self>>) -> u32 {
        self.n
    }

    #[tracked]
    fn pinned_arc(self: Pin<Arc<Self>>) -> u32 {
        self.n
    }
}

#[test]
fn records_name_the_type_and_leave_self_out() {
    let counter = expect(
        &[
            "INFO start Counter::new(n=1)",
            "INFO done Counter::new(n=1) in TIME",
        ],
        || Counter::new(1),
    );
    let n = expect(
        &[
            "INFO start Counter::by_ref()",
            "INFO done Counter::by_ref() in TIME",
        ],
        || counter.by_ref(),
    );
    assert_eq!(n, 1);
    let counter = expect(
        &[
            "INFO start Counter::by_mutable_value(by=2)",
            "INFO done Counter::by_mutable_value(by=2) in TIME",
        ],
        || counter.by_mutable_value(2),
    );
    assert_eq!(counter.n, 3);
    let n = expect(
        &[
            "INFO start Counter::boxed()",
            "INFO done Counter::boxed() in TIME",
        ],
        || Box::new(counter).boxed(),
    );
    assert_eq!(n, 3);
}

#[test]
fn every_receiver_sees_the_same_value() {
    let mut counter = Counter::new(1);
    counter.by_mut(1);
    assert_eq!(counter.by_ref(), 2);
    counter.by_mutable_lifetime("a").push('b');
    assert_eq!(counter.by_lifetime("a"), ["ab"]);
    assert_eq!(counter.typed_ref(), 2);
    assert_eq!(counter.typed_name(), 2);
    assert_eq!(Pin::new(&mut counter).pinned(), 7);
    assert_eq!(counter.clone().typed_self(), 3);
    assert_eq!(Box::new(counter.clone()).mutable_box().n, 4);
    assert_eq!(Box::pin(counter.clone()).pinned_box(), 3);
    assert_eq!(Arc::pin(counter.clone()).pinned_arc(), 3);
    let rc = Rc::new(counter.clone());
    assert_eq!(Rc::clone(&rc).rc(), 2);
    let arc = Arc::new(counter.clone());
    assert!(Arc::ptr_eq(&arc.arc_ref(), &arc));
    assert_eq!(counter.by_value(), 3);
}

impl Counter {
    #[tracked]
    async fn async_by_value(self) -> u32 {
        self.n
    }

    #[tracked]
    async fn async_by_ref(&self) -> &[String] {
        std::future::ready(()).await;
        &self.names
    }

    #[tracked]
    async fn async_by_mut(&mut self, name: &str) -> &mut String {
        self.names.push(name.to_owned());
        std::future::ready(()).await;
        self.names.last_mut().unwrap()
    }

    #[tracked]
    async fn async_mutable(mut self: Box<Self>) -> Box<Self> {
        self.n += 1;
        self
    }

    #[tracked]
    async fn async_arc(self: Arc<Self>) -> u32 {
        std::future::ready(self.n).await
    }

    #[tracked]
    async fn async_pinned(self: Pin<&mut Self>, by: u32) -> u32 {
        std::future::ready(()).await;
        self.n + by
    }

    #[tracked]
    fn boxed_future<'a>(&'a self, by: &'a u32) -> Pin<Box<dyn Future<Output = u32> + Send + 'a>> {
        Box::pin(async move { self.n + by })
    }

    #[tracked]
    fn some_future(self: Arc<Self>) -> impl Future<Output = u32> {
        async move { self.n }
    }
}

#[test]
fn async_methods_can_have_every_receiver() {
    let mut counter = Counter::new(1);
    let name = expect(
        &[
            r#"INFO start Counter::async_by_mut(name="a")"#,
            r#"INFO done Counter::async_by_mut(name="a") in TIME"#,
        ],
        || block_on(counter.async_by_mut("a")),
    );
    name.push('b');
    assert_eq!(block_on(counter.async_by_ref()), ["ab"]);
    assert_eq!(block_on(counter.clone().async_by_value()), 1);
    assert_eq!(block_on(Box::new(counter.clone()).async_mutable()).n, 2);
    assert_eq!(block_on(Arc::new(counter.clone()).async_arc()), 1);
    assert_eq!(block_on(Pin::new(&mut counter).async_pinned(2)), 3);
    let n = expect(
        &[
            "INFO start Counter::boxed_future(by=2)",
            "INFO done Counter::boxed_future(by=2) in TIME",
        ],
        || block_on(counter.boxed_future(&2)),
    );
    assert_eq!(n, 3);
    let n = expect(
        &[
            "INFO start Counter::some_future()",
            "INFO done Counter::some_future() in TIME",
        ],
        || block_on(Arc::new(counter).some_future()),
    );
    assert_eq!(n, 1);
}

struct Stack<'a, T, const N: usize> {
    items: [&'a T; N],
}

impl<'a, T, const N: usize> Stack<'a, T, N> {
    #[tracked]
    fn top(&self) -> Option<&'a T> {
        self.items.last().copied()
    }

    #[tracked]
    fn of(items: [&'a T; N]) -> Self {
        Self { items }
    }
}

enum Switch {
    On,
    Off,
}

impl Switch {
    #[tracked]
    fn flip(&mut self) {
        *self = match self {
            Self::On => Self::Off,
            Self::Off => Self::On,
        };
    }
}

union Bits {
    int: u32,
    float: f32,
}

impl Bits {
    #[tracked]
    fn int(&self) -> u32 {
        // SAFETY: every bit pattern is a u32.
        unsafe { self.int }
    }
}

#[test]
fn names_have_no_generic_arguments() {
    let stack = expect(
        &[
            "INFO start Stack::of(items=[{..}])",
            "INFO done Stack::of(items=[{..}]) in TIME",
        ],
        || Stack::of([&1, &2]),
    );
    let top = expect(
        &["INFO start Stack::top()", "INFO done Stack::top() in TIME"],
        || stack.top(),
    );
    assert_eq!(top, Some(&2));
    let mut switch = Switch::Off;
    expect(
        &[
            "INFO start Switch::flip()",
            "INFO done Switch::flip() in TIME",
        ],
        || switch.flip(),
    );
    assert!(matches!(switch, Switch::On));
    let bits = Bits { float: 1.0 };
    let int = expect(
        &["INFO start Bits::int()", "INFO done Bits::int() in TIME"],
        || bits.int(),
    );
    assert_eq!(int, 1.0f32.to_bits());
}
