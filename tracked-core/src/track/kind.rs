//! What a returned value means, decided by its type where the annotated function is compiled.
//!
//! `(&&&&&&&Probe::<R>::NEW.output()).kind()` asks the compiler: it takes the method whose receiver has the most
//! references among those whose bounds hold, so that the order of the kinds below is the order of preference.

use std::any::type_name;
use std::error::Error;
use std::fmt::{Debug, Display};
use std::marker::PhantomData;
use std::pin::Pin;

use super::call::Call;
use super::future::Tracked;

/// A returned value's failure, as far as its type lets one see it.
#[derive(Clone, Copy)]
pub enum Failure<'a> {
    Error(&'a (dyn Error + 'a)),
    Display(&'a dyn Display),
    Debug(&'a dyn Debug),
    TypeName(&'static str),
}

/// What the values of type `R` mean.
pub trait Kind<R>: Copy {
    /// Whether the value is only going to do what was asked for: then it is handed to [`Kind::defer`].
    const DEFERS: bool = false;

    /// The failure that this value is, if it is one.
    fn failure(self, value: &R) -> Option<Failure<'_>>;

    /// Gives the call to the value, to begin and end there.
    #[inline]
    fn defer(self, _call: Box<Call>, value: R) -> R {
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

/// A `Result`, whose `Err` the function inside can look at.
pub struct Fallible<E>(fn(&E) -> Failure<'_>);

impl<E> Clone for Fallible<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for Fallible<E> {}

impl<T, E> Kind<Result<T, E>> for Fallible<E> {
    #[inline]
    fn failure(self, value: &Result<T, E>) -> Option<Failure<'_>> {
        value.as_ref().err().map(self.0)
    }
}

/// A boxed future: it is the call, not what made it.
#[derive(Clone, Copy)]
pub struct Deferred<K>(K);

macro_rules! deferred {
    ($($future:ty)*) => {$(
        impl<'a, T: 'a, K: Kind<T> + Send + Sync + 'a> Kind<Pin<Box<$future>>> for Deferred<K> {
            const DEFERS: bool = true;

            #[inline]
            fn failure<'v>(self, _: &'v Pin<Box<$future>>) -> Option<Failure<'v>> {
                None
            }

            #[inline]
            fn defer(self, call: Box<Call>, body: Pin<Box<$future>>) -> Pin<Box<$future>> {
                Box::pin(Tracked::new(Some(call), self.0, body))
            }
        }

        impl<'a, T> Probe<Pin<Box<$future>>> {
            /// Asks for the value that a boxed future resolves to.
            #[inline]
            pub fn output(&self) -> Probe<T, Later> {
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
}

/// For all that is no boxed future: asks for the value itself.
pub trait Output: Sized {
    #[inline]
    fn output(&self) -> &Self {
        self
    }
}

impl<R> Output for Probe<R> {}

macro_rules! kinds {
    ($($trait:ident: $ask:ty, [$($generics:tt)*] $kind:ty => $answer:expr;)*) => {$(
        pub trait $trait {
            type Kind;
            fn kind(&self) -> Self::Kind;
        }
        impl<$($generics)*, W: When> $trait for $ask {
            type Kind = W::Kind<$kind>;
            #[inline]
            fn kind(&self) -> Self::Kind {
                W::wrap($answer)
            }
        }
    )*};
}

kinds! {
    ByError: &&&&&&Probe<Result<T, E>, W>, [T, E: Error] Fallible<E> => Fallible(|error| Failure::Error(error));
    // `Box<dyn Error>`, `anyhow::Error` and `eyre::Report` are no errors themselves, but hold one.
    BySharedError: &&&&&Probe<Result<T, E>, W>, [T, E: AsRef<dyn Error + Send + Sync>] Fallible<E>
        => Fallible(|error| Failure::Error(error.as_ref()));
    ByLocalError: &&&&Probe<Result<T, E>, W>, [T, E: AsRef<dyn Error>] Fallible<E>
        => Fallible(|error| Failure::Error(error.as_ref()));
    ByDisplay: &&&Probe<Result<T, E>, W>, [T, E: Display] Fallible<E> => Fallible(|error| Failure::Display(error));
    ByDebug: &&Probe<Result<T, E>, W>, [T, E: Debug] Fallible<E> => Fallible(|error| Failure::Debug(error));
    ByTypeName: &Probe<Result<T, E>, W>, [T, E] Fallible<E> => Fallible(|_| Failure::TypeName(type_name::<E>()));
    ByDefault: Probe<R, W>, [R] Plain => Plain;
}
