//! Names of types: those that the compiler gives, and the short ones that are shown.

use std::fmt::{self, Display, Formatter, Write};

/// The name of a type without paths: `Vec<PgConnection>`.
pub(crate) struct ShortTypeName<'a> {
    /// The module in front of the name, if it is shown.
    module: Option<&'a str>,
    name: &'a str,
    has_generics: bool,
}

impl<'a> ShortTypeName<'a> {
    pub(crate) fn new(name: &'a str) -> Self {
        ShortTypeName {
            module: None,
            name,
            has_generics: true,
        }
    }

    /// The name without its generic arguments: `Vec`.
    pub(crate) fn without_generics(name: &'a str) -> Self {
        ShortTypeName {
            has_generics: false,
            ..Self::new(name)
        }
    }

    /// The last module and the name without generic arguments: `io::Error` for `std::io::error::Error`. A private
    /// module that only holds errors is left out, and a type of `alloc` has no module.
    #[cfg(feature = "kv")]
    pub(crate) fn of_error(name: &'a str) -> Self {
        let full = without_references(name);
        let path = &full[..full.find('<').unwrap_or(full.len())];
        let is_path = |c: char| c.is_alphanumeric() || "_:#{}".contains(c);
        if full.starts_with("alloc::") || !path.chars().all(is_path) {
            return Self::new(full);
        }
        let mut segments = path.rsplit("::");
        let name = segments.next().unwrap_or(path);
        ShortTypeName {
            module: segments.find(|module| !matches!(*module, "error" | "errors")),
            ..Self::new(name)
        }
    }
}

impl Display for ShortTypeName<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(module) = self.module {
            write!(f, "{module}::")?;
        }
        let mut rest = self.name;
        while let Some(c) = rest.chars().next() {
            let word = rest
                .find(|c: char| !(c.is_alphanumeric() || "_#{}".contains(c)))
                .unwrap_or(rest.len());
            let after = &rest[word..];
            if word == 0 {
                if c == '<' && !self.has_generics {
                    rest = find_outside_brackets(&rest[1..], |rest| rest.starts_with('>'))
                        .map_or("", |at| &rest[at + 2..]);
                    continue;
                }
                if let ('<', Some(after)) = (c, rest.strip_prefix("<'_")) {
                    // Lifetimes come first.
                    rest = after;
                    while let Some(after) = rest.strip_prefix(", '_") {
                        rest = after;
                    }
                    match (rest.strip_prefix('>'), rest.strip_prefix(", ")) {
                        (Some(after), _) => rest = after,
                        (_, Some(after)) => {
                            f.write_char('<')?;
                            rest = after;
                        }
                        _ => {}
                    }
                    continue;
                }
                f.write_char(c)?;
                rest = &rest[c.len_utf8()..];
            } else if let Some(path) = after.strip_prefix("::") {
                rest = path;
            } else {
                f.write_str(&rest[..word])?;
                rest = after;
            }
        }
        Ok(())
    }
}

/// The first position outside of all angle brackets whose rest `matches`.
pub(crate) fn find_outside_brackets(text: &str, matches: impl Fn(&str) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    let mut arrow = false;
    for (at, c) in text.char_indices() {
        if depth == 0 && !(arrow && c == '>') && matches(&text[at..]) {
            return Some(at);
        }
        match c {
            '<' => depth += 1,
            '>' if !arrow => depth = depth.saturating_sub(1),
            _ => {}
        }
        arrow = c == '-';
    }
    None
}

/// The name of a type without the references in front of it.
pub(crate) fn without_references(mut type_name: &str) -> &str {
    while let Some(referent) = type_name.strip_prefix('&') {
        type_name = referent.strip_prefix("mut ").unwrap_or(referent);
    }
    type_name
}

/// The name of a type without the pointers of `std` around it. All of them are shown as the value inside, and so is a
/// `NonZero`.
pub(super) fn without_pointers(type_name: &str) -> &str {
    const POINTERS: [&str; 6] = [
        "alloc::boxed::Box<",
        "alloc::rc::Rc<",
        "alloc::sync::Arc<",
        "alloc::borrow::Cow<'_, ",
        "alloc::borrow::Cow<",
        "core::num::nonzero::NonZero<",
    ];
    let mut name = without_references(type_name);
    // Most names have no generic argument.
    while let Some(before_end) = name.strip_suffix('>') {
        let mut insides = POINTERS
            .iter()
            .map(|pointer| before_end.strip_prefix(pointer));
        match insides.find_map(|inside| inside) {
            Some(inside) => name = without_references(inside),
            None => break,
        }
    }
    name
}

/// Whether this is the name of a number or boolean type, or of a pointer to one. A type of the user's has a path.
pub(crate) fn is_scalar(type_name: &str) -> bool {
    let name = without_pointers(type_name);
    let number = matches!(name.as_bytes(), [b'f' | b'i' | b'u', b'0'..=b'9', ..]);
    number || matches!(name, "bool" | "isize" | "usize")
}

#[cfg(test)]
mod tests {
    use super::ShortTypeName;

    #[cfg(feature = "kv")]
    #[test]
    fn the_type_of_an_error_has_its_module() {
        for (name, expected) in [
            ("std::io::error::Error", "io::Error"),
            ("core::num::error::ParseIntError", "num::ParseIntError"),
            ("serde_json::error::Error", "serde_json::Error"),
            ("app::LoadError", "app::LoadError"),
            ("&app::load::Error<alloc::string::String>", "load::Error"),
            ("alloc::string::String", "String"),
            ("&str", "str"),
            ("()", "()"),
            (
                "alloc::boxed::Box<dyn core::error::Error>",
                "Box<dyn Error>",
            ),
        ] {
            assert_eq!(ShortTypeName::of_error(name).to_string(), expected);
        }
    }

    #[test]
    fn a_short_name_keeps_the_shape_of_the_type() {
        let short = |name| ShortTypeName::new(name).to_string();
        assert_eq!(
            short("alloc::sync::Arc<std::sync::Mutex<a::PgConnection>>"),
            "Arc<Mutex<PgConnection>>"
        );
        assert_eq!(short("&mut [a::b::C; 4]"), "&mut [C; 4]");
        assert_eq!(
            short("dyn core::ops::Fn(&str) -> a::G<u8>"),
            "dyn Fn(&str) -> G<u8>"
        );
        for (name, expected) in [
            ("a::Row<'_>", "Row"),
            ("a::Row<'_, '_>", "Row"),
            ("a::Row<'_, a::Key<'_>>", "Row<Key>"),
            ("a::m::_::Local", "Local"),
        ] {
            assert_eq!(short(name), expected);
        }
    }
}
