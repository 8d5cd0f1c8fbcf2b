//! Filter text such as `RUST_LOG`, split into what `env_logger` will take and what it would refuse.
//!
//! `env_logger` prints one warning for each part it refuses, without saying where the part is from, and panics if stderr
//! fails meanwhile. So it only gets to see what it takes.

use std::env::{self, VarError};

use log::LevelFilter;

// What a text asks for: `level,module,module=level/message part`.
#[derive(Debug, Default)]
pub(crate) struct Filters {
    valid: String,
    refused: Vec<String>,
}

impl Filters {
    // The filters of `RUST_LOG`, or `None` where it is unset.
    pub(crate) fn from_env() -> Option<Self> {
        match env::var(RUST_LOG) {
            Ok(text) => Some(Self::parse(&text)),
            Err(VarError::NotPresent) => None,
            Err(VarError::NotUnicode(text)) => Some(Self {
                valid: String::new(),
                refused: vec![text.to_string_lossy().into_owned()],
            }),
        }
    }

    pub(crate) fn parse(text: &str) -> Self {
        let (directives, message) = match text.split_once('/') {
            Some((directives, message)) => (directives, Some(message)),
            None => (text, None),
        };
        let (valid, refused): (Vec<_>, Vec<_>) = directives
            .split(',')
            .map(str::trim)
            .filter(|directive| !directive.is_empty())
            .partition(|directive| is_directive(directive));

        let mut filters = Self {
            valid: valid.join(","),
            refused: refused.into_iter().map(str::to_owned).collect(),
        };
        if let Some(message) = message {
            filters.add_message(message);
        }
        filters
    }

    // What env_logger will take without a word.
    pub(crate) fn valid(&self) -> &str {
        &self.valid
    }

    pub(crate) fn has_directive(&self) -> bool {
        !self.valid.is_empty() && !self.valid.starts_with('/')
    }

    // One sentence that names what was refused, and where it was written.
    pub(crate) fn warning(&self, source: &str) -> Option<String> {
        if self.refused.is_empty() {
            return None;
        }
        Some(format!(
            "ignored `{}` in {source}, expected `level` or `module=level`, the level being off, error, warn, info, debug or trace",
            self.refused.join("`, `")
        ))
    }

    fn add_message(&mut self, message: &str) {
        let part = format!("/{message}");
        if message.contains('/') {
            self.refused.push(part);
        } else {
            self.valid.push_str(&part);
        }
    }
}

fn is_directive(text: &str) -> bool {
    match text.split_once('=') {
        // A lone word is a level, or a module at every level.
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
    fn what_env_logger_takes_is_passed_on() {
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
            assert_eq!(filters.valid(), text);
            assert_eq!(filters.warning(RUST_LOG), None, "{text}");
        }
    }

    #[test]
    fn a_refused_part_leaves_the_others() {
        let filters = Filters::parse(" info , app=loud,db=debug,a=b=c/word");
        assert_eq!(filters.valid(), "info,db=debug/word");
        assert_eq!(
            warning("info,app=loud"),
            "ignored `app=loud` in RUST_LOG, expected `level` or `module=level`, the level being off, error, warn, info, debug or trace"
        );
        assert!(warning("app=loud,db=debug,a=b=c").starts_with("ignored `app=loud`, `a=b=c` in"));
    }

    #[test]
    fn a_second_slash_refuses_only_what_is_behind_the_first() {
        let filters = Filters::parse("app=debug/a/b");
        assert_eq!(filters.valid(), "app=debug");
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
