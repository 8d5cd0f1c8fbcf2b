//! The name of a function, from the name that the compiler gives to a closure in it.

use std::fmt::{self, Display, Formatter, Write};

use super::Event;
use crate::field::type_name::{ShortTypeName, find_outside_brackets};

/// `function` or `Type::method`; by `Display` with the path of its module.
#[derive(Clone, Copy)]
pub(super) struct FunctionName {
    module: &'static str,
    /// The type of a method whose path does not contain it: `<Type as Trait>::method`.
    ty: Option<&'static str>,
    path: &'static str,
    /// Whether the path needs no change.
    is_clean: bool,
}

impl FunctionName {
    #[inline]
    pub(super) fn of(event: &Event<'_>) -> Self {
        let module = event.callsite.module.path;
        match event.callsite.name {
            Some(path) => Self::clean(module, path),
            None => Self::of_closure(event.closure_name, module),
        }
    }

    #[inline]
    fn clean(module: &'static str, path: &'static str) -> Self {
        FunctionName {
            module,
            ty: None,
            path,
            is_clean: true,
        }
    }

    /// `closure` is the type name of a closure in the function.
    #[inline]
    fn of_closure(closure: &'static str, module: &'static str) -> Self {
        let in_module = closure
            .strip_prefix(module)
            .and_then(|rest| rest.strip_prefix("::"));
        if let Some(mut path) = in_module {
            // The body of an async function is a closure in a closure.
            while let Some(outer) = path.strip_suffix("::{{closure}}") {
                path = outer;
            }
            // The value of a `const _`.
            while let Some(inner) = path.strip_prefix("_::") {
                path = inner;
            }
            if !path.bytes().any(|byte| matches!(byte, b'<' | b'{')) {
                return Self::clean(module, path);
            }
        }
        Self::of_method(closure, module)
    }

    #[cold]
    fn of_method(closure: &'static str, module: &'static str) -> Self {
        let (ty, path) = split_type(closure);
        let path = path.strip_suffix("::{{closure}}").unwrap_or(path);
        let path = without_module(path, module).unwrap_or(path);
        FunctionName {
            module,
            ty,
            path,
            is_clean: false,
        }
    }

    /// Appends the name without its module.
    #[inline]
    pub(super) fn push_to(self, out: &mut String) {
        if self.is_clean {
            out.push_str(self.path);
        } else {
            // A string never fails.
            let _ = self.write(out);
        }
    }

    fn write(self, out: &mut dyn Write) -> fmt::Result {
        if self.is_clean {
            return out.write_str(self.path);
        }
        if let Some(ty) = self.ty {
            write!(out, "{}::", ShortTypeName::without_generics(ty))?;
        }
        let mut separator = "";
        for segment in segments(self.path) {
            if !matches!(segment, "{{closure}}" | "_") && !segment.starts_with('<') {
                out.write_str(separator)?;
                out.write_str(segment.split('<').next().unwrap_or(segment))?;
                separator = "::";
            }
        }
        Ok(())
    }
}

impl Display for FunctionName {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{}::", self.module)?;
        self.write(f)
    }
}

/// The path without its module. The compiler may write `r#` in one of them only.
fn without_module(path: &'static str, module: &str) -> Option<&'static str> {
    module.split("::").try_fold(path, |rest, segment| {
        let rest = rest.strip_prefix("r#").unwrap_or(rest);
        rest.strip_prefix(segment.trim_start_matches("r#"))?
            .strip_prefix("::")
    })
}

/// Splits the type from a path that does not contain it: `<Type as Trait>::method`, `module::<impl Type>::method`.
fn split_type(name: &'static str) -> (Option<&'static str>, &'static str) {
    let inside = match name.strip_prefix('<') {
        Some(inside) => Some(inside),
        None => name.split_once("::<impl ").map(|(_, inside)| inside),
    };
    let Some((ty, path)) = inside.and_then(split_at_closing) else {
        return (None, name);
    };
    let ty = split_outside_brackets(ty, " as ").map_or(ty, |(ty, _)| ty);
    let ty = split_outside_brackets(ty, " for ").map_or(ty, |(_, ty)| ty);
    (Some(ty), path.strip_prefix("::").unwrap_or(path))
}

/// Splits `inside>rest` at the bracket.
fn split_at_closing(text: &'static str) -> Option<(&'static str, &'static str)> {
    let at = find_outside_brackets(text, |rest| rest.starts_with('>'))?;
    Some((&text[..at], &text[at + 1..]))
}

fn split_outside_brackets(
    text: &'static str,
    separator: &str,
) -> Option<(&'static str, &'static str)> {
    let at = find_outside_brackets(text, |rest| rest.starts_with(separator))?;
    Some((&text[..at], &text[at + separator.len()..]))
}

/// The segments of a path. A `::` in angle brackets does not separate them.
fn segments(mut path: &str) -> impl Iterator<Item = &str> {
    std::iter::from_fn(move || {
        if path.is_empty() {
            return None;
        }
        let end = find_outside_brackets(path, |rest| rest.starts_with("::"));
        let segment = &path[..end.unwrap_or(path.len())];
        path = end.map_or("", |end| &path[end + 2..]);
        Some(segment)
    })
}

#[cfg(test)]
mod tests {
    use super::FunctionName;

    fn name_in(module: &'static str, closure: &'static str) -> String {
        let mut name = String::new();
        FunctionName::of_closure(closure, module).push_to(&mut name);
        name
    }

    fn name(closure: &'static str) -> String {
        name_in("a::m", closure)
    }

    #[test]
    fn a_function_has_its_path_in_the_module() {
        assert_eq!(name("a::m::load::{{closure}}"), "load");
        assert_eq!(name("a::m::load<u8>::{{closure}}"), "load");
        assert_eq!(name("a::m::load::{{closure}}::{{closure}}"), "load");
        assert_eq!(name("a::m::outer::inner::{{closure}}"), "outer::inner");
        assert_eq!(name("a::m::_::load::{{closure}}"), "load");
        assert_eq!(name("a::m::_::load<u8>::{{closure}}"), "load");
        assert_eq!(
            name("a::m::outer::{{closure}}::inner::{{closure}}"),
            "outer::inner"
        );
    }

    #[test]
    fn a_module_may_have_a_raw_name() {
        let name = |closure| name_in("r#try::r#mod", closure);
        assert_eq!(name("try::mod::load::{{closure}}"), "load");
        assert_eq!(name("try::r#mod::load::{{closure}}"), "load");
        assert_eq!(name("try::model::load::{{closure}}"), "try::model::load");
    }

    #[test]
    fn a_method_has_its_type() {
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
}
