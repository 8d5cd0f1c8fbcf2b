//! Results, options, early returns and question marks.

use std::num::ParseIntError;

use tracked_core::tracked;

/// Fails.
///
/// # Errors
///
/// If one is no number.
#[tracked]
pub fn sum(texts: &[&str]) -> Result<u32, ParseIntError> {
    let mut sum = 0;
    for text in texts {
        if text.is_empty() {
            continue;
        }
        sum += text.parse::<u32>()?;
    }
    Ok(sum)
}

/// Finds.
#[must_use]
#[tracked]
pub fn first(texts: &[&str]) -> Option<usize> {
    let first = texts.first()?;
    if first.is_empty() {
        return None;
    }
    Some(first.len())
}

/// Fails in one of two ways.
///
/// # Errors
///
/// Always.
#[tracked]
pub fn boxed(fail: bool) -> Result<(), Box<dyn std::error::Error>> {
    if fail {
        return Err("failed".into());
    }
    let _: u32 = "x".parse()?;
    Ok(())
}

/// Passes a unit on.
///
/// # Errors
///
/// If the list is empty.
#[tracked]
pub fn unit(list: &mut Vec<u32>) -> Result<(), String> {
    list.pop().map(drop).ok_or_else(|| "empty".to_owned())
}
