//! Properties of the returned value that follow from the spelling of the return type.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericArgument, PathArguments, PathSegment, ReturnType, Token, Type, TypeParamBound, TypePath,
    parse_quote,
};

use crate::expand::input::contains_word;

/// What a function returns.
#[derive(Clone, Copy, PartialEq)]
pub enum ReturnKind {
    Value,
    /// `impl Future`
    Future,
    /// `Pin<Box<dyn Future>>`
    BoxedFuture,
    /// Any other `impl Trait`.
    Opaque,
}

/// The value that a call ends with: that of the function, or that of the future that it returns.
pub struct Returns {
    pub kind: ReturnKind,
    /// `()` for an opaque value.
    pub ty: Type,
    /// `None` if the value is certainly no failure: `()`, `!`, numbers, references, tuples.
    pub probe: Option<TypeProbe>,
}

/// A type that the generated code asks about: whether its values can be failures.
pub struct TypeProbe {
    pub ty: Type,
    /// The first format to try for its error.
    pub error_format: ErrorFormat,
    /// Whether the value may be a boxed future.
    pub may_be_future: bool,
}

/// How an error is formatted. An error that can't be formatted in one way is formatted in the next.
#[derive(Clone, Copy)]
pub enum ErrorFormat {
    /// By `Display`, with its sources.
    Error,
    Display,
    Debug,
    TypeName,
}

impl Returns {
    pub fn new(output: &ReturnType) -> Self {
        let value = |kind, ty: Type, probe| Returns { kind, ty, probe };
        let ReturnType::Type(_, ty) = output else {
            return value(ReturnKind::Value, parse_quote!(()), None);
        };
        let future = |kind, ty: Type| {
            let mut probe = probe(&ty);
            if let Some(probe) = &mut probe {
                probe.may_be_future = false;
            }
            value(kind, ty, probe)
        };
        let ty = visible(ty);
        if let Type::ImplTrait(ty) = ty {
            match future_output(&ty.bounds) {
                Some(output) => future(ReturnKind::Future, output),
                None => value(ReturnKind::Opaque, parse_quote!(()), None),
            }
        } else {
            match boxed_output(ty).filter(|_| !may_be_short_lived(ty)) {
                Some(output) => future(ReturnKind::BoxedFuture, output),
                None => value(ReturnKind::Value, ty.clone(), probe(ty)),
            }
        }
    }
}

/// `T` of `Pin<Box<dyn Future<Output = T> + …>>`.
fn boxed_output(ty: &Type) -> Option<Type> {
    let argument_of = |ty: &Type, name: &str| -> Option<Type> {
        let last = last_segment(visible(ty)).filter(|last| last.ident == name)?;
        type_argument(last, 0).cloned()
    };
    match argument_of(&argument_of(ty, "Pin")?, "Box")? {
        Type::TraitObject(object) => future_output(&object.bounds),
        _ => None,
    }
}

/// The type within invisible or unneeded parentheses.
pub fn visible(ty: &Type) -> &Type {
    match ty {
        Type::Group(ty) => visible(&ty.elem),
        Type::Paren(ty) => visible(&ty.elem),
        _ => ty,
    }
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) => path.path.segments.last(),
        _ => None,
    }
}

fn type_argument(segment: &PathSegment, at: usize) -> Option<&Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    match arguments.args.iter().nth(at)? {
        GenericArgument::Type(ty) => Some(visible(ty)),
        _ => None,
    }
}

fn probe(ty: &Type) -> Option<TypeProbe> {
    let ty = visible(ty);
    let mut probe = TypeProbe {
        ty: ty.clone(),
        error_format: ErrorFormat::Error,
        may_be_future: false,
    };
    let path = match ty {
        Type::Path(path) => path,
        Type::Macro(_) | Type::Verbatim(_) => return Some(probe),
        _ => return None,
    };
    let last = path.path.segments.last()?;
    let name = last.ident.to_string();
    if path.path.get_ident().is_some() && PLAIN.contains(&name.as_str())
        || PLAIN_CONTAINERS.contains(&name.as_str())
    {
        return None;
    }
    if name == "Result" {
        probe.ty = nameable(ty);
        if let Some(error) = type_argument(last, 1) {
            probe.error_format = error_format(error);
        }
        return Some(probe);
    }
    probe.may_be_future = !may_be_short_lived(ty);
    Some(probe).filter(|_| !has_impl(ty))
}

/// Names of types that are never a `Result`. A probe of them would only cost compile time.
const PLAIN: &[&str] = &[
    "String", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128",
    "u16", "u32", "u64", "u8", "usize",
];
const PLAIN_CONTAINERS: &[&str] = &["Option", "Vec"];

/// The first format to try for an error of this type.
///
/// An error with type parameters may require more of them for its `Error`, such as `'static`, than the function does;
/// its `Display` hardly ever does. The compiler would report it after it has chosen the format. The bounds of an
/// `impl Trait` are all that is known of it.
fn error_format(ty: &Type) -> ErrorFormat {
    match ty {
        Type::ImplTrait(ty) => {
            let bounds = ty.to_token_stream();
            let has_bound = |name| contains_word(bounds.clone(), name);
            match () {
                () if has_bound("Error") => ErrorFormat::Error,
                () if has_bound("Display") => ErrorFormat::Display,
                () if has_bound("Debug") => ErrorFormat::Debug,
                () => ErrorFormat::TypeName,
            }
        }
        _ if has_impl(ty) => ErrorFormat::TypeName,
        _ if last_segment(ty).is_some_and(|last| !last.arguments.is_none())
            && looks_generic(ty) =>
        {
            ErrorFormat::Display
        }
        _ => ErrorFormat::Error,
    }
}

/// Whether a boxed future of this type might resolve to a value that does not live as long as the box. Nothing can be
/// wrapped around such a future, and again the compiler would report it too late.
///
/// A type parameter without bounds is such a type, and the macro does not see the type parameters of an `impl`. They
/// are recognised by their spelling: `T`, `T2`, `T::Item`, `Self::Output`. The types from `async_trait` have all the
/// bounds that are needed.
fn may_be_short_lived(ty: &Type) -> bool {
    !contains_word(ty.to_token_stream(), "async_trait") && looks_generic(ty)
}

fn looks_generic(ty: &Type) -> bool {
    struct Search(bool);
    impl<'ast> Visit<'ast> for Search {
        fn visit_type_path(&mut self, ty: &'ast TypePath) {
            let path = &ty.path;
            if let Some(first) = path.segments.first() {
                let name = first.ident.to_string();
                let short = name.len() <= 2 && name.starts_with(|c: char| c.is_uppercase());
                let associated = name == "Self" && path.segments.len() > 1;
                self.0 |= short || associated || ty.qself.is_some();
            }
            visit::visit_type_path(self, ty);
        }
    }
    let mut search = Search(false);
    search.visit_type(ty);
    search.0
}

/// `T` of the bounds `Future<Output = T> + …`.
fn future_output(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<Type> {
    let bound = bounds.iter().find_map(|bound| match bound {
        TypeParamBound::Trait(bound) => bound
            .path
            .segments
            .last()
            .filter(|name| name.ident == "Future"),
        _ => None,
    })?;
    let PathArguments::AngleBracketed(arguments) = &bound.arguments else {
        return Some(parse_quote!(()));
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(output) if output.ident == "Output" => Some(output.ty.clone()),
        _ => None,
    })
}

pub fn has_impl(ty: &Type) -> bool {
    contains_word(ty.to_token_stream(), "impl")
}

/// The type with `_` for each `impl Trait` in it, as it may be written inside a body.
pub fn nameable(ty: &Type) -> Type {
    let mut ty = visible(ty).clone();
    if has_impl(&ty) {
        Replace(&parse_quote!(_)).visit_type_mut(&mut ty);
    }
    ty
}

/// Replaces each `impl Trait` by a type.
struct Replace<'a>(&'a Type);

impl VisitMut for Replace<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if let Type::ImplTrait(_) = ty {
            *ty = self.0.clone();
        } else {
            visit_mut::visit_type_mut(self, ty);
        }
    }
}
