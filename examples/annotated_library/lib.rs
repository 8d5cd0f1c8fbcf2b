//! A library that annotates its functions and leaves the choice of a logger to the application. See `own_logger.rs`.

use tracked_core::tracked;

/// Counts the words of a text.
///
/// # Errors
///
/// If the text has no words.
#[tracked(level = "debug")]
pub fn count_words(text: &str) -> Result<usize, String> {
    match text.split_whitespace().count() {
        0 => Err("no words in the text".to_owned()),
        words => Ok(words),
    }
}
