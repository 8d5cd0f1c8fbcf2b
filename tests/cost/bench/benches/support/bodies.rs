//! What the functions do in every style.

use std::future::poll_fn;
use std::mem::replace;
use std::num::ParseIntError;
use std::task::Poll;

#[inline]
pub fn add(a: u64, b: u64) -> u64 {
    a.wrapping_add(b)
}

#[inline]
pub fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

#[inline]
pub fn find(user: &str, query: &str, url: &str) -> usize {
    user.len() + query.len() + url.len()
}

/// Is pending the given number of times.
#[inline]
pub async fn wait(text: &str, times: u32) -> Result<u64, ParseIntError> {
    for _ in 0..times {
        let mut was_polled = false;
        poll_fn(|_| {
            if replace(&mut was_polled, true) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;
    }
    text.parse()
}
