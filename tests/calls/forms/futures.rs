//! Functions that return a future: it is tracked from its first poll to its end, however the body creates it.

use std::future::Future;
use std::panic::{RefUnwindSafe, UnwindSafe};
use std::pin::Pin;

use futures::executor::block_on;
use futures::future::{BoxFuture, FutureExt, LocalBoxFuture};
use tracked_core::tracked;

use crate::support::{expect, recorded};
use crate::suspend;

async fn plus_one(a: i32) -> i32 {
    suspend().await;
    a + 1
}

#[tracked]
fn block_last(a: i32) -> impl Future<Output = i32> {
    async move {
        suspend().await;
        a + 1
    }
}

#[tracked]
fn prelude_before(a: i32) -> impl Future<Output = i32> {
    let twice = a * 2;
    let label = twice.to_string();
    async move {
        suspend().await;
        label.parse::<i32>().unwrap() / 2 + 1
    }
}

#[tracked]
fn calls_another(a: i32) -> impl Future<Output = i32> + Send {
    plus_one(a)
}

#[tracked]
fn by_combinator(a: i32) -> impl Future<Output = i32> {
    plus_one(a).map(|b| b)
}

#[tracked]
fn in_a_variable(a: i32) -> impl Future<Output = i32> {
    let future = async move { plus_one(a).await };
    future
}

#[tracked]
fn several_returns(a: i32) -> impl Future<Output = i32> {
    if a == 0 {
        return plus_one(0);
    }
    plus_one(a)
}

#[tracked]
fn either_block(a: i32) -> impl Future<Output = i32> {
    let inner = if a == 0 { None } else { Some(a) };
    async move {
        match inner {
            Some(a) => plus_one(a).await,
            None => {
                suspend().await;
                1
            }
        }
    }
}

#[tracked]
fn boxed_impl(a: i32) -> impl Future<Output = i32> + Unpin {
    Box::pin(plus_one(a))
}

#[tracked]
fn pinned(a: i32) -> Pin<Box<dyn Future<Output = i32> + Send>> {
    Box::pin(async move { plus_one(a).await })
}

#[tracked]
fn pinned_without_move(a: i32) -> Pin<Box<dyn Future<Output = i32>>> {
    let future = plus_one(a);
    Box::pin(async { future.await })
}

#[tracked]
fn pinned_prelude(a: i32) -> Pin<Box<dyn Future<Output = i32> + Send>> {
    let label = a.to_string();
    Box::pin(async move { plus_one(label.parse().unwrap()).await })
}

#[tracked]
fn pinned_by_method(a: i32) -> Pin<Box<dyn Future<Output = i32> + Send>> {
    plus_one(a).boxed()
}

#[tracked]
fn pinned_several_returns(a: i32) -> Pin<Box<dyn Future<Output = i32> + Send>> {
    if a == 0 {
        return Box::pin(async {
            suspend().await;
            1
        });
    }
    if a < 0 {
        return plus_one(a).boxed();
    }
    Box::pin(plus_one(a))
}

#[tracked]
fn pinned_by_full_path(
    a: i32,
) -> ::std::pin::Pin<
    ::std::boxed::Box<dyn ::core::future::Future<Output = i32> + ::core::marker::Send + 'static>,
> {
    Box::pin(plus_one(a))
}

#[allow(unused_parens, reason = "they hide the `dyn`")]
#[tracked]
fn pinned_in_parentheses(a: i32) -> Pin<Box<(dyn Future<Output = i32> + Send)>> {
    Box::pin(plus_one(a))
}

#[tracked]
fn alias(a: i32) -> BoxFuture<'static, i32> {
    Box::pin(plus_one(a))
}

#[tracked]
fn local_alias(a: i32) -> LocalBoxFuture<'static, i32> {
    plus_one(a).boxed_local()
}

type Later<T> = Pin<Box<dyn Future<Output = T> + Send + Sync>>;

#[tracked]
fn own_alias(a: i32) -> Later<i32> {
    Box::pin(plus_one(a))
}

#[tracked]
fn pinned_sync(a: i32) -> Pin<Box<dyn Future<Output = i32> + Sync>> {
    Box::pin(plus_one(a))
}

#[tracked]
fn pinned_unpin(a: i32) -> Pin<Box<dyn Future<Output = i32> + Unpin + Send>> {
    Box::pin(Box::pin(plus_one(a)))
}

#[tracked]
fn pinned_unwind_safe(
    a: i32,
) -> Pin<Box<dyn Future<Output = i32> + Send + UnwindSafe + RefUnwindSafe>> {
    Box::pin(std::panic::AssertUnwindSafe(plus_one(a)).map(|sum| sum))
}

#[tracked]
fn own_sync_alias(a: i32) -> SyncAlias<i32> {
    Box::pin(plus_one(a))
}

type SyncAlias<T> = Pin<Box<dyn Future<Output = T> + Sync>>;

#[tracked]
fn debug_impl(a: i32) -> impl Future<Output = i32> + std::fmt::Debug + Unpin {
    Shown(Box::pin(plus_one(a)))
}

#[derive(Clone)]
struct Shown<F>(F);

impl<F> std::fmt::Debug for Shown<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Shown")
    }
}

impl<F: Future + Unpin> Future for Shown<F> {
    type Output = F::Output;

    fn poll(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<F::Output> {
        Pin::new(&mut self.0).poll(cx)
    }
}

#[test]
fn the_debug_of_a_future_is_that_of_the_users() {
    assert_eq!(format!("{:?}", debug_impl(1)), "Shown");
}

#[tracked(ret)]
fn clone_impl(a: i32) -> impl Future<Output = i32> + Clone {
    Shown(std::future::ready(a))
}

#[test]
fn a_clone_of_a_future_is_not_a_call() {
    let future = expect(&[], || clone_impl(1));
    assert_eq!(expect(&[], || block_on(future.clone())), 1);
    expect(
        &[
            "INFO start clone_impl(a=1)",
            "INFO done clone_impl(a=1) in TIME -> 1",
        ],
        || block_on(future),
    );
}

#[tracked]
fn fused_impl(a: i32) -> impl futures::future::FusedFuture<Output = i32> + Future<Output = i32> {
    std::future::ready(a).fuse()
}

#[test]
fn of_a_future_with_other_traits_the_creation_is_the_call() {
    let records = &[
        "INFO start fused_impl(a=1)",
        "INFO done fused_impl(a=1) in TIME",
    ];
    assert!(!futures::future::FusedFuture::is_terminated(&expect(
        records,
        || fused_impl(1)
    )));
}

#[tracked(skip_all)]
fn generic_output<Output: 'static>(
    future: impl Future<Output = Output> + 'static,
) -> Pin<Box<dyn Future<Output = Output>>> {
    Box::pin(future)
}

#[tracked(skip_all)]
fn short_output<Output>(
    future: impl Future<Output = Output> + 'static,
) -> Pin<Box<dyn Future<Output = Output>>> {
    Box::pin(future)
}

#[tracked(skip_all)]
fn short_output_in_a_result<T: Unpin, E>(
    future: impl Future<Output = Result<T, E>> + 'static,
) -> Pin<Box<dyn Future<Output = Result<T, E>>>> {
    Box::pin(future)
}

#[tracked(skip_all)]
fn short_output_of_an_alias<T: Unpin + Send>(
    future: impl Future<Output = Result<T, String>> + Send + 'static,
) -> BoxFuture<'static, Result<T, String>> {
    Box::pin(future)
}

struct Holder<Item>(Option<Item>);

#[tracked]
impl<Item> Holder<Item> {
    fn short_output_of_an_impl(
        future: impl Future<Output = Result<Item, String>> + 'static,
    ) -> Pin<Box<dyn Future<Output = Result<Item, String>>>> {
        Box::pin(future)
    }

    fn boxed_output(
        future: impl Future<Output = Box<Item>> + 'static,
    ) -> Pin<Box<dyn Future<Output = Box<Item>>>> {
        Box::pin(future)
    }

    fn borrowed(&mut self) -> Pin<Box<dyn Future<Output = Option<Item>> + '_>> {
        Box::pin(std::future::ready(self.0.take()))
    }
}

#[test]
fn an_output_that_may_live_shorter_than_the_box_leaves_the_creation() {
    let future = expect(&[], || generic_output(async { 1 }));
    let records = &[
        "INFO start generic_output()",
        "INFO done generic_output() in TIME",
    ];
    assert_eq!(expect(records, || block_on(future)), 1);
    let records = &[
        "INFO start short_output()",
        "INFO done short_output() in TIME",
    ];
    assert_eq!(block_on(expect(records, || short_output(async { 1 }))), 1);
    let _ = block_on(short_output_in_a_result(async { Ok::<_, String>(1) }));
    let _ = block_on(short_output_of_an_alias(async { Ok(1) }));
    let _ = block_on(Holder::short_output_of_an_impl(async { Ok(1) }));
    let _ = block_on(Holder::boxed_output(async { Box::new(1) }));
    let mut holder = Holder(Some(1));
    let future = expect(&[], || holder.borrowed());
    let records = &[
        "INFO start Holder::borrowed()",
        "INFO done Holder::borrowed() in TIME",
    ];
    assert_eq!(expect(records, || block_on(future)), Some(1));
}

struct LogsAtDrop;

impl Drop for LogsAtDrop {
    fn drop(&mut self) {
        logged_at_drop();
    }
}

#[tracked]
fn logged_at_drop() {}

#[tracked(skip_all)]
async fn owns(_argument: LogsAtDrop) {
    let _local = LogsAtDrop;
    suspend().await;
}

#[test]
fn what_a_cancelled_future_drops_is_part_of_the_call() {
    let ((), records) = recorded(|| {
        assert!(owns(LogsAtDrop).now_or_never().is_none());
        logged_at_drop();
    });
    let texts: Vec<_> = records.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "INFO start owns()",
            "INFO start logged_at_drop()",
            "INFO done logged_at_drop() in TIME",
            "INFO start logged_at_drop()",
            "INFO done logged_at_drop() in TIME",
            "WARN cancel owns() in TIME (busy TIME)",
            "INFO start logged_at_drop()",
            "INFO done logged_at_drop() in TIME",
        ]
    );
    let (call, _) = records[0].value("tracked.call").unwrap();
    for at in [1, 3] {
        assert_eq!(records[at].value("tracked.parent").unwrap().0, call);
    }
    assert_eq!(records[6].value("tracked.parent"), None);
}

/// As `tower::Service`, whose implementations name the future only by `Self::Future`.
trait Service<Request> {
    type Response;
    type Error;
    type Future: Future<Output = Result<Self::Response, Self::Error>>;

    fn call(&mut self, request: Request) -> Self::Future;
}

struct Fails;

impl Service<u8> for Fails {
    type Response = u8;
    type Error = std::fmt::Error;
    type Future = BoxFuture<'static, Result<u8, std::fmt::Error>>;

    #[tracked]
    fn call(&mut self, n: u8) -> Self::Future {
        let _ = n;
        Box::pin(async {
            suspend().await;
            Err(std::fmt::Error)
        })
    }
}

impl Service<u16> for Fails {
    type Response = u16;
    type Error = std::fmt::Error;
    type Future = Pin<Box<dyn Future<Output = Result<u16, std::fmt::Error>>>>;

    #[tracked]
    fn call(&mut self, n: u16) -> <Self as Service<u16>>::Future {
        let _ = n;
        Box::pin(async {
            suspend().await;
            Err(std::fmt::Error)
        })
    }
}

#[tracked]
impl<T: Default + Send + 'static> Service<Vec<T>> for Fails {
    type Response = T;
    type Error = std::fmt::Error;
    type Future = BoxFuture<'static, Result<T, std::fmt::Error>>;

    fn call(&mut self, _: Vec<T>) -> Self::Future {
        Box::pin(async { Ok(T::default()) })
    }
}

#[test]
fn the_future_of_a_service_is_the_call() {
    let error = "an error occurred when formatting an argument";
    let records = [
        "INFO start Fails::call(n=1)".to_owned(),
        format!("ERROR error Fails::call(n=1) in TIME (busy TIME): {error}"),
    ];
    let records: Vec<&str> = records.iter().map(String::as_str).collect();
    let future = expect(&[], || Fails.call(1_u8));
    assert!(expect(&records, || block_on(future)).is_err());
    let future = expect(&[], || Fails.call(1_u16));
    assert!(expect(&records, || block_on(future)).is_err());
    assert_eq!(block_on(Fails.call(vec![1])), Ok(0));
}

/// Runs the future of `$function` to its end, drops it while suspended, and drops it before its first poll.
macro_rules! tracks_the_future {
    ($($function:ident),* $(,)?) => {$(
        #[test]
        fn $function() {
            let name = stringify!($function);
            let started = format!("INFO start {name}(a=1)");
            let done = format!("INFO done {name}(a=1) in TIME (busy TIME)");
            let cancelled = format!("WARN cancel {name}(a=1) in TIME (busy TIME)");
            let value = expect(&[&started, &done], || block_on(super::$function(1)));
            assert_eq!(value, 2);
            assert_eq!(expect(&[&started, &cancelled], || super::$function(1).now_or_never()), None);
            expect(&[], || drop(super::$function(1)));
            assert_eq!(block_on(super::$function(0)), 1);
        }
    )*};
}

mod whole_life {
    use super::*;

    tracks_the_future!(
        block_last,
        prelude_before,
        calls_another,
        by_combinator,
        in_a_variable,
        several_returns,
        either_block,
        boxed_impl,
        pinned,
        pinned_without_move,
        pinned_prelude,
        pinned_by_method,
        pinned_several_returns,
        pinned_by_full_path,
        pinned_in_parentheses,
        alias,
        local_alias,
        own_alias,
        pinned_sync,
        pinned_unpin,
        pinned_unwind_safe,
        own_sync_alias,
        debug_impl,
    );
}

#[tracked]
fn fails<'a>(text: &'a str) -> impl Future<Output = Result<i32, std::num::ParseIntError>> + 'a {
    async move {
        suspend().await;
        Ok(text.parse::<i32>()? + 1)
    }
}

#[tracked]
fn pinned_fails(text: &str) -> Pin<Box<dyn Future<Output = Result<i32, String>> + '_>> {
    let text = text.trim();
    Box::pin(async move {
        suspend().await;
        text.parse().map_err(|_| format!("{text} is no number"))
    })
}

#[test]
fn the_output_decides_what_a_failure_is() {
    expect(
        &[
            r#"INFO start fails(text="x")"#,
            r#"ERROR error fails(text="x") in TIME (busy TIME): invalid digit found in string"#,
        ],
        || block_on(fails("x")).unwrap_err(),
    );
    assert_eq!(block_on(fails("1")), Ok(2));
    expect(
        &[
            r#"INFO start pinned_fails(text=" x ")"#,
            r#"ERROR error pinned_fails(text=" x ") in TIME (busy TIME): x is no number"#,
        ],
        || block_on(pinned_fails(" x ")).unwrap_err(),
    );
    assert_eq!(block_on(pinned_fails(" 1 ")), Ok(1));
}

#[tracked]
fn borrowing<'a>(
    list: &'a mut Vec<i32>,
    more: &'a [i32],
) -> impl Future<Output = &'a mut i32> + 'a {
    async move {
        list.extend(more);
        suspend().await;
        &mut list[0]
    }
}

#[tracked]
fn pinned_borrowing<'a>(
    list: &'a mut Vec<i32>,
    a: i32,
) -> Pin<Box<dyn Future<Output = &'a mut i32> + Send + 'a>> {
    list.push(a);
    Box::pin(async move {
        suspend().await;
        &mut list[0]
    })
}

/// The future cannot keep a borrow that lasts only for the call.
#[tracked]
fn outlives_its_arguments(text: &str) -> Pin<Box<dyn Future<Output = usize> + Send + 'static>> {
    let len = text.len();
    Box::pin(async move {
        suspend().await;
        len
    })
}

#[tracked]
fn static_without_saying_so(text: String) -> impl Future<Output = usize> + 'static {
    async move { text.len() }
}

#[test]
fn borrows_are_those_of_the_signature() {
    let mut list = Vec::new();
    *block_on(borrowing(&mut list, &[1, 2])) += 5;
    *block_on(pinned_borrowing(&mut list, 3)) += 5;
    assert_eq!(list, [11, 2, 3]);
    let future = {
        let text = String::from("gone");
        expect(&[], || outlives_its_arguments(&text))
    };
    let len = expect(
        &[
            r#"INFO start outlives_its_arguments(text="gone")"#,
            r#"INFO done outlives_its_arguments(text="gone") in TIME (busy TIME)"#,
        ],
        || block_on(future),
    );
    assert_eq!(len, 4);
    assert_eq!(block_on(static_without_saying_so("four".to_owned())), 4);
}

#[tracked]
fn generic<T: Send + 'static, F>(value: T, f: F) -> impl Future<Output = T> + Send
where
    F: FnOnce(T) -> T + Send,
{
    async move { f(value) }
}

#[tracked]
fn pinned_generic<'a, T: Send + 'a>(value: T) -> Pin<Box<dyn Future<Output = T> + Send + 'a>> {
    Box::pin(async move { value })
}

struct Worker {
    n: i32,
}

impl Worker {
    #[tracked]
    fn run(&mut self) -> impl Future<Output = i32> + Send + '_ {
        self.n += 1;
        async move {
            suspend().await;
            self.n
        }
    }

    #[tracked]
    fn run_pinned<'a>(&'a self, by: &'a i32) -> BoxFuture<'a, i32> {
        async move { self.n + by }.boxed()
    }
}

#[test]
fn generic_functions_and_methods_can_return_futures() {
    assert_eq!(block_on(generic(1, |x| x + 1)), 2);
    assert_eq!(*block_on(pinned_generic(&1)), 1);
    let mut worker = Worker { n: 1 };
    assert_eq!(
        expect(
            &[
                "INFO start Worker::run()",
                "INFO done Worker::run() in TIME (busy TIME)"
            ],
            || block_on(worker.run()),
        ),
        2
    );
    assert_eq!(block_on(worker.run_pinned(&1)), 3);
}

#[test]
fn the_code_before_the_async_block_runs_when_the_function_is_called() {
    let mut worker = Worker { n: 1 };
    drop(worker.run());
    assert_eq!(worker.n, 2);
}

#[tracked]
fn future_of_future(a: i32) -> impl Future<Output = impl Future<Output = i32>> {
    async move { plus_one(a) }
}

#[tracked]
fn future_in_a_result(a: i32) -> Result<impl Future<Output = i32>, String> {
    if a < 0 {
        return Err("negative".to_owned());
    }
    Ok(plus_one(a))
}

#[tracked]
fn future_in_a_tuple(a: i32) -> (i32, Pin<Box<dyn Future<Output = i32> + Send>>) {
    (a, Box::pin(plus_one(a)))
}

#[tracked]
fn named_future(a: i32) -> std::future::Ready<i32> {
    std::future::ready(a)
}

#[tracked]
fn boxed_without_pin(a: i32) -> Box<dyn Future<Output = i32> + Unpin> {
    Box::new(std::future::ready(a))
}

#[tracked]
fn makes_futures() -> impl Fn(i32) -> Pin<Box<dyn Future<Output = i32>>> {
    |a| Box::pin(plus_one(a))
}

#[tracked]
fn future_as_argument(future: impl Future<Output = i32>, other: BoxFuture<'_, i32>) -> i32 {
    block_on(future) + block_on(other)
}

#[test]
fn futures_of_other_functions_are_tracked() {
    assert_eq!(block_on(block_on(future_of_future(1))), 2);
    assert_eq!(block_on(future_in_a_result(1).ok().unwrap()), 2);
    expect(
        &[
            "INFO start future_in_a_result(a=-1)",
            "ERROR error future_in_a_result(a=-1) in TIME: negative",
        ],
        || future_in_a_result(-1).err(),
    );
    assert_eq!(block_on(future_in_a_tuple(1).1), 2);
    assert_eq!(named_future(1).into_inner(), 1);
    assert_eq!(block_on(boxed_without_pin(1)), 1);
    assert_eq!(block_on(makes_futures()(1)), 2);
    assert_eq!(future_as_argument(plus_one(1), plus_one(2).boxed()), 5);
}

#[tracked]
fn spawned(a: i32) -> tokio::task::JoinHandle<i32> {
    tokio::spawn(plus_one(a))
}

#[tokio::test]
async fn futures_can_be_spawned() {
    assert_eq!(spawned(1).await.unwrap(), 2);
    assert_eq!(tokio::spawn(calls_another(1)).await.unwrap(), 2);
    assert_eq!(tokio::spawn(pinned(1)).await.unwrap(), 2);
}
