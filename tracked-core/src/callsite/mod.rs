//! The constant that the macro generates for an annotated function.
//!
//! ```text
//! mod.rs         Callsite, Module
//! config.rs      Config, EventConfig: the values of the options
//! message.rs     MessagePart: a message as a constant
//! secret.rs      which names are those of secrets
//! event_kind.rs  EventKind: start, done, error, panic, cancel
//! ```

#![forbid(unsafe_code)]

pub(crate) mod config;
pub(crate) mod event_kind;
pub(crate) mod message;
pub(crate) mod secret;

use std::ops::Deref;

use log::{Level, LevelFilter, Metadata};

use self::config::Config;
use self::message::MessagePart;
use crate::context::thread::suppress;

/// Constant data about an annotated function. Its options are those of [`Config`], by `Deref`.
///
/// It is small because every annotated function has one: each pointer in it also adds a relocation of about 24 bytes to
/// the program.
pub struct Callsite {
    pub module: &'static Module,
    pub line: u32,
    /// The names of the arguments and fields that are logged, separated by commas, unless they are in the config.
    pub fields: &'static str,
    /// Whether the body is compiled once, out of line, because it is long. A short body is compiled twice: for disabled
    /// and for enabled calls.
    pub outline: bool,
    /// `None` if all options have their defaults.
    pub config: Option<&'static Config>,
}

/// The module of a function: the same constant for all functions of one module.
pub struct Module {
    pub path: &'static str,
    pub file: &'static str,
}

/// Iterates over the names of fields.
enum FieldNames {
    Joined(&'static str),
    List(&'static [&'static str]),
}

/// A callsite with the location of these tokens, the given names of fields, and defaults for everything else.
///
/// `outline` is not a field in front of `..callsite!("a,b")`, because that would be a second literal for the compiler to
/// check in most functions.
#[doc(hidden)]
#[macro_export]
macro_rules! __tracked_callsite {
    ($fields:literal) => {
        $crate::__tracked_callsite!($fields, outline: false)
    };
    ($fields:literal, outline: $outline:literal) => {
        $crate::__private::Callsite {
            module: &$crate::__private::Module {
                path: $crate::__private::std::module_path!(),
                file: $crate::__private::std::file!(),
            },
            line: $crate::__private::std::line!(),
            fields: $fields,
            outline: $outline,
            config: $crate::__private::std::option::Option::None,
        }
    };
}

/// Whether `log` compiles out every level. In this case, no tracking may remain in the program.
pub(crate) const IS_COMPILED_OUT: bool = matches!(log::STATIC_MAX_LEVEL, LevelFilter::Off);

/// Whether a record of this level reaches the logger.
#[inline]
pub(crate) fn passes_max_level(level: Level) -> bool {
    level <= log::STATIC_MAX_LEVEL && level <= log::max_level()
}

impl Callsite {
    /// Whether no event of this function can be logged. Because the callsite is a constant, one load and one comparison
    /// remain of this in the machine code, and nothing if the levels are compiled out.
    #[inline]
    pub(crate) fn is_disabled(&self) -> bool {
        !self.passes(log::STATIC_MAX_LEVEL) || !self.passes(log::max_level())
    }

    #[inline]
    fn passes(&self, filter: LevelFilter) -> bool {
        let passes = |level: Option<Level>| level.is_some_and(|level| level <= filter);
        passes(self.error.level)
            || passes(self.panic.level)
            || passes(self.cancel.level)
            || passes(self.done.level)
            || passes(self.start.level)
            || passes(self.slow_level())
    }

    /// Whether the logger takes records of this function at this level.
    #[inline]
    pub(crate) fn logger_enables(&self, level: Option<Level>) -> bool {
        level.is_some_and(|level| passes_max_level(level) && self.ask_logger(level))
    }

    #[inline(never)]
    fn ask_logger(&self, level: Level) -> bool {
        let target = self.target();
        let metadata = Metadata::builder().level(level).target(target).build();
        suppress(|| log::logger().enabled(&metadata))
    }

    /// Whether the message of the error event shows the error by `Debug`.
    pub(crate) fn shows_error_debug(&self) -> bool {
        let parts = self.error.message.unwrap_or_default();
        parts.iter().any(MessagePart::is_error_debug)
    }

    /// Whether a field that the body records under this name is redacted.
    pub(crate) fn redacts(&self, name: &str, is_secret: bool) -> bool {
        self.redacted
            .is_some_and(|names| is_secret || names.contains(&name))
    }

    #[inline]
    pub(crate) fn field_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        match self.config.and_then(|config| config.fields) {
            None => FieldNames::Joined(self.fields),
            Some(names) => FieldNames::List(names),
        }
    }

    pub(crate) fn target(&self) -> &'static str {
        self.target.unwrap_or(self.module.path)
    }
}

impl Deref for Callsite {
    type Target = Config;

    #[inline]
    fn deref(&self) -> &Config {
        self.config.unwrap_or(&Config::DEFAULT)
    }
}

impl Iterator for FieldNames {
    type Item = &'static str;

    #[inline]
    fn next(&mut self) -> Option<&'static str> {
        match self {
            FieldNames::Joined("") => None,
            FieldNames::Joined(names) => {
                let end = names.bytes().position(|byte| byte == b',');
                let (name, rest) = match end {
                    Some(end) => (&names[..end], &names[end + 1..]),
                    None => (*names, ""),
                };
                *names = rest;
                Some(name)
            }
            FieldNames::List(names) => {
                let (name, rest) = names.split_first()?;
                *names = rest;
                Some(name)
            }
        }
    }
}
