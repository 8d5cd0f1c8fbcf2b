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

macro_rules! kinds {
    ($($trait:ident {$([$($generics:tt)*] $ask:ty, $error:ty => $kind:expr;)*})*) => {$(
        pub trait $trait {
            type Kind;
            fn __tracked_kind(&self) -> Self::Kind;
        }
        $(
            impl<$($generics)*, W: When> $trait for $ask {
                type Kind = W::Kind<$error>;
                #[inline]
                fn __tracked_kind(&self) -> Self::Kind {
                    W::wrap($kind)
                }
            }
        )*
    )*};
}

kinds! {
    ByError {
        [T, E: Error] &&&&&&&Probe<Result<T, E>, W>, Fallible<E> => Fallible(|error| Failure::Error(error));
    }
    // A boxed error is none itself, but holds one, perhaps for a lifetime only.
    ByBoxedError {
        ['e, T] &&&&&&Probe<Result<T, Box<dyn Error + 'e>>, W>, Fallible<Box<dyn Error + 'e>>
            => Fallible(|error| Failure::Error(&**error));
        ['e, T] &&&&&&Probe<Result<T, Box<dyn Error + Send + 'e>>, W>, Fallible<Box<dyn Error + Send + 'e>>
            => Fallible(|error| Failure::Error(&**error));
        ['e, T] &&&&&&Probe<Result<T, Box<dyn Error + Send + Sync + 'e>>, W>, Fallible<Box<dyn Error + Send + Sync + 'e>>
            => Fallible(|error| Failure::Error(&**error));
    }
    // So do `anyhow::Error` and `eyre::Report`.
    BySharedError {
        [T, E: AsRef<dyn Error + Send + Sync>] &&&&&Probe<Result<T, E>, W>, Fallible<E>
            => Fallible(|error| Failure::Error(error.as_ref()));
    }
    ByLocalError {
        [T, E: AsRef<dyn Error>] &&&&Probe<Result<T, E>, W>, Fallible<E>
            => Fallible(|error| Failure::Error(error.as_ref()));
    }
    ByDisplay {
        [T, E: Display] &&&Probe<Result<T, E>, W>, Fallible<E> => Fallible(|error| Failure::Display(error));
    }
    ByDebug {
        [T, E: Debug] &&Probe<Result<T, E>, W>, Fallible<E> => Fallible(|error| Failure::Debug(error));
    }
    ByTypeName {
        [T, E] &Probe<Result<T, E>, W>, Fallible<E> => Fallible(|_| Failure::TypeName(type_name::<E>()));
    }
    ByDefault {
        [R] Probe<R, W>, Plain => Plain;
    }
}
