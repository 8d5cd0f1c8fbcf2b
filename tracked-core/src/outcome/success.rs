//! The value that `ret` shows.

/// A reference to a returned value: `(&Success(&value)).__tracked_success()`.
pub struct Success<'a, R>(pub &'a R);

pub trait SuccessValue<'a> {
    type Value;
    fn __tracked_success(&self) -> Option<&'a Self::Value>;
}

/// Of a `Result`, the value in `Ok`.
impl<'a, T, E> SuccessValue<'a> for Success<'a, Result<T, E>> {
    type Value = T;
    #[inline]
    fn __tracked_success(&self) -> Option<&'a T> {
        self.0.as_ref().ok()
    }
}

/// Of any other type, which takes one more reference, the value itself.
impl<'a, R> SuccessValue<'a> for &Success<'a, R> {
    type Value = R;
    #[inline]
    fn __tracked_success(&self) -> Option<&'a R> {
        Some(self.0)
    }
}
