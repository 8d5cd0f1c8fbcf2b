//! What the return type, as written, tells about the value.

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericArgument, PathArguments, ReturnType, Token, Type, TypeImplTrait, TypeInfer,
    TypeParamBound, TypePath, parse_quote,
};

use super::mentions::mentions;

/// What kind of value a function returns. Types have `_` for each `impl Trait` in them: so they can be written in a
/// body.
pub enum Returns {
    /// Surely no failure, whatever the value: `()`, `!`, numbers, references, tuples.
    Plain,
    /// Perhaps a `Result`, under whatever name: the compiler knows.
    Value(Type),
    /// The same, or else a boxed future of such a value.
    ValueOrBoxed(Type),
    /// `impl Future`, with the type it resolves to.
    Future(Type),
    /// Any other `impl Trait`.
    Opaque,
}

impl Returns {
    pub fn of(output: &ReturnType) -> Self {
        let ReturnType::Type(_, ty) = output else {
            return Returns::Plain;
        };
        match &**ty {
            Type::ImplTrait(ty) => {
                future_output(ty).map_or(Returns::Opaque, |ty| Returns::Future(nameable(&ty)))
            }
            Type::Path(path) => match path.path.segments.last() {
                Some(_) if PLAIN.iter().any(|name| path.path.is_ident(name)) => Returns::Plain,
                Some(name) if PLAIN_CONTAINERS.iter().any(|plain| name.ident == plain) => {
                    Returns::Plain
                }
                Some(name) if name.ident == "Result" => Returns::Value(nameable(ty)),
                _ if may_be_short_lived(ty) => Returns::Value(nameable(ty)),
                _ => Returns::ValueOrBoxed(nameable(ty)),
            },
            Type::Macro(_) | Type::Group(_) | Type::Paren(_) | Type::Verbatim(_) => {
                Returns::Value(nameable(ty))
            }
            _ => Returns::Plain,
        }
    }
}

/// Whether a boxed future of this type might resolve to a value that does not live as long as the box: nothing can be
/// wrapped around such a future. The compiler finds out too late, when it has long chosen to wrap.
///
/// A type parameter without bounds is such a type, and in a method nobody tells us what is one. It is judged by its
/// looks: `T`, `T2`, `T::Item`, `Self::Output`. What `async_trait` writes has all the bounds it needs.
fn may_be_short_lived(ty: &Type) -> bool {
    if mentions(ty.to_token_stream(), "async_trait") {
        return false;
    }
    looks_generic(ty)
}

/// Whether the error in this `Result` is made of type parameters. Then its `Error` may ask more of them, such as
/// `'static`, than there is; its `Display` hardly ever does.
pub fn has_generic_error(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(PathArguments::AngleBracketed(arguments)) =
        path.path.segments.last().map(|last| &last.arguments)
    else {
        return false;
    };
    match arguments.args.iter().nth(1) {
        Some(GenericArgument::Type(Type::Path(error))) => {
            let arguments = error.path.segments.last().map(|last| &last.arguments);
            matches!(arguments, Some(PathArguments::AngleBracketed(_)))
                && looks_generic(&Type::Path(error.clone()))
        }
        _ => false,
    }
}

fn looks_generic(ty: &Type) -> bool {
    struct Search(bool);
    impl<'ast> Visit<'ast> for Search {
        fn visit_type_path(&mut self, ty: &'ast TypePath) {
            let first = ty
                .path
                .segments
                .first()
                .map(|first| first.ident.to_string())
                .unwrap_or_default();
            let alone = ty.path.segments.len() == 1;
            let parameter = first == "Self"
                || first.len() <= 2 && first.starts_with(|c: char| c.is_uppercase());
            self.0 |= parameter && !(alone && first == "Self") || ty.qself.is_some();
            visit::visit_type_path(self, ty);
        }
    }
    let mut search = Search(false);
    search.visit_type(ty);
    search.0
}

/// Names that nobody gives to a `Result`. What they save is time: the compiler need not be asked.
const PLAIN: &[&str] = &[
    "String", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128",
    "u16", "u32", "u64", "u8", "usize",
];

const PLAIN_CONTAINERS: &[&str] = &["Option", "Vec"];

/// `T` of `impl Future<Output = T> + …`.
fn future_output(ty: &TypeImplTrait) -> Option<Type> {
    let bound = ty.bounds.iter().find_map(|bound| match bound {
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

/// The type with each `impl Trait` in it as `_`: how it may be written inside a body.
pub fn nameable(ty: &Type) -> Type {
    struct Infer;
    impl VisitMut for Infer {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if let Type::ImplTrait(_) = ty {
                *ty = Type::Infer(TypeInfer {
                    attrs: Vec::new(),
                    underscore_token: <Token![_]>::default(),
                });
            } else {
                visit_mut::visit_type_mut(self, ty);
            }
        }
    }
    let mut ty = ty.clone();
    Infer.visit_type_mut(&mut ty);
    ty
}
