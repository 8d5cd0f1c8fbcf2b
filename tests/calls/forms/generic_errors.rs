//! Errors that implement `Error` only for some lifetimes, and the errors around them that have causes.

use std::any::Any;
use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::io;

use futures::channel::mpsc;
use tracked_core::tracked;

use crate::support::expect;

/// Is an `Error` only for a `'static` content.
struct Message<M>(M);

impl<M> Debug for Message<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Message")
    }
}

impl<M> Display for Message<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("message")
    }
}

impl<M: Any> Error for Message<M> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&fmt::Error)
    }
}

type Alias<T> = Result<(), Message<T>>;
type BoxAlias<T> = Result<(), Message<Box<T>>>;

#[tracked(skip_all)]
fn own_parameter<Item>(item: Item) -> Result<(), Message<Item>> {
    Err(Message(item))
}

#[tracked(skip_all)]
fn own_parameter_in_an_alias<Item>(item: Item) -> Alias<Item> {
    Err(Message(item))
}

#[tracked(skip_all)]
fn own_parameter_in_a_box<Item>(item: Box<Item>) -> Result<(), Message<Box<Item>>> {
    Err(Message(item))
}

#[tracked]
fn named_lifetime<'a>(text: &'a str) -> Result<(), Message<&'a str>> {
    Err(Message(text))
}

#[tracked]
fn elided_lifetime(text: &str) -> Result<(), Message<&str>> {
    Err(Message(text))
}

#[tracked]
async fn lifetime_in_an_alias(text: &str) -> Alias<&str> {
    Err(Message(text))
}

#[tracked]
fn lifetime_in_a_function_pointer<'a>(text: &'a str) -> Result<fn() -> &'a str, Message<&'a str>> {
    Err(Message(text))
}

struct Queue<Item>(mpsc::Sender<Item>);

#[tracked]
impl<Item> Queue<Item> {
    fn send(&mut self, item: Item) -> Result<(), mpsc::TrySendError<Item>> {
        self.0.try_send(item)
    }

    fn give_boxed_in_an_alias(item: Item) -> BoxAlias<Item> {
        Err(Message(Box::new(item)))
    }

    fn give_boxed(item: Box<Item>) -> Result<(), Message<Box<Item>>> {
        Err(Message(item))
    }

    fn give(self, _none: u8) -> Result<(), Message<Self>> {
        Err(Message(self))
    }
}

#[test]
fn an_error_for_some_lifetimes_is_shown_without_causes() {
    let _ = expect(
        &[
            "INFO start own_parameter()",
            "ERROR error own_parameter() in TIME: message",
        ],
        || own_parameter(1),
    );
    let _ = expect(
        &[
            "INFO start own_parameter_in_an_alias()",
            "ERROR error own_parameter_in_an_alias() in TIME: message",
        ],
        || own_parameter_in_an_alias(1),
    );
    let _ = own_parameter_in_a_box(Box::new(1));
    let _ = named_lifetime("a");
    let _ = elided_lifetime("a");
    let _ = futures::executor::block_on(lifetime_in_an_alias("a"));
    let _ = lifetime_in_a_function_pointer("a");
    let mut queue = Queue(mpsc::channel::<Box<u8>>(0).0);
    let _ = expect(
        &[
            "INFO start Queue::send(item=Box<u8>)",
            "ERROR error Queue::send(item=Box<u8>) in TIME: send failed because receiver is gone",
        ],
        || queue.send(Box::new(1)),
    );
    let _ = queue.give(1);
    let _ = Queue::give_boxed(Box::new(1));
    let _ = Queue::give_boxed_in_an_alias(1);
}

/// Has a cause, whatever its content is.
#[derive(Debug)]
struct Wrapped<E>(E);

impl<E> Display for Wrapped<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("wrapped")
    }
}

impl<E: Error + 'static> Error for Wrapped<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(&self.0)
    }
}

type AppResult<T> = Result<T, Wrapped<fmt::Error>>;

trait Source {
    type Item;
}

type Next<S> = Result<<S as Source>::Item, Wrapped<fmt::Error>>;

impl Source for u8 {
    type Item = u8;
}

const WRAPPED: Wrapped<fmt::Error> = Wrapped(fmt::Error);

#[tracked]
fn concrete_argument() -> Result<u8, Wrapped<fmt::Error>> {
    Err(WRAPPED)
}

#[tracked]
fn nested_argument() -> Result<u8, Wrapped<Wrapped<fmt::Error>>> {
    Err(Wrapped(WRAPPED))
}

#[tracked]
fn borrowed_value(text: &str) -> AppResult<&str> {
    let _ = text;
    Err(WRAPPED)
}

#[tracked(skip_all)]
fn generic_value<'a, T: Iterator>(_values: &'a T) -> Result<(T::Item, &'a T), Wrapped<fmt::Error>> {
    Err(WRAPPED)
}

#[tracked(skip_all)]
fn projection_in_an_alias<S: Source>(_source: S) -> Next<S> {
    Err(WRAPPED)
}

#[tracked]
fn io_error(_path: &str) -> io::Result<&str> {
    Err(io::Error::other(fmt::Error))
}

#[tracked(skip_all)]
fn own_error<E: Error>(error: E) -> Result<(), E> {
    Err(error)
}

struct Parser;

impl std::str::FromStr for Parser {
    type Err = Wrapped<fmt::Error>;

    #[tracked]
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let _ = text;
        Err(WRAPPED)
    }
}

#[test]
fn an_error_for_all_lifetimes_is_shown_with_its_causes() {
    let shown = |name: &str, args: &str| {
        [
            format!("INFO start {name}({args})"),
            format!(
                "ERROR error {name}({args}) in TIME: wrapped: an error occurred when formatting an argument"
            ),
        ]
    };
    let check = |name: &str, args: &str, run: &dyn Fn()| {
        let shown = shown(name, args);
        expect(&[shown[0].as_str(), shown[1].as_str()], run);
    };
    check("concrete_argument", "", &|| drop(concrete_argument()));
    check("nested_argument", "", &|| drop(nested_argument()));
    check("borrowed_value", r#"text="a""#, &|| {
        drop(borrowed_value("a"))
    });
    check("generic_value", "", &|| {
        drop(generic_value(&[1].into_iter()))
    });
    check("projection_in_an_alias", "", &|| {
        drop(projection_in_an_alias(1))
    });
    check("own_error", "", &|| drop(own_error(WRAPPED)));
    check("Parser::from_str", r#"text="a""#, &|| {
        drop("a".parse::<Parser>())
    });
    let _ = io_error("a");
}
