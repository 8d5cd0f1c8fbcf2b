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

use super::stability::{Stability, stability};
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
pub struct ReturnPlan {
    pub kind: ReturnKind,
    /// `()` for an opaque value.
    pub ty: Type,
    /// What is known of the output of a boxed future.
    pub known: Option<Known>,
    /// The bounds of an `impl Future`, without type parameters: those that the future of a call must have.
    pub future_bounds: Vec<TraitBound>,
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
    /// What is known of its error, unless that is a type parameter.
    pub known: Option<Known>,
    /// Whether the value may be a boxed future.
    pub may_be_future: bool,
    /// If the error is an `impl Trait`, of which the compiler knows only the bounds.
    pub opaque_error: Option<OpaqueError>,
}

/// What is known of the lifetimes in a type: see `HasAnyLifetime` of the runtime.
pub struct Known {
    /// A function that returns the type for any lifetime.
    pub for_any_lifetime: Type,
    /// Whether the type may be an alias of a `Result` with the error in question.
    pub is_alias: bool,
    /// The arguments in the type, if it may contain type parameters of an `impl`: see `Careful` of the runtime.
    pub arguments: Option<Vec<Type>>,
}

/// A `Result` with an `impl Trait` as its error, for a function with type parameters in place of both arguments.
pub struct OpaqueError {
    pub ty: Type,
    pub value: Ident,
    pub error: Ident,
    pub bounds: Vec<TraitBound>,
}

impl OpaqueError {
    /// Leaves out the bounds that have arguments, because these may name type parameters around the function.
    ///
    /// Wrong for a type of the user's own that is called `Result` and has a bound on its first parameter: the compiler
    /// reports the bound.
    fn new(ty: &Type) -> Option<Self> {
        let Type::Path(path) = ty else { return None };
        let Type::ImplTrait(error) = error_of(ty)? else {
            return None;
        };
        let is_plain = |segment: &PathSegment| segment.arguments.is_none();
        let bounds = error.bounds.iter().filter_map(trait_bound);
        let bounds = bounds
            .filter(|bound| bound.lifetimes.is_none() && bound.path.segments.iter().all(is_plain));
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
        (is_pair && is_free).then(|| OpaqueError {
            ty: Type::Path(path),
            value,
            error,
            bounds: bounds.collect(),
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
    Display,
    Debug,
    TypeName,
    /// The same for an error that probably does not exist.
    Unlikely,
}

impl ReturnPlan {
    pub fn new(sig: &Signature) -> Self {
        let generics = Generics(sig);
        let value = |kind, ty: Type, probe: Option<TypeProbe>| ReturnPlan {
            kind,
            known: None,
            future_bounds: Vec::new(),
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
            return match (future_output(&ty.bounds), future_bounds(&ty.bounds)) {
                (Some(output), Some(future_bounds)) => ReturnPlan {
                    future_bounds,
                    ..future(ReturnKind::Future, output)
                },
                _ => value(ReturnKind::Opaque, parse_quote!(()), None),
            };
        }
        let Some((output, lifetime)) = boxed_future(ty) else {
            return value(ReturnKind::Value, ty.clone(), probe(ty, &generics));
        };
        let mut lifetimes = Lifetimes::of(&output).into_iter();
        if !generics.own_outlive(&output, &lifetime)
            || !lifetimes.all(|other| generics.lifetime_outlives(&other, &lifetime))
        {
            return value(ReturnKind::Value, ty.clone(), None);
        }
        let is_own = matches!(&output, Type::Path(path) if generics.is_own(path));
        let is_careful = !is_own && !generics.self_outlives(&lifetime);
        // The lifetimes that the output hides are the elided ones.
        let hidden = (lifetime.ident != "_").then_some(&output);
        let known = Known {
            for_any_lifetime: parse_quote!(fn(&()) -> (#hidden)),
            is_alias: false,
            arguments: is_careful.then(|| arguments(&output)),
        };
        ReturnPlan {
            known: Some(known),
            ..future(ReturnKind::BoxedFuture, output)
        }
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
        self.is_of_receiver(lifetime) || self.outlives("Self", lifetime)
    }

    /// Whether it is the lifetime of `&self`.
    fn is_of_receiver(&self, lifetime: &Lifetime) -> bool {
        self.0.receiver().is_some_and(|receiver| {
            matches!(&receiver.kind, syn::ReceiverKind::Reference(_, of_self, _)
                if of_self.as_ref().map_or(lifetime.ident == "_", |of_self| of_self == lifetime))
        })
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

    /// Whether it is known that a lifetime is as long as another one: declared, or implied by a reference to a type that
    /// contains it. One that the function does not declare is a lifetime of the `impl`.
    fn lifetime_outlives(&self, lifetime: &Lifetime, other: &Lifetime) -> bool {
        let generics = &self.0.generics;
        let mut declared = generics.lifetimes();
        let declared = declared.find(|param| param.lifetime == *lifetime);
        let by_receiver = match declared {
            None if lifetime.ident == "_" => self.is_of_receiver(other),
            None => self.self_outlives(other),
            Some(_) => false,
        };
        let predicates = generics.where_clause.iter();
        let mut predicates = predicates.flat_map(|clause| &clause.predicates);
        lifetime == other
            || lifetime.ident == "static"
            || by_receiver
            || Lifetimes::behind(other, self.0).contains(lifetime)
            || declared.is_some_and(|param| param.bounds.iter().any(|bound| bound == other))
            || predicates.any(|predicate| {
                matches!(predicate, WherePredicate::Lifetime(of)
                    if of.lifetime == *lifetime && of.bounds.iter().any(|bound| bound == other))
            })
    }

    /// The best format for the error of a type, and what is known of the error. Without an `error`, the type may be an
    /// alias of a `Result`.
    ///
    /// An error with arguments may implement `Error` only for some of them, such as `'static` ones. If an argument is a
    /// type parameter, its lifetime is not known.
    fn error_format(&self, ty: &Type, error: Option<&Type>) -> (ErrorFormat, Option<Known>) {
        let known = |is_careful: bool| Known {
            for_any_lifetime: for_any_lifetime(error.unwrap_or(ty)),
            is_alias: error.is_none(),
            arguments: is_careful.then(|| error.map(arguments).unwrap_or_default()),
        };
        match error.unwrap_or(ty) {
            error if has_impl(error) => (ErrorFormat::TypeName, None),
            Type::Path(path) if self.is_own(path) && error.is_some() => (ErrorFormat::Error, None),
            Type::Path(path) if is_without_arguments(path) => {
                (ErrorFormat::Error, Some(known(false)))
            }
            Type::Path(path) if path.path.segments[0].ident == "Self" => {
                (ErrorFormat::Error, Some(known(true)))
            }
            ty if error.is_some() && self.has_parameters(ty) => (ErrorFormat::Display, None),
            _ => (ErrorFormat::Error, Some(known(true))),
        }
    }
}

/// Finds lifetimes, with `'_` for that of a reference which has none.
struct Lifetimes<'a> {
    /// Only those inside of a reference with this lifetime, if there is one.
    behind: Option<&'a Lifetime>,
    found: Vec<Lifetime>,
}

impl<'a> Lifetimes<'a> {
    fn of(ty: &Type) -> Vec<Lifetime> {
        let mut search = Lifetimes {
            behind: None,
            found: Vec::new(),
        };
        search.visit_type(ty);
        search.found
    }

    /// Those inside of the references with a lifetime in the parameters.
    fn behind(lifetime: &'a Lifetime, sig: &Signature) -> Vec<Lifetime> {
        let mut search = Lifetimes {
            behind: Some(lifetime),
            found: Vec::new(),
        };
        for input in &sig.inputs {
            search.visit_fn_arg(input);
        }
        search.found
    }
}

impl<'ast> Visit<'ast> for Lifetimes<'_> {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        if self.behind.is_none() {
            self.found.push(lifetime.clone());
        }
    }

    fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
        let elided = Lifetime::new("'_", Span::call_site());
        let lifetime = ty.lifetime.as_ref().unwrap_or(&elided);
        let outer = self.behind;
        self.behind = outer.filter(|behind| *behind != lifetime);
        self.visit_lifetime(lifetime);
        self.visit_type(&ty.elem);
        self.behind = outer;
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
/// `may_be_future`. Also wrong for a type or trait of the user's own with one of these names: the compiler is asked, and
/// only the creation is tracked. It reports a trait that is called `Future` and extends that of the standard library,
/// unless all futures have it.
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

/// The bounds of an `impl Future` for any output and lifetime, or `None` if they may contain type parameters.
///
/// The compiler is asked whether the future of a call has them, so that neither a name nor an import misleads.
fn future_bounds(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<Vec<TraitBound>> {
    let bounds = bounds.iter().filter_map(trait_bound);
    let bounds = bounds.filter(|bound| bound.maybe.is_none());
    bounds
        .map(|mut bound| {
            for segment in &mut bound.path.segments {
                match &mut segment.arguments {
                    PathArguments::None => {}
                    PathArguments::AngleBracketed(arguments) => {
                        for argument in &mut arguments.args {
                            *argument = match argument {
                                GenericArgument::Lifetime(_) => parse_quote!('static),
                                GenericArgument::AssocType(_) if segment.ident == "Future" => {
                                    parse_quote!(Output = ())
                                }
                                _ => return None,
                            };
                        }
                    }
                    PathArguments::Parenthesized(_) => return None,
                }
            }
            bound.lifetimes.is_none().then_some(bound)
        })
        .collect()
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
        error_format: ErrorFormat::Unlikely,
        known: None,
        may_be_future: false,
        opaque_error: None,
    };
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Macro(_) | Type::Verbatim(_) => None,
        _ => return None,
    };
    let is_named = |name: &&str| last.is_some_and(|last| last.ident == name);
    if stability(ty) == Stability::Frozen {
        return None;
    }
    // An alias of a `Result` may have such a name. Its errors are logged by the names of their types.
    if ["Option", "String", "Vec"].iter().any(is_named) {
        return Some(probe).filter(|_| !has_impl(ty));
    }
    (probe.error_format, probe.known) = generics.error_format(ty, error_of(ty));
    // A `Result` is taken for no future. Wrong for an alias of a boxed future with that name: its creation is tracked.
    if is_named(&"Result") {
        probe.opaque_error = OpaqueError::new(ty);
        if probe.opaque_error.is_some() {
            probe.error_format = ErrorFormat::Error;
        }
        probe.ty = nameable(ty);
        return Some(probe);
    }
    probe.may_be_future = last.is_some_and(may_outlive_box) && generics.own_in(ty).is_empty();
    Some(probe).filter(|_| !has_impl(ty))
}

/// Whether the output of a boxed future behind an alias may live as long as the box: whether each lifetime in it is the
/// one that the alias has as an argument.
///
/// Wrong for another one that is longer: only the creation of the future is tracked. Also wrong for an alias with a
/// lifetime, which it may hide, of a box that lives for `'static`: the compiler reports that the output does not.
fn may_outlive_box(alias: &PathSegment) -> bool {
    let PathArguments::AngleBracketed(arguments) = &alias.arguments else {
        return true;
    };
    let mut arguments_of_alias = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) => Some(lifetime),
        _ => None,
    });
    let lifetime = arguments_of_alias.next();
    let alias: Type = parse_quote!(#alias);
    let mut lifetimes = Lifetimes::of(&alias).into_iter();
    lifetimes.all(|other| Some(&other) == lifetime || other.ident == "static")
}

/// The error of a `Result` that is written out: its second argument.
///
/// Wrong for an alias that is called `Result` and has the error first: what is known of the value then does not fit the
/// error, which is logged without its causes.
fn error_of(ty: &Type) -> Option<&Type> {
    let last = last_segment(visible(ty)).filter(|last| last.ident == "Result")?;
    type_argument(last, 1)
}

/// `T` of the bounds `Future<Output = T> + …`.
///
/// Wrong for a renamed `Future`: only the creation of an `impl Future` is tracked.
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
