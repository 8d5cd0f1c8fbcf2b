//! Rendering of values that are not ours: cut to a length, and kept from doing any harm.

use std::fmt::{self, Display, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Appends `value` to `out`, at most `max` bytes of it and a mark where more would follow.
///
/// The formatting stops where the text is cut. A value that panics or fails leaves a mark instead of its rest.
pub(crate) fn render(out: &mut String, value: &dyn Display, max: usize) {
    let mut cut = Cut {
        end: out.len().saturating_add(max),
        out,
        full: false,
    };
    let result = catch_unwind(AssertUnwindSafe(|| write!(cut, "{value}")));
    let mark = match result {
        _ if cut.full => "…",
        Ok(Ok(())) => "",
        Ok(Err(_)) => "[formatting failed]",
        Err(payload) => {
            // A payload may panic in its own drop.
            std::mem::forget(payload);
            "[formatting panicked]"
        }
    };
    out.push_str(mark);
}

/// A writer that takes so many bytes and then refuses.
struct Cut<'a> {
    out: &'a mut String,
    end: usize,
    full: bool,
}

impl Write for Cut<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let room = self.end - self.out.len();
        if !self.full && text.len() <= room {
            self.out.push_str(text);
            return Ok(());
        }
        if !self.full {
            self.out.push_str(&text[..last_boundary(text, room)]);
            self.full = true;
        }
        Err(fmt::Error)
    }
}

/// The last place up to `at` that is between two characters.
fn last_boundary(text: &str, at: usize) -> usize {
    let mut places = (0..=at).rev();
    places.find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::fmt::{self, Display, Formatter};

    use super::render;

    struct Value(fn(&mut Formatter<'_>) -> fmt::Result);

    impl Display for Value {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            self.0(f)
        }
    }

    fn rendered(value: impl Display) -> String {
        let mut out = String::from("x=");
        render(&mut out, &value, 8);
        out
    }

    #[test]
    fn a_long_value_is_cut_between_characters() {
        assert_eq!(rendered("12345678"), "x=12345678");
        assert_eq!(rendered("123456789"), "x=12345678…");
        assert_eq!(rendered("가나다"), "x=가나…");
    }

    #[test]
    fn nothing_is_formatted_behind_the_cut() {
        let endless = Value(|f| {
            loop {
                f.write_str("123")?;
            }
        });
        assert_eq!(rendered(endless), "x=12312312…");
    }

    #[test]
    fn a_value_that_ignores_the_refusal_writes_nothing_more() {
        let stubborn = Value(|f| {
            let _ = f.write_str("123456789");
            f.write_str("")
        });
        assert_eq!(rendered(stubborn), "x=12345678…");
    }

    #[test]
    fn a_value_that_fails_or_panics_leaves_a_mark() {
        let fails = Value(|f| f.write_str("ab").and(Err(fmt::Error)));
        assert_eq!(rendered(fails), "x=ab[formatting failed]");
        let panics = Value(|f| {
            f.write_str("ab")?;
            std::panic::resume_unwind(Box::new(()))
        });
        assert_eq!(rendered(panics), "x=ab[formatting panicked]");
    }
}
