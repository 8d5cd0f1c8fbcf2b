//! A crate that calls itself by the names that a macro would use.

use tracked_core::tracked;

#[allow(unused_extern_crates, reason = "here to be in the way")]
extern crate self as alloc;
#[allow(unused_extern_crates, reason = "here to be in the way")]
extern crate self as core;
#[allow(unused_extern_crates, reason = "here to be in the way")]
extern crate self as log;
#[allow(unused_extern_crates, reason = "here to be in the way")]
extern crate self as std;
#[allow(unused_extern_crates, reason = "here to be in the way")]
extern crate self as tracked_macro;

/// Fails.
///
/// # Errors
///
/// If it is no number.
#[tracked]
pub fn parse(text: &str) -> Result<u32, String> {
    text.parse().map_err(|_| text.to_owned())
}

/// Waits.
#[tracked]
pub async fn wait(list: &mut Vec<u32>) {
    async {}.await;
    list.clear();
}
