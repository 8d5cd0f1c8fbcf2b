//! What a returned value means, decided by its type where the annotated function is compiled.
//!
//! `(&&&&&&&&Probe::<R>::NEW).__tracked_kind()` asks the compiler: it takes the method whose receiver has the most
//! references among those whose bounds hold, so that the order of the kinds below is the order of preference. The
//! methods have names that no trait of the user's has.

use std::any::type_name;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::pin::Pin;

use log::Level;

use crate::call::future::Tracked;
use crate::call::open::Noted;
use crate::context::thread::away;
use crate::field::value::Shown;

/// A returned value's failure, as far as its type lets one see it.
#[derive(Clone, Copy)]
pub enum Failure<'a> {
    Error(&'a (dyn Error + 'a)),
    Display(&'a dyn Display),
    Debug(&'a dyn Debug),
    TypeName(&'static str),
    /// A value that counts as a failure though it is no error.
    Value(Shown<'a>),
    /// What was made of one, and of its `Debug` where that is wanted.
    Text(&'a str, Option<&'a str>),
}

/// What came of a call that ended by itself.
#[derive(Clone, Copy)]
pub enum Outcome<'a> {
    /// With what there is to show of the value.
    Done(Option<Shown<'a>>),
    /// With the level of the record, where that depends on the failure.
    Failed(Failure<'a>, Option<Level>),
}

impl<'a> Outcome<'a> {
    /// Looks at a value that the function returns, or its future resolves to.
    #[inline]
    pub(crate) fn of<R, K: Kind<R>>(kind: K, value: &'a R) -> Self {
        match kind.failure(value) {
            Some(failure) => Outcome::Failed(failure, away(|| kind.level(value))),
            None => Outcome::Done(kind.shown(value)),
        }
    }
}

/// What the values of type `R` mean.
pub trait Kind<R>: Copy {
    /// Whether the value is only going to do what was asked for: then it is handed to [`Kind::defer`].
    const DEFERS: bool = false;

    /// The failure that this value is, if it is one.
    fn failure(self, value: &R) -> Option<Failure<'_>>;

    /// The level of the failure's record, where that depends on the failure.
    #[inline]
    fn level(self, _value: &R) -> Option<Level> {
        None
    }

    /// What is shown of the value if it is no failure.
    #[inline]
    fn shown(self, _value: &R) -> Option<Shown<'_>> {
        None
    }

    /// Gives the call to the value, to begin and end there.
    #[inline]
    fn defer(self, _call: Noted, value: R) -> R {
        value
    }
}

/// No value is a failure.
#[derive(Clone, Copy)]
pub struct Plain;

impl<R> Kind<R> for Plain {
    #[inline]
    fn failure(self, _: &R) -> Option<Failure<'_>> {
        None
    }
}

/// A `Result`, whose `Err` is looked at in the way of `L`.
pub struct Fallible<E, L>(PhantomData<fn(&E) -> L>);

impl<E, L> Fallible<E, L> {
    const NEW: Self = Fallible(PhantomData);
}

impl<E, L> Clone for Fallible<E, L> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, L> Copy for Fallible<E, L> {}

impl<T, E, L: Look<E>> Kind<Result<T, E>> for Fallible<E, L> {
    #[inline]
    fn failure(self, value: &Result<T, E>) -> Option<Failure<'_>> {
        value.as_ref().err().map(L::look)
    }
}

/// A way to look at an error.
pub trait Look<E> {
    fn look(error: &E) -> Failure<'_>;
}

/// A kind whose values are shown.
#[derive(Clone, Copy)]
pub struct Shows<K, F>(K, F);

/// Shows the values of a kind with `shown`, a failure aside.
#[inline]
pub fn shows<R, K, F>(kind: K, shown: F) -> Shows<K, F>
where
    K: Kind<R>,
    F: Fn(&R) -> Option<Shown<'_>> + Copy,
{
    Shows(kind, shown)
}

impl<R, K, F> Kind<R> for Shows<K, F>
where
    K: Kind<R>,
    F: Fn(&R) -> Option<Shown<'_>> + Copy,
{
    const DEFERS: bool = K::DEFERS;

    #[inline]
    fn failure(self, value: &R) -> Option<Failure<'_>> {
        self.0.failure(value)
    }

    #[inline]
    fn level(self, value: &R) -> Option<Level> {
        self.0.level(value)
    }

    #[inline]
    fn shown(self, value: &R) -> Option<Shown<'_>> {
        (self.1)(value)
    }

    #[inline]
    fn defer(self, call: Noted, value: R) -> R {
        self.0.defer(call, value)
    }
}

/// A kind some of whose values count as failures.
#[derive(Clone, Copy)]
pub struct FailsIf<K, P, F>(K, P, F);

/// Takes a value for a failure if `predicate` holds, and shows it then with `shown`.
#[inline]
pub fn fails_if<R, K, P, F>(kind: K, predicate: P, shown: F) -> FailsIf<K, P, F>
where
    K: Kind<R>,
    P: Fn(&R) -> bool + Copy,
    F: Fn(&R) -> Option<Shown<'_>> + Copy,
{
    FailsIf(kind, predicate, shown)
}

impl<R, K, P, F> Kind<R> for FailsIf<K, P, F>
where
    K: Kind<R>,
    P: Fn(&R) -> bool + Copy,
    F: Fn(&R) -> Option<Shown<'_>> + Copy,
{
    #[inline]
    fn failure(self, value: &R) -> Option<Failure<'_>> {
        self.0.failure(value).or_else(|| {
            let fails = (self.1)(value);
            fails.then(|| {
                (self.2)(value).map_or(Failure::TypeName(type_name::<R>()), Failure::Value)
            })
        })
    }

    #[inline]
    fn level(self, value: &R) -> Option<Level> {
        self.0.level(value)
    }

    #[inline]
    fn shown(self, value: &R) -> Option<Shown<'_>> {
        self.0.shown(value)
    }
}

/// A `Result` whose failures have a level each.
pub struct LevelBy<E, L, F>(Fallible<E, L>, F);

/// Asks `level` for the level of each failure.
#[inline]
pub fn level_by<E, L, F>(kind: Fallible<E, L>, level: F) -> LevelBy<E, L, F>
where
    F: Fn(&E) -> Level + Copy,
{
    LevelBy(kind, level)
}

impl<E, L, F: Copy> Clone for LevelBy<E, L, F> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E, L, F: Copy> Copy for LevelBy<E, L, F> {}

impl<T, E, L, F> Kind<Result<T, E>> for LevelBy<E, L, F>
where
    L: Look<E>,
    F: Fn(&E) -> Level + Copy,
{
    #[inline]
    fn failure(self, value: &Result<T, E>) -> Option<Failure<'_>> {
        self.0.failure(value)
    }

    #[inline]
    fn level(self, value: &Result<T, E>) -> Option<Level> {
        value.as_ref().err().map(self.1)
    }
}

/// A reference to a returned value: `(&Returned(&x)).__tracked_ok()` is what there is to show of it.
pub struct Returned<'a, R>(pub &'a R);

/// Of a `Result`, what is inside `Ok`.
pub trait OkOfResult<'a> {
    type Ok;
    fn __tracked_ok(&self) -> Option<&'a Self::Ok>;
}

impl<'a, T, E> OkOfResult<'a> for &Returned<'a, Result<T, E>> {
    type Ok = T;
    #[inline]
    fn __tracked_ok(&self) -> Option<&'a T> {
        self.0.as_ref().ok()
    }
}

/// Of any other value, the value.
pub trait OkOfAny<'a> {
    type Ok;
    fn __tracked_ok(&self) -> Option<&'a Self::Ok>;
}

impl<'a, R> OkOfAny<'a> for Returned<'a, R> {
    type Ok = R;
    #[inline]
    fn __tracked_ok(&self) -> Option<&'a R> {
        Some(self.0)
    }
}

/// A boxed future: it is the call, not what made it.
#[derive(Clone, Copy)]
pub struct Deferred<K>(pub K);

macro_rules! deferred {
    ($($future:ty)*) => {$(
        impl<'a, T: 'a, K: Kind<T> + Send + Sync + 'a> Kind<Pin<Box<$future>>> for Deferred<K> {
            const DEFERS: bool = true;

            #[inline]
            fn failure<'v>(self, _: &'v Pin<Box<$future>>) -> Option<Failure<'v>> {
                None
            }

            #[inline]
            fn defer(self, call: Noted, body: Pin<Box<$future>>) -> Pin<Box<$future>> {
                Box::pin(Tracked::new(call, self.0, body))
            }
        }

        impl<'a, T> Probe<Pin<Box<$future>>> {
            /// Asks for the value that a boxed future resolves to.
            #[inline]
            pub fn __tracked_output(&self) -> Probe<T, Later> {
                Probe(PhantomData)
            }
        }
    )*};
}

deferred! {
    dyn Future<Output = T> + 'a
    dyn Future<Output = T> + Send + 'a
    dyn Future<Output = T> + Send + Sync + 'a
}

/// When the value comes: it decides what the kind of the value is wrapped in.
pub trait When {
    type Kind<K>;
    fn wrap<K>(kind: K) -> Self::Kind<K>;
}

/// The function returns the value.
pub struct Now;

impl When for Now {
    type Kind<K> = K;
    #[inline]
    fn wrap<K>(kind: K) -> K {
        kind
    }
}

/// A future that the function returns resolves to the value.
pub struct Later;

impl When for Later {
    type Kind<K> = Deferred<K>;
    #[inline]
    fn wrap<K>(kind: K) -> Deferred<K> {
        Deferred(kind)
    }
}

/// A question about the type `R`.
pub struct Probe<R, W = Now>(PhantomData<fn() -> (R, W)>);

impl<R> Probe<R> {
    pub const NEW: Self = Probe(PhantomData);

    /// The question about the type of a value.
    #[inline]
    pub fn of(_: &R) -> Self {
        Self::NEW
    }
}

/// For all that is no boxed future: asks for the value itself.
pub trait Output: Sized {
    #[inline]
    fn __tracked_output(&self) -> &Self {
        self
    }
}

impl<R> Output for Probe<R> {}

/// The kinds that come into question: the trait that asks for one, the way to look at an error, and the errors that
/// are looked at like that. The more references, the sooner it is taken.
macro_rules! kinds {
    ($($trait:ident $look:ident {$([$($generics:tt)*] ($($refs:tt)*) $error:ty => |$e:ident| $failure:expr;)*})*) => {$(
        pub trait $trait {
            type Kind;
            fn __tracked_kind(&self) -> Self::Kind;
        }
        pub struct $look;
        $(
            impl<$($generics)*, T, W: When> $trait for $($refs)* Probe<Result<T, $error>, W> {
                type Kind = W::Kind<Fallible<$error, $look>>;
                #[inline]
                fn __tracked_kind(&self) -> Self::Kind {
                    W::wrap(Fallible::NEW)
                }
            }
            impl<$($generics)*> Look<$error> for $look {
                #[allow(
                    clippy::elidable_lifetime_names,
                    clippy::needless_lifetimes,
                    reason = "some of the errors have one too"
                )]
                #[inline]
                fn look<'v>($e: &'v $error) -> Failure<'v> {
                    $failure
                }
            }
        )*
    )*};
}

kinds! {
    ByError AsError {
        [E: Error] (&&&&&&&) E => |error| Failure::Error(error);
    }
    // A boxed error is none itself, but holds one, perhaps for a lifetime only.
    ByBoxedError AsBoxed {
        ['e] (&&&&&&) Box<dyn Error + 'e> => |error| Failure::Error(&**error);
        ['e] (&&&&&&) Box<dyn Error + Send + 'e> => |error| Failure::Error(&**error);
        ['e] (&&&&&&) Box<dyn Error + Send + Sync + 'e> => |error| Failure::Error(&**error);
    }
    // So do `anyhow::Error` and `eyre::Report`.
    BySharedError AsShared {
        [E: AsRef<dyn Error + Send + Sync>] (&&&&&) E => |error| Failure::Error(error.as_ref());
    }
    ByLocalError AsLocal {
        [E: AsRef<dyn Error>] (&&&&) E => |error| Failure::Error(error.as_ref());
    }
    ByDisplay AsDisplay {
        [E: Display] (&&&) E => |error| Failure::Display(error);
    }
    ByDebug AsDebug {
        [E: Debug] (&&) E => |error| Failure::Debug(error);
    }
    ByTypeName AsTypeName {
        [E] (&) E => |_error| Failure::TypeName(type_name::<E>());
    }
}

/// No kind of `Result`.
pub trait ByDefault {
    type Kind;
    fn __tracked_kind(&self) -> Self::Kind;
}

impl<R, W: When> ByDefault for Probe<R, W> {
    type Kind = W::Kind<Plain>;
    #[inline]
    fn __tracked_kind(&self) -> Self::Kind {
        W::wrap(Plain)
    }
}
