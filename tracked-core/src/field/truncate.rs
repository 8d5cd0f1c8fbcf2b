//! Formats the user's values: truncates the text, and catches panics and errors.

use std::fmt::{self, Display, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Appends the text of `value`, truncated with `…` at `max_len` bytes.
///
/// Formatting stops at `max_len`. If it panics or fails, a marker follows the text that it has written.
pub(crate) fn push_truncated(out: &mut String, value: &dyn Display, max_len: usize) {
    let mut writer = TruncatingWriter {
        end: out.len().saturating_add(max_len),
        out,
        is_full: false,
    };
    let result = catch_unwind(AssertUnwindSafe(|| write!(writer, "{value}")));
    let marker = match result {
        _ if writer.is_full => "…",
        Ok(Ok(())) => "",
        Ok(Err(_)) => "[formatting failed]",
        Err(payload) => {
            // Dropping the payload could panic.
            std::mem::forget(payload);
            "[formatting panicked]"
        }
    };
    out.push_str(marker);
}

/// A writer that fails once it has reached `end`.
struct TruncatingWriter<'a> {
    out: &'a mut String,
    end: usize,
    is_full: bool,
}

impl Write for TruncatingWriter<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = self.end - self.out.len();
        if !self.is_full && text.len() <= room {
            self.out.push_str(text);
            return Ok(());
        }
        if !self.is_full {
            self.out.push_str(&text[..last_boundary(text, room)]);
            self.is_full = true;
        }
        Err(fmt::Error)
    }
}

/// The last character boundary up to `at`.
pub(super) fn last_boundary(text: &str, at: usize) -> usize {
    let mut boundaries = (0..=at).rev();
    boundaries
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::fmt::{self, Display, Formatter};

    use super::push_truncated;

    struct Value(fn(&mut Formatter<'_>) -> fmt::Result);

    impl Display for Value {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            self.0(f)
        }
    }

    fn truncated(value: impl Display) -> String {
        let mut out = String::from("x=");
        push_truncated(&mut out, &value, 8);
        out
    }

    #[test]
    fn a_long_value_is_truncated_between_characters() {
        assert_eq!(truncated("12345678"), "x=12345678");
        assert_eq!(truncated("123456789"), "x=12345678…");
        assert_eq!(truncated("가나다"), "x=가나…");
    }

    #[test]
    fn formatting_stops_at_the_limit() {
        let endless = Value(|f| {
            loop {
                f.write_str("123")?;
            }
        });
        assert_eq!(truncated(endless), "x=12312312…");
    }

    #[test]
    fn a_value_that_ignores_the_error_writes_no_more() {
        let stubborn = Value(|f| {
            let _ = f.write_str("123456789");
            f.write_str("")
        });
        assert_eq!(truncated(stubborn), "x=12345678…");
    }

    #[test]
    fn a_value_that_fails_or_panics_leaves_a_marker() {
        let fails = Value(|f| f.write_str("ab").and(Err(fmt::Error)));
        assert_eq!(truncated(fails), "x=ab[formatting failed]");
        let panics = Value(|f| {
            f.write_str("ab")?;
            std::panic::resume_unwind(Box::new(()))
        });
        assert_eq!(truncated(panics), "x=ab[formatting panicked]");
    }
}
