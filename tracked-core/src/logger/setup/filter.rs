//! Filter text such as `RUST_LOG`, separated into valid and invalid parts.
//!
//! `env_logger` receives only the valid parts. For an invalid part, it would print a warning that does not name the
//! source, and panic if stderr fails.

use std::env::{self, VarError};

use log::LevelFilter;

/// Filters with this syntax: `level,module,module=level/pattern of the message`
#[derive(Debug, Default)]
pub(crate) struct Filters {
    /// The parts that `env_logger` accepts.
    pub(crate) valid: String,
    invalid: Vec<String>,
}

impl Filters {
    /// The filters of `RUST_LOG`, or `None` if it is unset.
    pub(crate) fn from_env() -> Option<Self> {
        match env::var(RUST_LOG) {
            Ok(text) => Some(Self::parse(&text)),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(text)) => Some(Self {
                valid: String::new(),
                invalid: vec![text.to_string_lossy().into_owned()],
            }),
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        let (directives, message) = text.split_at(text.find('/').unwrap_or(text.len()));
        let (valid, invalid): (Vec<_>, Vec<_>) = directives
            .split(',')
            .map(str::trim)
            .filter(|directive| !directive.is_empty())
            .partition(|directive| is_directive(directive));

        let valid: Vec<_> = valid.into_iter().map(with_module_name).collect();
        let mut filters = Self {
            valid: valid.join(","),
            invalid: invalid.into_iter().map(str::to_owned).collect(),
        };
        if message.rfind('/') > Some(0) {
            filters.invalid.push(message.to_owned());
        } else {
            filters.valid.push_str(message);
        }
        filters
    }

    pub(crate) fn has_directive(&self) -> bool {
        !self.valid.is_empty() && !self.valid.starts_with('/')
    }

    /// One sentence that names the invalid parts and their source.
    pub(crate) fn warning(&self, source: &str) -> Option<String> {
        if self.invalid.is_empty() {
            return None;
        }
        Some(format!(
            "ignored `{}` in {source}, expected `level` or `module=level`, the level being off, error, warn, info, debug or trace",
            self.invalid.join("`, `")
        ))
    }
}

/// Adds the module of a crate whose name has hyphens: `my-app=debug` also means `my_app`.
fn with_module_name(directive: &str) -> String {
    let (name, level) = directive.split_at(directive.find('=').unwrap_or(directive.len()));
    if name.contains('-') {
        format!("{directive},{}{level}", name.replace('-', "_"))
    } else {
        directive.to_owned()
    }
}

fn is_directive(text: &str) -> bool {
    match text.split_once('=') {
        // A word is a level, or a module with all levels.
        None => true,
        Some((_, level)) => level.is_empty() || level.trim().parse::<LevelFilter>().is_ok(),
    }
}

pub(crate) const RUST_LOG: &str = "RUST_LOG";

#[cfg(test)]
mod tests {
    use super::*;

    fn warning(text: &str) -> String {
        Filters::parse(text).warning(RUST_LOG).unwrap_or_default()
    }

    #[test]
    fn valid_text_is_unchanged() {
        for text in [
            "",
            "debug",
            "WARN",
            "app",
            "app=debug",
            "app::db=off,info",
            "app=",
            "info/word",
            "/word",
            "info/a=b",
        ] {
            let filters = Filters::parse(text);
            assert_eq!(filters.valid, text);
            assert_eq!(filters.warning(RUST_LOG), None, "{text}");
        }
    }

    #[test]
    fn a_name_with_hyphens_is_also_that_of_a_crate() {
        let filters = Filters::parse("my-app=debug,my-app::db,a=warn/a-b");
        assert_eq!(
            filters.valid,
            "my-app=debug,my_app=debug,my-app::db,my_app::db,a=warn/a-b"
        );
    }

    #[test]
    fn an_invalid_part_does_not_affect_the_others() {
        let filters = Filters::parse(" info , app=loud,db=debug,a=b=c/word");
        assert_eq!(filters.valid, "info,db=debug/word");
        assert_eq!(
            warning("info,app=loud"),
            "ignored `app=loud` in RUST_LOG, expected `level` or `module=level`, the level being off, error, warn, info, debug or trace"
        );
        assert!(warning("app=loud,db=debug,a=b=c").starts_with("ignored `app=loud`, `a=b=c` in"));
    }

    #[test]
    fn a_second_slash_invalidates_only_the_message_pattern() {
        let filters = Filters::parse("app=debug/a/b");
        assert_eq!(filters.valid, "app=debug");
        assert!(warning("app=debug/a/b").starts_with("ignored `/a/b` in"));
    }

    #[test]
    fn a_text_without_directives_leaves_the_default_level() {
        for text in ["", " , ", "/word", "app=loud", "app=loud/word"] {
            assert!(!Filters::parse(text).has_directive(), "{text}");
        }
        assert!(Filters::parse("off").has_directive());
        assert!(Filters::parse("app/word").has_directive());
    }
}
