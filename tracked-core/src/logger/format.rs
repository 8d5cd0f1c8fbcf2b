//! The formats to choose from.

/// How a record looks in the log.
///
/// ```
/// use tracked_core::Format;
///
/// let mut builder = tracked_core::builder();
/// builder.format(Format::Text);
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
#[non_exhaustive]
pub enum Format {
    /// `2026-11-22 12:00:00,123 - INFO - message`, in local time unless [`utc`](crate::Builder::utc) is chosen.
    Text,
}
