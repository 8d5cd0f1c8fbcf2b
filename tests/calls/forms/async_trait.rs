//! Methods with `#[async_trait]`, which the attribute sees as functions that return a boxed future.

use std::sync::Arc;

use async_trait::async_trait;
use futures::executor::block_on;
use futures::future::FutureExt;
use tracked_core::tracked;

use crate::support::expect;
use crate::suspend;

#[async_trait]
trait Store: Send + Sync {
    async fn get(&self, key: &str) -> Option<String>;

    async fn put(&mut self, key: String, value: &str) -> Result<(), String>;

    async fn take(self: Box<Self>) -> Vec<(String, String)>;

    async fn shared(self: Arc<Self>, key: &str) -> bool;

    async fn ignored(&self, _: u32, (a, b): (u32, u32)) -> u32;

    async fn open(path: &str) -> Self
    where
        Self: Sized;

    async fn each<F>(&self, f: F) -> usize
    where
        F: Fn(&str) -> bool + Send + Sync,
        Self: Sized;

    #[tracked]
    async fn by_default(&self, key: &str) -> String {
        self.get(key).await.unwrap_or_else(|| format!("no {key}"))
    }

    #[tracked]
    async fn fails_by_default(&self) -> Result<u32, Box<dyn std::error::Error + Send + Sync>>
    where
        Self: Sized,
    {
        suspend().await;
        Err("not here".into())
    }
}

#[derive(Default)]
struct Memory {
    entries: Vec<(String, String)>,
}

#[async_trait]
impl Store for Memory {
    #[tracked]
    async fn get(&self, key: &str) -> Option<String> {
        suspend().await;
        let (_, value) = self.entries.iter().find(|(k, _)| k == key)?;
        Some(value.clone())
    }

    #[tracked]
    async fn put(&mut self, key: String, value: &str) -> Result<(), String> {
        suspend().await;
        if key.is_empty() {
            return Err("empty key".to_owned());
        }
        self.entries.push((key, value.to_owned()));
        Ok(())
    }

    #[tracked]
    async fn take(mut self: Box<Self>) -> Vec<(String, String)> {
        self.entries.reverse();
        self.entries
    }

    #[tracked]
    async fn shared(self: Arc<Self>, key: &str) -> bool {
        self.get(key).await.is_some()
    }

    #[tracked]
    async fn ignored(&self, _: u32, (a, mut b): (u32, u32)) -> u32 {
        b += a;
        suspend().await;
        b
    }

    #[tracked]
    async fn open(path: &str) -> Self {
        suspend().await;
        Self {
            entries: vec![("path".to_owned(), path.to_owned())],
        }
    }

    #[tracked]
    async fn each<F>(&self, f: F) -> usize
    where
        F: Fn(&str) -> bool + Send + Sync,
    {
        suspend().await;
        self.entries.iter().filter(|(key, _)| f(key)).count()
    }
}

#[test]
fn the_future_is_tracked() {
    let mut memory = expect(
        &[
            r#"INFO start Memory::open(path="/x")"#,
            r#"INFO done Memory::open(path="/x") in TIME (busy TIME)"#,
        ],
        || block_on(Memory::open("/x")),
    );
    expect(
        &[
            r#"INFO start Memory::put(key="a", value="1")"#,
            r#"INFO done Memory::put(key="a", value="1") in TIME (busy TIME)"#,
        ],
        || block_on(memory.put("a".to_owned(), "1")).unwrap(),
    );
    expect(
        &[
            r#"INFO start Memory::put(key="", value="1")"#,
            r#"ERROR error Memory::put(key="", value="1") in TIME (busy TIME): empty key"#,
        ],
        || block_on(memory.put(String::new(), "1")).unwrap_err(),
    );
    expect(
        &[
            r#"INFO start Memory::get(key="a")"#,
            r#"WARN cancel Memory::get(key="a") in TIME (busy TIME)"#,
        ],
        || memory.get("a").now_or_never(),
    );
    expect(&[], || drop(memory.get("a")));
}

#[test]
fn calls_through_a_trait_object_are_tracked() {
    let store: Box<dyn Store> = Box::new(Memory::default());
    let text = expect(
        &[
            r#"INFO start Memory::by_default(key="a")"#,
            r#"INFO start Memory::get(key="a")"#,
            r#"INFO done Memory::get(key="a") in TIME (busy TIME)"#,
            r#"INFO done Memory::by_default(key="a") in TIME (busy TIME)"#,
        ],
        || block_on(store.by_default("a")),
    );
    assert_eq!(text, "no a");
    assert_eq!(block_on(store.take()), []);
}

#[test]
fn every_default_argument_and_receiver_works() {
    let memory = block_on(Memory::open("/x"));
    expect(
        &[
            "INFO start Memory::fails_by_default()",
            "ERROR error Memory::fails_by_default() in TIME (busy TIME): not here",
        ],
        || block_on(memory.fails_by_default()).unwrap_err(),
    );
    // async-trait moves the patterns into the body.
    let sum = expect(
        &[
            "INFO start Memory::ignored({..})",
            "INFO done Memory::ignored({..}) in TIME (busy TIME)",
        ],
        || block_on(memory.ignored(0, (1, 2))),
    );
    assert_eq!(sum, 3);
    assert_eq!(block_on(memory.each(|key| key == "path")), 1);
    assert!(block_on(Arc::new(memory).shared("path")));
}

#[async_trait(?Send)]
trait Local<T> {
    async fn run(&self, value: T) -> T;
}

struct Identity;

#[async_trait(?Send)]
impl<T: 'static> Local<T> for Identity {
    #[tracked]
    async fn run(&self, value: T) -> T {
        let shared = std::rc::Rc::new(value);
        suspend().await;
        std::rc::Rc::into_inner(shared).unwrap()
    }
}

#[async_trait]
trait Stacked {
    async fn above(&self) -> u32;
    async fn below(&self) -> u32;
    async fn between(&self) -> u32;
}

#[async_trait]
impl Stacked for Identity {
    #[tracked]
    #[inline]
    #[cold]
    async fn above(&self) -> u32 {
        suspend().await;
        1
    }

    /// With a comment.
    #[inline]
    #[allow(clippy::let_and_return, reason = "an attribute on top")]
    #[tracked]
    async fn below(&self) -> u32 {
        let value = async { 2 }.await;
        value
    }

    #[inline(never)]
    #[tracked]
    #[allow(unused_variables, reason = "an attribute underneath")]
    async fn between(&self) -> u32 {
        let unused = 3;
        3
    }
}

#[test]
fn the_attributes_can_be_in_either_order() {
    assert_eq!(block_on(Identity.run("a")), "a");
    assert_eq!(
        expect(
            &[
                "INFO start Identity::above()",
                "INFO done Identity::above() in TIME (busy TIME)"
            ],
            || block_on(Identity.above()),
        ),
        1
    );
    assert_eq!(
        expect(
            &[
                "INFO start Identity::below()",
                "INFO done Identity::below() in TIME"
            ],
            || { block_on(Identity.below()) }
        ),
        2
    );
    assert_eq!(block_on(Identity.between()), 3);
}

#[async_trait]
impl<T, const N: usize> Store for [T; N]
where
    T: AsRef<str> + Send + Sync + 'static,
{
    #[tracked]
    async fn get(&self, key: &str) -> Option<String> {
        suspend().await;
        self.iter()
            .find(|item| item.as_ref() == key)
            .map(|item| item.as_ref().to_owned())
    }

    #[tracked]
    async fn put(&mut self, key: String, value: &str) -> Result<(), String> {
        Err(format!("{key}={value} can't be put"))
    }

    #[tracked]
    async fn take(self: Box<Self>) -> Vec<(String, String)> {
        Vec::new()
    }

    #[tracked]
    async fn shared(self: Arc<Self>, _: &str) -> bool {
        N > 0
    }

    #[tracked]
    async fn ignored(&self, _: u32, _: (u32, u32)) -> u32 {
        unreachable!("compiled, not called")
    }

    #[tracked]
    async fn open(_: &str) -> Self {
        unreachable!("compiled, not called")
    }

    #[tracked]
    async fn each<F>(&self, f: F) -> usize
    where
        F: Fn(&str) -> bool + Send + Sync,
    {
        self.iter().filter(|item| f(item.as_ref())).count()
    }
}

#[test]
fn generic_implementations_behave_the_same() {
    let mut store = ["a", "b"];
    assert_eq!(block_on(store.get("b")), Some("b".to_owned()));
    assert!(block_on(store.put("c".to_owned(), "1")).is_err());
    assert_eq!(block_on(store.each(|item| item == "a")), 1);
    assert!(block_on(Arc::new(store).shared("a")));
    assert!(block_on(Box::new(store).take()).is_empty());
}
