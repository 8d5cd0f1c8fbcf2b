//! A library that only annotates: which logger there is, if any, is up to the application. See `own_logger.rs`.

use tracked_core::tracked;

/// Counts the words of a text.
///
/// # Errors
///
/// If there are none.
#[tracked(level = "debug")]
pub fn count_words(text: &str) -> Result<usize, String> {
    match text.split_whitespace().count() {
        0 => Err("no words in the text".to_owned()),
        words => Ok(words),
    }
}
