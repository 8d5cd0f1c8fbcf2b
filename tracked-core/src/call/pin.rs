//! The one `unsafe` of the tracking: reaching through a pinned [`Tracked`] to its body.
//!
//! What would do without either allocates for each future or stores its body twice; a crate that hides the same two
//! lines in a macro would be a dependency of every library that annotates.

#![allow(unsafe_code)]

use std::pin::Pin;

use crate::call::future::{Pending, Tracked};

/// Takes a pinned future apart: its body is pinned as well, the rest is not.
pub(crate) fn project<F, K: Copy>(
    future: Pin<&mut Tracked<F, K>>,
) -> (Pin<&mut F>, &mut Pending, K) {
    // SAFETY: nothing is moved out of `future` here, and nobody else gets at its `body` but through a pin:
    // `Tracked` has no `Drop`, is `Unpin` only where its body is, and no other code takes `&mut` of that field.
    unsafe {
        let Tracked {
            body,
            pending,
            kind,
        } = future.get_unchecked_mut();
        (Pin::new_unchecked(body), pending, *kind)
    }
}
