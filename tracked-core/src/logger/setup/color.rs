//! Whether records are colored.

use std::env;

/// Follows `RUST_LOG_STYLE` and `NO_COLOR`, as `env_logger` does.
pub(crate) fn is_wanted(to_terminal: bool) -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let can_show = env::var_os("TERM").is_some_and(|term| term != "dumb") || set("WT_SESSION");
    decide(
        env::var("RUST_LOG_STYLE").ok().as_deref(),
        to_terminal && can_show && !set("NO_COLOR"),
    )
}

fn decide(style: Option<&str>, auto: bool) -> bool {
    match style.map(str::trim) {
        Some(style) if style.eq_ignore_ascii_case("always") => true,
        Some(style) if style.eq_ignore_ascii_case("never") => false,
        _ => auto,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_overrides_the_detection() {
        for (style, auto, expected) in [
            (None, true, true),
            (None, false, false),
            (Some("always"), false, true),
            (Some("never"), true, false),
            (Some("auto"), true, true),
            (Some("colourful"), false, false),
        ] {
            assert_eq!(decide(style, auto), expected, "{style:?} {auto}");
        }
    }
}
