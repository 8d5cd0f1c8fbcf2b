//! A tail behind an endless loop.

use tracked_core::tracked;

/// Loops.
///
/// # Errors
///
/// Never.
#[tracked]
pub fn start(list: &mut Vec<u32>) -> Result<(), String> {
    loop {
        list.push(1);
        std::thread::park();
    }
    Ok(())
}
