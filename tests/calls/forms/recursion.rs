//! Recursion, direct and mutual, sync and async, and calls that nest.

use std::future::Future;
use std::pin::Pin;

use futures::executor::block_on;
use futures::future::{BoxFuture, FutureExt};
use tracked_core::tracked;

use crate::support::{expect, records};
use crate::suspend;

#[tracked]
fn factorial(n: u64) -> u64 {
    if n == 0 { 1 } else { n * factorial(n - 1) }
}

#[tracked]
fn is_even(n: u32) -> bool {
    n == 0 || is_odd(n - 1)
}

#[tracked]
fn is_odd(n: u32) -> bool {
    n != 0 && is_even(n - 1)
}

#[tracked]
fn depth(n: u32) -> Result<u32, String> {
    if n == 0 {
        return Ok(0);
    }
    Ok(depth(n - 1)? + 1)
}

#[test]
fn records_of_recursive_calls_are_nested() {
    let value = expect(
        &[
            "INFO start factorial(n=2)",
            "INFO start factorial(n=1)",
            "INFO start factorial(n=0)",
            "INFO done factorial(n=0) in TIME",
            "INFO done factorial(n=1) in TIME",
            "INFO done factorial(n=2) in TIME",
        ],
        || factorial(2),
    );
    assert_eq!(value, 2);
    assert!(is_even(10) && is_odd(7));
    // The thread of a test has a stack of 2 MiB.
    assert_eq!(depth(1000), Ok(1000));
    assert_eq!(records(|| depth(100)).len(), 202);
}

#[derive(Debug)]
enum Tree {
    Leaf(u32),
    Branch(Vec<Tree>),
}

impl Tree {
    #[tracked]
    fn sum(&self) -> u32 {
        match self {
            Self::Leaf(n) => *n,
            Self::Branch(trees) => trees.iter().map(Self::sum).sum(),
        }
    }

    #[tracked]
    fn leaves<'a>(&'a mut self, found: &mut Vec<&'a mut u32>) {
        match self {
            Self::Leaf(n) => found.push(n),
            Self::Branch(trees) => trees.iter_mut().for_each(|tree| tree.leaves(found)),
        }
    }

    #[tracked]
    fn visit(&self, f: &mut impl FnMut(u32)) {
        match self {
            Self::Leaf(n) => f(*n),
            Self::Branch(trees) => trees.iter().for_each(|tree| tree.visit(f)),
        }
    }
}

#[test]
fn methods_can_be_recursive() {
    let mut tree = Tree::Branch(vec![Tree::Leaf(1), Tree::Branch(vec![Tree::Leaf(2)])]);
    assert_eq!(tree.sum(), 3);
    let mut found = Vec::new();
    tree.leaves(&mut found);
    *found[1] += 1;
    let mut visited = Vec::new();
    tree.visit(&mut |n| visited.push(n));
    assert_eq!(visited, [1, 3]);
}

#[tracked]
async fn boxed_inside(n: u32) -> u32 {
    if n == 0 {
        return 0;
    }
    Box::pin(boxed_inside(n - 1)).await + 1
}

#[tracked]
fn returns_pinned(n: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async move {
        suspend().await;
        if n == 0 {
            0
        } else {
            returns_pinned(n - 1).await + 1
        }
    })
}

#[tracked]
fn returns_boxed(n: u32) -> BoxFuture<'static, u32> {
    async move {
        if n == 0 {
            0
        } else {
            returns_boxed(n - 1).await + 1
        }
    }
    .boxed()
}

#[tracked]
async fn mutual_a(n: u32) -> u32 {
    if n == 0 { 0 } else { mutual_b(n - 1).await + 1 }
}

#[tracked]
fn mutual_b(n: u32) -> Pin<Box<dyn Future<Output = u32> + Send>> {
    Box::pin(async move { mutual_a(n).await + 1 })
}

#[test]
fn async_functions_can_be_recursive() {
    let value = expect(
        &[
            "INFO start boxed_inside(n=1)",
            "INFO start boxed_inside(n=0)",
            "INFO done boxed_inside(n=0) in TIME",
            "INFO done boxed_inside(n=1) in TIME",
        ],
        || block_on(boxed_inside(1)),
    );
    assert_eq!(value, 1);
    assert_eq!(block_on(returns_pinned(3)), 3);
    assert_eq!(block_on(returns_boxed(3)), 3);
    assert_eq!(block_on(mutual_a(2)), 4);
    let handle = std::thread::spawn(|| block_on(mutual_a(1)));
    assert_eq!(handle.join().unwrap(), 2);
}

#[tracked]
fn passes_itself(n: u32, f: fn(u32) -> u32) -> u32 {
    if n == 0 {
        f(n)
    } else {
        passes_itself(n - 1, f)
    }
}

#[tracked]
fn generic<T: Copy + Into<u64>>(n: T, depth: u8) -> u64 {
    if depth == 0 {
        n.into()
    } else {
        generic::<T>(n, depth - 1) + generic(1u8, 0)
    }
}

#[test]
fn functions_can_be_recursive_through_pointers_and_generics() {
    assert_eq!(passes_itself(3, |n| n + 7), 7);
    assert_eq!(generic(5u32, 2), 7);
}
