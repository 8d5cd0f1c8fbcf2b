//! Names as people read them, from the ones that the compiler gives.

use std::fmt::{self, Display, Formatter, Write};

/// What a function is called in a record: `function` or `Type::method`.
#[derive(Clone, Copy)]
pub(crate) enum FnName {
    /// As it is shown.
    Plain(&'static str),
    /// With what the compiler adds to it.
    Full {
        /// The type whose method it is, where the compiler names it apart: `<Type as Trait>::method`.
        ty: Option<&'static str>,
        path: &'static str,
    },
}

impl FnName {
    /// `closure` is the type name of a closure in the function's body, `module` the path of the function's module.
    pub(crate) fn of(closure: &'static str, module: &str) -> Self {
        let behind_module = closure
            .strip_prefix(module)
            .and_then(|rest| rest.strip_prefix("::"));
        if let Some(mut path) = behind_module {
            // An async function's is a closure in a closure.
            while let Some(outer) = path.strip_suffix("::{{closure}}") {
                path = outer;
            }
            if !path.bytes().any(|byte| matches!(byte, b'<' | b'{')) {
                return FnName::Plain(path);
            }
        }
        Self::with_type(closure, module)
    }

    /// Appends the name.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            FnName::Plain(name) => out.push_str(name),
            // A string takes whatever comes.
            full @ FnName::Full { .. } => _ = write!(out, "{full}"),
        }
    }

    #[cold]
    fn with_type(closure: &'static str, module: &str) -> Self {
        let (ty, path) = split_type(closure);
        let path = path.strip_suffix("::{{closure}}").unwrap_or(path);
        let path = without_module(path, module).unwrap_or(path);
        FnName::Full { ty, path }
    }
}

/// What stands behind the module. `r#` is a matter of spelling, which the two do not share.
fn without_module(path: &'static str, module: &str) -> Option<&'static str> {
    module.split("::").try_fold(path, |rest, segment| {
        let rest = rest.strip_prefix("r#").unwrap_or(rest);
        rest.strip_prefix(segment.trim_start_matches("r#"))?
            .strip_prefix("::")
    })
}

/// Splits off the type where it is not part of the path: `<Type as Trait>::method`, `module::<impl Type>::method`.
fn split_type(name: &'static str) -> (Option<&'static str>, &'static str) {
    let inside = match name.strip_prefix('<') {
        Some(inside) => Some(inside),
        None => name.split_once("::<impl ").map(|(_, inside)| inside),
    };
    let Some((ty, path)) = inside.and_then(split_at_closing) else {
        return (None, name);
    };
    let ty = split_at_depth_0(ty, " as ").map_or(ty, |(ty, _)| ty);
    let ty = split_at_depth_0(ty, " for ").map_or(ty, |(_, ty)| ty);
    (Some(ty), path.strip_prefix("::").unwrap_or(path))
}

/// Splits `inside>rest` at the bracket that closes what was opened before it.
fn split_at_closing(text: &'static str) -> Option<(&'static str, &'static str)> {
    let at = at_depth_0(text, |rest| rest.starts_with('>'))?;
    Some((&text[..at], &text[at + 1..]))
}

fn split_at_depth_0(text: &'static str, separator: &str) -> Option<(&'static str, &'static str)> {
    let at = at_depth_0(text, |rest| rest.starts_with(separator))?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// The first place outside of all angle brackets where `found` holds.
fn at_depth_0(text: &str, found: impl Fn(&str) -> bool) -> Option<usize> {
    let mut depth = 0_usize;
    let mut arrow = false;
    for (at, c) in text.char_indices() {
        if depth == 0 && !(arrow && c == '>') && found(&text[at..]) {
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

impl Display for FnName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (ty, path) = match *self {
            FnName::Plain(name) => return f.write_str(name),
            FnName::Full { ty, path } => (ty, path),
        };
        if let Some(name) = ty {
            let generics = false;
            write!(f, "{}::", Short { name, generics })?;
        }
        let mut first = true;
        for segment in segments(path) {
            if segment != "{{closure}}" && !segment.starts_with('<') {
                let segment = segment.split('<').next().unwrap_or(segment);
                f.write_str(if first { "" } else { "::" })?;
                f.write_str(segment)?;
                first = false;
            }
        }
        Ok(())
    }
}

/// The full path of a function.
#[cfg(any(feature = "kv", feature = "logger"))]
pub(crate) struct FnPath {
    pub(crate) module: &'static str,
    pub(crate) name: FnName,
}

#[cfg(any(feature = "kv", feature = "logger"))]
impl Display for FnPath {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.module, self.name)
    }
}

/// The parts of a path between its `::`, those inside of angle brackets aside.
fn segments(mut path: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        if path.is_empty() {
            return None;
        }
        let end = at_depth_0(path, |rest| rest.starts_with("::"));
        let segment = &path[..end.unwrap_or(path.len())];
        path = end.map_or("", |end| &path[end + 2..]);
        Some(segment)
    })
}

/// The name of a type without the paths in it: `Vec<PgConnection>`, or `Vec` without its generic arguments.
pub(crate) struct Short<'a> {
    pub(crate) name: &'a str,
    pub(crate) generics: bool,
}

impl Display for Short<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut rest = self.name;
        while let Some(c) = rest.chars().next() {
            let word = rest
                .find(|c: char| !(c.is_alphanumeric() || "_#{}".contains(c)))
                .unwrap_or(rest.len());
            let after = &rest[word..];
            if word == 0 {
                if c == '<' && !self.generics {
                    rest = at_depth_0(&rest[1..], |rest| rest.starts_with('>'))
                        .map_or("", |at| &rest[at + 2..]);
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

#[cfg(test)]
mod tests {
    use super::{FnName, Short};

    fn name(closure: &'static str) -> String {
        FnName::of(closure, "a::m").to_string()
    }

    #[test]
    fn functions_go_by_what_stands_behind_the_module() {
        assert_eq!(name("a::m::load::{{closure}}"), "load");
        assert_eq!(name("a::m::load<u8>::{{closure}}"), "load");
        assert_eq!(name("a::m::load::{{closure}}::{{closure}}"), "load");
        assert_eq!(name("a::m::outer::inner::{{closure}}"), "outer::inner");
        assert_eq!(
            name("a::m::outer::{{closure}}::inner::{{closure}}"),
            "outer::inner"
        );
    }

    #[test]
    fn a_module_may_have_a_raw_name() {
        let name = |closure| FnName::of(closure, "r#try::r#mod").to_string();
        assert_eq!(name("try::mod::load::{{closure}}"), "load");
        assert_eq!(name("try::r#mod::load::{{closure}}"), "load");
        assert_eq!(name("try::model::load::{{closure}}"), "try::model::load");
    }

    #[test]
    fn methods_go_by_their_type() {
        assert_eq!(name("a::m::Store<T>::get::{{closure}}"), "Store::get");
        assert_eq!(
            name("<a::m::Store<u8> as a::Get<a::K>>::get::{{closure}}"),
            "Store::get"
        );
        assert_eq!(
            name("a::m::<impl a::Store<u8>>::get::{{closure}}"),
            "Store::get"
        );
        assert_eq!(
            name("a::m::<impl a::Get for a::Store<u8>>::get::{{closure}}"),
            "Store::get"
        );
        assert_eq!(name("<&[u8] as a::Get>::get::{{closure}}"), "&[u8]::get");
        assert_eq!(
            name("<(i32, core::option::Option<a::B>) as a::Get>::get::{{closure}}"),
            "(i32, Option)::get"
        );
        assert_eq!(
            name("<dyn core::ops::Fn(u8) -> a::G<u8> as a::Get>::get::{{closure}}"),
            "dyn Fn(u8) -> G::get"
        );
        assert_eq!(
            name("<a::m::S as a::Get>::get<alloc::string::String>::{{closure}}"),
            "S::get"
        );
    }

    #[test]
    fn a_short_name_keeps_the_shape_of_the_type() {
        let short = |name| {
            Short {
                name,
                generics: true,
            }
            .to_string()
        };
        assert_eq!(
            short("alloc::sync::Arc<std::sync::Mutex<a::PgConnection>>"),
            "Arc<Mutex<PgConnection>>"
        );
        assert_eq!(short("&mut [a::b::C; 4]"), "&mut [C; 4]");
        assert_eq!(
            short("dyn core::ops::Fn(&str) -> a::G<u8>"),
            "dyn Fn(&str) -> G<u8>"
        );
    }
}
