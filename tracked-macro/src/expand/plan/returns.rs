//! What the return type, as written, tells about the value.

use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericArgument, PathArguments, ReturnType, Token, Type, TypeImplTrait, TypeParamBound,
    TypePath, parse_quote,
};

use super::super::input::tokens::mentions;

/// What kind of value a function returns.
pub enum Returns {
    /// A value. What the compiler is to be asked about it, unless it is surely no failure: `()`, `!`, numbers,
    /// references, tuples.
    Value(Option<Question>),
    /// `impl Future`, with the type of the value that it resolves to, and what is to be asked about that.
    Future(Type, Option<Question>),
    /// `Pin<Box<dyn Future>>`, likewise.
    Boxed(Type, Option<Question>),
    /// Any other `impl Trait`.
    Opaque,
}

/// A question about the kinds of a type: see `kind.rs` in the runtime.
pub struct Question {
    pub ty: Type,
    /// How many kinds come into question, from the last.
    pub kinds: usize,
    /// Whether it may be a boxed future of such a value.
    pub boxed: bool,
}

impl Returns {
    pub fn of(output: &ReturnType) -> Self {
        let ReturnType::Type(_, ty) = output else {
            return Returns::Value(None);
        };
        match visible(ty) {
            Type::ImplTrait(ty) => match future_output(&ty.bounds) {
                Some(output) => {
                    let question = question(&output).map(not_boxed);
                    Returns::Future(output, question)
                }
                None => Returns::Opaque,
            },
            ty => match boxed_output(ty).filter(|_| !may_be_short_lived(ty)) {
                Some(output) => {
                    let question = question(&output).map(not_boxed);
                    Returns::Boxed(output, question)
                }
                None => Returns::Value(question(ty)),
            },
        }
    }
}

/// What a future resolves to is not run once more.
fn not_boxed(question: Question) -> Question {
    Question {
        boxed: false,
        ..question
    }
}

/// `T` of `Pin<Box<dyn Future<Output = T> + …>>`.
fn boxed_output(ty: &Type) -> Option<Type> {
    let inside = |ty: &Type, name: &str| -> Option<Type> {
        let Type::Path(path) = visible(ty) else {
            return None;
        };
        let last = path
            .path
            .segments
            .last()
            .filter(|last| last.ident == name)?;
        let PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        match arguments.args.first()? {
            GenericArgument::Type(ty) => Some(visible(ty).clone()),
            _ => None,
        }
    };
    match inside(&inside(ty, "Pin")?, "Box")? {
        Type::TraitObject(object) => future_output(&object.bounds),
        _ => None,
    }
}

/// The type within the invisible or useless parentheses around it.
pub fn visible(ty: &Type) -> &Type {
    match ty {
        Type::Group(ty) => visible(&ty.elem),
        Type::Paren(ty) => visible(&ty.elem),
        _ => ty,
    }
}

fn question(ty: &Type) -> Option<Question> {
    let ty = visible(ty);
    let path = match ty {
        Type::Path(path) => path,
        Type::Macro(_) | Type::Verbatim(_) => {
            return Some(Question {
                ty: ty.clone(),
                kinds: ALL,
                boxed: false,
            });
        }
        _ => return None,
    };
    let last = path.path.segments.last()?.ident.to_string();
    let plain = path.path.get_ident().is_some() && PLAIN.contains(&last.as_str())
        || PLAIN_CONTAINERS.contains(&last.as_str());
    if plain {
        None
    } else if last == "Result" {
        Some(Question {
            ty: replace_impl(ty),
            kinds: error_type(path).map_or(ALL, kinds_of_error),
            boxed: false,
        })
    } else if has_impl(ty) {
        None
    } else {
        Some(Question {
            ty: ty.clone(),
            kinds: ALL,
            boxed: !may_be_short_lived(ty),
        })
    }
}

/// Names that nobody gives to a `Result`. What they save is time: the compiler need not be asked.
const PLAIN: &[&str] = &[
    "String", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128",
    "u16", "u32", "u64", "u8", "usize",
];
const PLAIN_CONTAINERS: &[&str] = &["Option", "Vec"];

/// The kinds of `kind.rs`, counted from the last: no failure, an error that shows its type's name, its `Debug`, its
/// `Display`, a causes' chain in four ways.
pub const ALL: usize = 8;
pub const FROM_DISPLAY: usize = 4;
pub const FROM_DEBUG: usize = 3;
const FROM_TYPE_NAME: usize = 2;

/// `E` of `Result<T, E>`, where it is written out.
fn error_type(path: &TypePath) -> Option<&Type> {
    match &path.path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => match arguments.args.iter().nth(1)? {
            GenericArgument::Type(ty) => Some(visible(ty)),
            _ => None,
        },
        _ => None,
    }
}

/// Which kinds of error this may be.
///
/// An error made of type parameters may ask more of them for its `Error`, such as `'static`, than there is; its
/// `Display` hardly ever does. The compiler finds out too late, when it has long chosen. An `impl Trait` is known by
/// its bounds.
fn kinds_of_error(ty: &Type) -> usize {
    match ty {
        Type::ImplTrait(ty) => {
            let bounds = ty.to_token_stream();
            let bound = |name| mentions(bounds.clone(), name);
            match () {
                () if bound("Error") => ALL,
                () if bound("Display") => FROM_DISPLAY,
                () if bound("Debug") => FROM_DEBUG,
                () => FROM_TYPE_NAME,
            }
        }
        _ if has_impl(ty) => FROM_TYPE_NAME,
        Type::Path(path)
            if !path
                .path
                .segments
                .last()
                .is_none_or(|last| last.arguments.is_none()) =>
        {
            if looks_generic(ty) {
                FROM_DISPLAY
            } else {
                ALL
            }
        }
        _ => ALL,
    }
}

/// Whether a boxed future of this type might resolve to a value that does not live as long as the box: nothing can be
/// wrapped around such a future, and again the compiler finds out too late.
///
/// A type parameter without bounds is such a type, and in a method nobody tells us what is one. It is judged by its
/// looks: `T`, `T2`, `T::Item`, `Self::Output`. What `async_trait` writes has all the bounds it needs.
fn may_be_short_lived(ty: &Type) -> bool {
    !mentions(ty.to_token_stream(), "async_trait") && looks_generic(ty)
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
    struct Search(bool);
    impl<'ast> Visit<'ast> for Search {
        fn visit_type_impl_trait(&mut self, _: &'ast TypeImplTrait) {
            self.0 = true;
        }
    }
    let mut search = Search(false);
    search.visit_type(ty);
    search.0
}

/// The type with each `impl Trait` in it as `_`: how it may be written inside a body.
pub fn nameable(ty: &Type) -> Type {
    let mut ty = visible(ty).clone();
    if has_impl(&ty) {
        Replace(&parse_quote!(_)).visit_type_mut(&mut ty);
    }
    ty
}

/// A `Result` for a question: what it holds if all is well does not matter, and could not be inferred.
fn replace_impl(ty: &Type) -> Type {
    let mut ty = ty.clone();
    if !has_impl(&ty) {
        return ty;
    }
    let last = match &mut ty {
        Type::Path(path) => path.path.segments.last_mut(),
        _ => None,
    };
    if let Some(PathArguments::AngleBracketed(arguments)) = last.map(|last| &mut last.arguments) {
        for (at, argument) in arguments.args.iter_mut().enumerate() {
            let by: Type = if at == 0 {
                parse_quote!(())
            } else {
                parse_quote!(_)
            };
            Replace(&by).visit_generic_argument_mut(argument);
        }
    }
    ty
}

/// Puts a type in the place of each `impl Trait`.
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
