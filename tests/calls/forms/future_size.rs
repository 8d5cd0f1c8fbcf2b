//! A tracked future is at most 64 bytes larger than the plain future; it stores arguments and body once.

use std::fmt::Debug;
use std::future::Future;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::suspend;

type Kib = [u8; 1024];

/// The same functions without and with the attribute.
macro_rules! twins {
    ($($function:item)*) => {
        mod plain {
            use super::*;
            $($function)*
        }
        mod annotated {
            use super::*;
            $(#[tracked] $function)*
        }
    };
}

twins! {
    pub async fn nothing() {}

    pub async fn number(a: u32) -> u32 {
        suspend().await;
        a
    }

    pub async fn large_argument(large: Kib) -> usize {
        suspend().await;
        large.len()
    }

    pub async fn large_argument_consumed(large: Kib) -> usize {
        let len = consume(large).await;
        suspend().await;
        len
    }

    pub async fn large_local() -> usize {
        let mut large: Kib = [0; 1024];
        fill(&mut large).await;
        large.len()
    }

    pub async fn large_value() -> Kib {
        suspend().await;
        [0; 1024]
    }

    pub async fn many(a: String, b: Vec<u8>, c: &str, d: Option<Box<u8>>) -> Result<usize, std::fmt::Error> {
        suspend().await;
        if c.is_empty() {
            return Err(std::fmt::Error);
        }
        Ok(a.len() + b.len() + usize::from(d.is_some()))
    }

    pub async fn generic<T, const N: usize>(items: [T; N]) -> usize {
        suspend().await;
        items.len()
    }

    pub async fn several_suspensions(large: Kib) -> usize {
        let a = consume(large).await;
        let b = consume(large).await;
        suspend().await;
        a + b
    }

    pub fn block(large: Kib) -> impl Future<Output = usize> {
        async move {
            suspend().await;
            large.len()
        }
    }

    pub fn another(large: Kib) -> impl Future<Output = usize> {
        consume(large)
    }
}

async fn consume(large: Kib) -> usize {
    suspend().await;
    large.len()
}

async fn fill(large: &mut Kib) {
    suspend().await;
    large[0] = 1;
}

#[track_caller]
fn at_most_64_more<T: PartialEq + Debug>(
    annotated: impl Future<Output = T>,
    plain: impl Future<Output = T>,
) {
    at_most_more(64, annotated, plain);
}

#[track_caller]
fn at_most_more<T: PartialEq + Debug>(
    more: usize,
    annotated: impl Future<Output = T>,
    plain: impl Future<Output = T>,
) {
    let (with, without) = (size_of_val(&annotated), size_of_val(&plain));
    assert!(
        with <= without + more,
        "{with} bytes, {without} without the attribute"
    );
    assert_eq!(block_on(annotated), block_on(plain));
}

#[test]
fn small_futures_grow_by_at_most_64_bytes() {
    at_most_64_more(annotated::nothing(), plain::nothing());
    at_most_64_more(annotated::number(1), plain::number(1));
    at_most_64_more(
        annotated::many("a".to_owned(), vec![1], "c", None),
        plain::many("a".to_owned(), vec![1], "c", None),
    );
    at_most_64_more(annotated::generic(["a", "b"]), plain::generic(["a", "b"]));
}

#[test]
fn large_arguments_are_stored_once() {
    let large = [7; 1024];
    at_most_64_more(
        annotated::large_argument(large),
        plain::large_argument(large),
    );
    at_most_64_more(
        annotated::several_suspensions(large),
        plain::several_suspensions(large),
    );
    at_most_64_more(annotated::generic(large), plain::generic(large));
    at_most_64_more(annotated::block(large), plain::block(large));
    at_most_64_more(annotated::another(large), plain::another(large));
}

#[test]
fn large_bodies_and_values_are_stored_once() {
    at_most_64_more(annotated::large_local(), plain::large_local());
    at_most_64_more(annotated::large_value(), plain::large_value());
}

/// The function stores the argument, and so does its body: the compiler keeps both if the body passes the argument to
/// a future that stores it too.
#[test]
fn a_large_argument_that_is_passed_on_is_stored_twice() {
    let large = [7; 1024];
    at_most_more(
        64 + 1024,
        annotated::large_argument_consumed(large),
        plain::large_argument_consumed(large),
    );
}

/// Each layer may add 64 bytes and the size of the argument that it passes on, but not multiply the size.
#[test]
fn nested_futures_add_up_and_do_not_multiply() {
    #[tracked]
    async fn outer(large: Kib) -> usize {
        middle(large).await
    }

    #[tracked]
    async fn middle(large: Kib) -> usize {
        annotated::large_argument(large).await
    }

    async fn plain_outer(large: Kib) -> usize {
        plain_middle(large).await
    }

    async fn plain_middle(large: Kib) -> usize {
        plain::large_argument(large).await
    }

    let (with, without) = (
        size_of_val(&outer([0; 1024])),
        size_of_val(&plain_outer([0; 1024])),
    );
    assert!(
        with <= without + 3 * 64 + 2 * 1024,
        "{with} bytes, {without} without the attribute"
    );
}
