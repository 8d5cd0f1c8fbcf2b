//! Properties of the returned value that follow from the spelling of the return type.

use proc_macro2::Span;
use quote::{ToTokens, format_ident};
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    BoundLifetimes, GenericArgument, Ident, Lifetime, Path, PathArguments, PathSegment, ReturnType,
    Signature, Token, TraitBound, Type, TypeParamBound, TypePath, TypeReference, WherePredicate,
    parse_quote,
};

use crate::expand::input::contains_word;

/// What a function returns.
#[derive(Clone, Copy, PartialEq)]
pub enum ReturnKind {
    Value,
    /// `impl Future`
    Future,
    /// `Pin<Box<dyn Future>>` with an output that lives as long as the box.
    BoxedFuture,
    /// The same with an output that the compiler is asked about.
    MaybeBoxedFuture,
    /// Any other `impl Trait`.
    Opaque,
}

/// The value that a call ends with: that of the function, or that of the future that it returns.
pub struct ReturnPlan {
    pub kind: ReturnKind,
    /// `()` for an opaque value.
    pub ty: Type,
    /// A function that returns the type for any lifetime, if the question is a careful one: see `Careful` of the runtime.
    pub for_any_lifetime: Option<Type>,
    /// The arguments in the type of the error, or of a future's output: see `Careful`.
    pub arguments: Vec<Type>,
    /// Whether the compiler infers the type of the value, if its type can't be written. It infers neither a closure nor
    /// the output of a future.
    pub is_inferable: bool,
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
    /// If the error is an `impl Trait`, of which the compiler knows only the bounds.
    pub opaque_error: Option<OpaqueError>,
}

/// A `Result` with an `impl Trait` as its error, for a function with type parameters in place of both arguments.
pub struct OpaqueError {
    pub ty: Type,
    pub value: Ident,
    pub error: Ident,
    pub bounds: Vec<TraitBound>,
}

impl OpaqueError {
    /// `None` if a bound has arguments, because these may name type parameters around the function.
    ///
    /// Wrong for a type of the user's own that is called `Result` and has a bound on its first parameter: the compiler
    /// reports the bound.
    fn new(ty: &Type) -> Option<Self> {
        let Type::Path(path) = ty else { return None };
        let Type::ImplTrait(error) = error_of(ty)? else {
            return None;
        };
        let bounds: Vec<_> = error.bounds.iter().filter_map(trait_bound).collect();
        let is_plain = |segment: &PathSegment| segment.arguments.is_none();
        let has_arguments = |bound: &TraitBound| {
            bound.lifetimes.is_some() || !bound.path.segments.iter().all(is_plain)
        };
        let (value, error) = (
            format_ident!("__TrackedValue"),
            format_ident!("__TrackedError"),
        );
        let mut path = path.clone();
        let last = path.path.segments.last_mut()?;
        let is_pair =
            matches!(&last.arguments, PathArguments::AngleBracketed(both) if both.args.len() == 2);
        last.arguments = PathArguments::AngleBracketed(parse_quote!(<#value, #error>));
        let is_free = path.qself.is_none() && path.path.segments[0].ident != "Self";
        (is_pair && is_free && !bounds.iter().any(has_arguments)).then(|| OpaqueError {
            ty: Type::Path(path),
            value,
            error,
            bounds,
        })
    }
}

/// The trait of a bound that is not a lifetime.
fn trait_bound(bound: &TypeParamBound) -> Option<TraitBound> {
    match bound {
        TypeParamBound::Trait(bound) => Some(bound.clone()),
        _ => None,
    }
}

/// How an error is formatted. An error that can't be formatted in one way is formatted in the next.
#[derive(Clone, Copy, PartialEq)]
pub enum ErrorFormat {
    /// By `Display`, with its sources.
    Error,
    /// The same if the error implements `Error` for every lifetime.
    CarefulError,
    Display,
    Debug,
    TypeName,
}

impl ReturnPlan {
    pub fn new(sig: &Signature) -> Self {
        let generics = Generics(sig);
        let value = |kind, ty: Type, probe: Option<TypeProbe>| ReturnPlan {
            kind,
            for_any_lifetime: {
                let is_careful =
                    |probe: &TypeProbe| probe.error_format == ErrorFormat::CarefulError;
                let is_needed =
                    kind == ReturnKind::MaybeBoxedFuture || probe.as_ref().is_some_and(is_careful);
                is_needed.then(|| for_any_lifetime(&ty))
            },
            arguments: match kind {
                ReturnKind::MaybeBoxedFuture => arguments(&ty),
                _ => error_of(&ty).map(arguments).unwrap_or_default(),
            },
            is_inferable: match visible_output(&sig.output) {
                Some(Type::ImplTrait(ty)) => ty.bounds.iter().all(is_of_values),
                _ => true,
            },
            ty: in_body(sig, ty),
            probe: probe.map(|probe| TypeProbe {
                ty: in_body(sig, probe.ty),
                ..probe
            }),
        };
        let Some(ty) = visible_output(&sig.output) else {
            return value(ReturnKind::Value, parse_quote!(()), None);
        };
        let future = |kind, ty: Type| {
            let mut probe = probe(&ty, &generics);
            if let Some(probe) = &mut probe {
                probe.may_be_future = false;
            }
            value(kind, ty, probe)
        };
        if let Type::ImplTrait(ty) = ty {
            return match future_output(&ty.bounds).filter(|_| can_forward(&ty.bounds)) {
                Some(output) => future(ReturnKind::Future, output),
                None => value(ReturnKind::Opaque, parse_quote!(()), None),
            };
        }
        let Some((output, lifetime)) = boxed_future(ty) else {
            return value(ReturnKind::Value, ty.clone(), probe(ty, &generics));
        };
        if !generics.own_outlive(&output, &lifetime) {
            return value(ReturnKind::Value, ty.clone(), None);
        }
        // Wrong for a type of the user's own that has such a name and hides a lifetime: if the output lives shorter than
        // the box, the compiler reports that.
        let is_bounded = match &output {
            Type::Path(path) => {
                generics.is_own(path) || path.path.get_ident().is_some_and(is_plain)
            }
            output => matches!(output, Type::Tuple(tuple) if tuple.elems.is_empty()),
        };
        let kind = if is_bounded || generics.self_outlives(&lifetime) {
            ReturnKind::BoxedFuture
        } else {
            ReturnKind::MaybeBoxedFuture
        };
        future(kind, output)
    }
}

/// The type parameters of the function. Those of an `impl` around it are not known.
struct Generics<'a>(&'a Signature);

impl Generics<'_> {
    /// Whether the type is a type parameter or an associated type of one, of which only the bounds are known.
    fn is_own(&self, ty: &TypePath) -> bool {
        match ty.qself.as_ref().map(|qself| visible(&qself.ty)) {
            Some(Type::Path(ty)) => self.is_own(ty),
            Some(_) => false,
            None => self.own(&ty.path).is_some(),
        }
    }

    /// The type parameter that a path begins with.
    fn own(&self, path: &Path) -> Option<&Ident> {
        let first = path
            .segments
            .first()
            .filter(|_| path.leading_colon.is_none())?;
        let mut params = self.0.generics.type_params().map(|param| &param.ident);
        params.find(|param| **param == first.ident)
    }

    /// The type parameters in a type.
    fn own_in(&self, ty: &Type) -> Vec<&Ident> {
        struct Search<'a>(&'a Generics<'a>, Vec<&'a Ident>);
        impl<'ast> Visit<'ast> for Search<'_> {
            fn visit_path(&mut self, path: &'ast Path) {
                self.1.extend(self.0.own(path));
                visit::visit_path(self, path);
            }
        }
        let mut search = Search(self, Vec::new());
        search.visit_type(ty);
        search.1
    }

    /// Whether the type contains type parameters of the function, or with `Self` those of the `impl`.
    fn has_parameters(&self, ty: &Type) -> bool {
        !self.own_in(ty).is_empty() || contains_word(ty.to_token_stream(), "Self")
    }

    /// Whether a bound says that all type parameters in the type live as long as the lifetime.
    fn own_outlive(&self, ty: &Type, lifetime: &Lifetime) -> bool {
        let own = self.own_in(ty);
        own.iter()
            .all(|own| self.outlives(&own.to_string(), lifetime))
    }

    /// Whether `Self`, and with it each type parameter of the `impl`, lives as long as the lifetime: by a bound, or
    /// because it is the lifetime of `&self`.
    fn self_outlives(&self, lifetime: &Lifetime) -> bool {
        let by_receiver = self.0.receiver().is_some_and(|receiver| {
            matches!(&receiver.kind, syn::ReceiverKind::Reference(_, of_self, _)
                if of_self.as_ref().map_or(lifetime.ident == "_", |of_self| of_self == lifetime))
        });
        by_receiver || self.outlives("Self", lifetime)
    }

    fn outlives(&self, name: &str, lifetime: &Lifetime) -> bool {
        let has = |bounds: &Punctuated<TypeParamBound, Token![+]>| {
            bounds.iter().any(|bound| {
                matches!(bound, TypeParamBound::Lifetime(bound) if bound == lifetime || bound.ident == "static")
            })
        };
        let generics = &self.0.generics;
        let predicates = generics.where_clause.iter();
        let mut predicates = predicates.flat_map(|clause| &clause.predicates);
        let is_named = |ty: &Type| matches!(ty, Type::Path(ty) if ty.path.is_ident(name));
        generics.type_params().any(|param| param.ident == name && has(&param.bounds))
            || predicates.any(|predicate| {
                matches!(predicate, WherePredicate::Type(of) if is_named(&of.bounded_ty) && has(&of.bounds))
            })
    }

    /// The best format for an error of this type.
    ///
    /// An error with arguments may implement `Error` only for some of them, such as `'static` ones. If an argument is a
    /// type parameter, its lifetime is not known.
    ///
    /// Wrong for an error whose name hides a lifetime, which is taken for one without arguments. If it implements `Error`
    /// only for `'static`, the compiler reports it; `err(Display)` avoids that.
    fn error_format(&self, ty: &Type) -> ErrorFormat {
        match ty {
            Type::ImplTrait(ty) => bound_format(&ty.bounds),
            _ if has_impl(ty) => ErrorFormat::TypeName,
            Type::Path(path) if self.is_own(path) => ErrorFormat::Error,
            Type::Path(path) if is_without_arguments(path) => ErrorFormat::Error,
            Type::Path(path) if path.path.segments[0].ident == "Self" => ErrorFormat::CarefulError,
            _ if self.has_parameters(ty) => ErrorFormat::Display,
            _ => ErrorFormat::CarefulError,
        }
    }
}

/// Whether a path has no arguments and is not an associated type of an `impl`, which may have some.
fn is_without_arguments(ty: &TypePath) -> bool {
    let mut segments = ty.path.segments.iter();
    ty.qself.is_none()
        && segments.all(|segment| segment.arguments.is_none())
        && !(ty.path.segments.len() > 1 && ty.path.segments[0].ident == "Self")
}

/// The arguments in a type, at any depth. One that is a type parameter may be in a box.
pub fn arguments(ty: &Type) -> Vec<Type> {
    struct Search(Vec<Type>);
    impl<'ast> Visit<'ast> for Search {
        fn visit_generic_argument(&mut self, argument: &'ast GenericArgument) {
            match argument {
                GenericArgument::Type(Type::Infer(_)) => {}
                GenericArgument::Type(ty) if !has_impl(ty) => self.0.push(ty.clone()),
                _ => {}
            }
            visit::visit_generic_argument(self, argument);
        }

        fn visit_type_fn_ptr(&mut self, _: &'ast syn::TypeFnPtr) {}

        fn visit_type_trait_object(&mut self, _: &'ast syn::TypeTraitObject) {}
    }
    let mut search = Search(Vec::new());
    search.visit_type(ty);
    search.0
}

// Input:
//     Result<&'a str, Message<&'a str>>
// Output:
//     for<'any> fn(&'any ()) -> Result<&'any str, Message<&'any str>>
fn for_any_lifetime(ty: &Type) -> Type {
    struct ReplaceLifetimes {
        any: Lifetime,
        has_any: bool,
    }
    impl VisitMut for ReplaceLifetimes {
        fn visit_bound_lifetimes_mut(&mut self, _: &mut BoundLifetimes) {}

        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident != "static" {
                *lifetime = self.any.clone();
                self.has_any = true;
            }
        }

        fn visit_type_reference_mut(&mut self, ty: &mut TypeReference) {
            ty.lifetime.get_or_insert_with(|| self.any.clone());
            visit_mut::visit_type_reference_mut(self, ty);
        }

        fn visit_type_mut(&mut self, ty: &mut Type) {
            match ty {
                Type::ImplTrait(_) => *ty = parse_quote!(()),
                _ => visit_mut::visit_type_mut(self, ty),
            }
        }
    }
    let any = Lifetime::new("'__tracked", Span::mixed_site());
    let mut replace = ReplaceLifetimes {
        any: any.clone(),
        has_any: false,
    };
    let mut ty = visible(ty).clone();
    replace.visit_type_mut(&mut ty);
    if !replace.has_any {
        return parse_quote!(fn(&()) -> #ty);
    }
    parse_quote!(for<#any> fn(&#any ()) -> #ty)
}

/// `T` and the lifetime of `Pin<Box<dyn Future<Output = T> + 'a>>`.
///
/// Wrong for another spelling, such as an alias or a renamed trait: then the compiler is asked about the value, see
/// `may_be_future`. A type or trait of the user's own with one of these names is a compile error.
fn boxed_future(ty: &Type) -> Option<(Type, Lifetime)> {
    let argument_of = |ty: &Type, name: &str| -> Option<Type> {
        let last = last_segment(visible(ty)).filter(|last| last.ident == name)?;
        type_argument(last, 0).cloned()
    };
    let Type::TraitObject(object) = argument_of(&argument_of(ty, "Pin")?, "Box")? else {
        return None;
    };
    let lifetime = object.bounds.iter().find_map(|bound| match bound {
        TypeParamBound::Lifetime(lifetime) => Some(lifetime.clone()),
        _ => None,
    });
    let lifetime = lifetime.unwrap_or_else(|| parse_quote!('static));
    Some((future_output(&object.bounds)?, lifetime))
}

/// Whether the runtime's future has all these bounds if the user's has.
///
/// Wrong for a trait of the user's own that is named like one of the standard library: it is a compile error. Also
/// wrong for a renamed one: only the creation of the future is tracked.
fn can_forward(bounds: &Punctuated<TypeParamBound, Token![+]>) -> bool {
    const FORWARDED: &[&str] = &[
        "Clone",
        "Debug",
        "Future",
        "RefUnwindSafe",
        "Send",
        "Sized",
        "Sync",
        "Unpin",
        "UnwindSafe",
    ];
    bounds.iter().all(|bound| match bound {
        TypeParamBound::Trait(bound) => {
            let last = bound.path.segments.last();
            last.is_some_and(|last| FORWARDED.iter().any(|name| last.ident == name))
        }
        _ => true,
    })
}

/// The type within invisible or unneeded parentheses.
pub fn visible(ty: &Type) -> &Type {
    match ty {
        Type::Group(ty) => visible(&ty.elem),
        Type::Paren(ty) => visible(&ty.elem),
        _ => ty,
    }
}

fn visible_output(output: &ReturnType) -> Option<&Type> {
    match output {
        ReturnType::Default => None,
        ReturnType::Type(_, ty) => Some(visible(ty)),
    }
}

/// Whether a bound is neither that of a closure nor that of a future.
///
/// Wrong for a trait of another name that implies one of these: with `ret` or `err_if`, the compiler may ask for the
/// types of a closure's parameters. For a trait of the user's own that is called `Future`, these options are refused.
fn is_of_values(bound: &TypeParamBound) -> bool {
    let TypeParamBound::Trait(bound) = bound else {
        return true;
    };
    let mut segments = bound.path.segments.iter();
    segments.all(|segment| {
        segment.ident != "Future" && !matches!(segment.arguments, PathArguments::Parenthesized(_))
    })
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

fn probe(ty: &Type, generics: &Generics) -> Option<TypeProbe> {
    let ty = visible(ty);
    let mut probe = TypeProbe {
        ty: ty.clone(),
        error_format: ErrorFormat::CarefulError,
        may_be_future: false,
        opaque_error: None,
    };
    let path = match ty {
        Type::Path(path) => path,
        Type::Macro(_) | Type::Verbatim(_) => return Some(probe),
        _ => return None,
    };
    let last = path.path.segments.last()?;
    let name = last.ident.to_string();
    if path.path.get_ident().is_some_and(is_plain) || PLAIN_CONTAINERS.contains(&name.as_str()) {
        return None;
    }
    probe.error_format = match error_of(ty) {
        Some(error) => generics.error_format(error),
        None if is_without_arguments(path) => ErrorFormat::Error,
        None => ErrorFormat::CarefulError,
    };
    // A `Result` is taken for no future. Wrong for an alias of a boxed future with that name: its creation is tracked.
    if name == "Result" {
        probe.opaque_error = OpaqueError::new(ty);
        if probe.opaque_error.is_some() {
            probe.error_format = ErrorFormat::Error;
        }
        probe.ty = nameable(ty);
        return Some(probe);
    }
    probe.may_be_future = generics.own_in(ty).is_empty();
    Some(probe).filter(|_| !has_impl(ty))
}

/// The error of a `Result` that is written out: its second argument.
///
/// Wrong for an alias that is called `Result` and has the error first: the question about the error is then as careful
/// as the value needs it. The compiler reports an error that has a lifetime and implements `Error` only for `'static`.
fn error_of(ty: &Type) -> Option<&Type> {
    let last = last_segment(visible(ty)).filter(|last| last.ident == "Result")?;
    type_argument(last, 1)
}

/// Names of types that are never a `Result`. A probe of them would only cost compile time.
///
/// Wrong for an alias of a `Result` or of a boxed future with such a name: an `Err` is logged as a success, and only the
/// creation of the future is tracked.
const PLAIN: &[&str] = &[
    "String", "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128",
    "u16", "u32", "u64", "u8", "usize",
];
fn is_plain(name: &Ident) -> bool {
    PLAIN.iter().any(|plain| name == plain)
}

/// The same for types with arguments.
const PLAIN_CONTAINERS: &[&str] = &["Option", "Vec"];

/// The best format for an error of which nothing but these bounds is known, if the compiler can't be asked about them.
///
/// Wrong for a trait of another name that implies one of these: the error is shown as the name of its type. A trait of
/// the user's own with one of these names is a compile error.
fn bound_format(bounds: &Punctuated<TypeParamBound, Token![+]>) -> ErrorFormat {
    let has_bound = |name| {
        let mut bounds = bounds.iter().filter_map(trait_bound);
        bounds.any(|bound| {
            bound
                .path
                .segments
                .last()
                .is_some_and(|last| last.ident == name)
        })
    };
    match () {
        () if has_bound("Error") => ErrorFormat::Error,
        () if has_bound("Display") => ErrorFormat::Display,
        () if has_bound("Debug") => ErrorFormat::Debug,
        () => ErrorFormat::TypeName,
    }
}

/// `T` of the bounds `Future<Output = T> + …`.
///
/// Wrong for a trait of the user's own that is called `Future`: it is a compile error. Also wrong for a renamed
/// `Future`: only the creation of an `impl Future` is tracked.
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

/// A type as the body names it: without a lifetime that could be elided.
pub fn in_body(sig: &Signature, ty: Type) -> Type {
    if has_one_lifetime(sig) {
        anonymous(ty)
    } else {
        ty
    }
}

// Input:
//     Result<&'a str, Message<'a>>
// Output:
//     Result<&'_ str, Message<'_>>
//
/// The type with `'_` for each lifetime, which the compiler infers in a body. To clippy, a lifetime that a body names
/// is needed. Types in which `'_` means something else, or in which a lifetime may choose an implementation, stay. Any
/// type may stay, such as one that is called `Fn`: only the lints then differ.
fn anonymous(mut ty: Type) -> Type {
    struct Anonymous;
    impl VisitMut for Anonymous {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident != "static" {
                *lifetime = Lifetime::new("'_", lifetime.span());
            }
        }
    }
    let is_fixed = ["fn", "Fn", "FnMut", "FnOnce", "for", "as"];
    let is_fixed = is_fixed
        .iter()
        .any(|word| contains_word(ty.to_token_stream(), word));
    if !is_fixed && !matches!(ty, Type::Macro(_) | Type::Verbatim(_)) {
        Anonymous.visit_type_mut(&mut ty);
    }
    ty
}

/// Whether the arguments have one lifetime, and the function names it. The returned value can then have no other
/// lifetime, so no error about it needs its name.
///
/// Wrong for an argument whose type hides a lifetime. The compiler infers the lifetimes all the same, and checks them
/// against the signature.
fn has_one_lifetime(sig: &Signature) -> bool {
    #[derive(Default)]
    struct Count {
        named: usize,
        elided: usize,
    }
    impl<'ast> Visit<'ast> for Count {
        fn visit_lifetime(&mut self, _: &'ast Lifetime) {
            self.named += 1;
        }

        fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
            self.elided += usize::from(ty.lifetime.is_none());
            visit::visit_type_reference(self, ty);
        }

        fn visit_receiver(&mut self, receiver: &'ast syn::Receiver) {
            let is_elided = matches!(&receiver.kind, syn::ReceiverKind::Reference(_, None, _));
            self.elided += usize::from(is_elided);
            visit::visit_receiver(self, receiver);
        }
    }
    let mut count = Count::default();
    for input in &sig.inputs {
        count.visit_fn_arg(input);
    }
    count.named == 1 && count.elided == 0
}
