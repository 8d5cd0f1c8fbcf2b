//! Properties of the returned value that follow from the spelling of the return type.

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericArgument, Ident, Lifetime, PathArguments, PathSegment, ReturnType, Signature, Token,
    TraitBound, Type, TypeFnPtr, TypeImplTrait, TypeParamBound, TypeTraitObject, parse_quote,
};

use super::lifetimes::{Outlives, anonymous, in_body, lifetime_bound, lifetimes, params_in};
use super::stability::{Stability, stability};
use crate::expand::input::{contains_word, is_punct};

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
    /// The type of the value; `()` if it is opaque.
    pub ty: Type,
    /// What is known of the output of a boxed future.
    pub known: Option<Known>,
    /// The bounds of an `impl Future`, without type parameters: those that the future of a call must have.
    pub future_bounds: Vec<TraitBound>,
    /// Whether the compiler infers the type of the value, if its type can't be written. It infers neither a closure nor
    /// the output of a future.
    pub is_inferable: bool,
    /// `None` if the value is never a failure: `()`, `!`, numbers, references, tuples, an `impl Trait` outside of a
    /// `Result`, or a boxed future whose creation alone is tracked.
    pub probe: Option<TypeProbe>,
}

/// A type that the generated code asks about: whether its values can be failures.
pub struct TypeProbe {
    pub ty: Type,
    /// The first format to try for its error.
    pub error_format: ErrorFormat,
    /// What is known of its error. `None` if nothing is certain.
    pub known: Option<Known>,
    /// Whether the value may be a boxed future.
    pub may_be_boxed_future: bool,
    /// The bounds of an error that is an `impl Trait`, of which the compiler knows only the bounds. The type then has the
    /// type parameters `__TrackedValue` and `__TrackedError` in place of the generic arguments of a `Result`.
    pub opaque_error: Option<Vec<TraitBound>>,
}

/// What is known of the lifetimes in a type: see `HasAnyLifetime` of the runtime.
pub struct Known {
    /// A function that returns the type for any lifetime.
    pub for_any_lifetime: Type,
    /// Whether the type may be an alias of a `Result` with the error in question.
    pub is_alias: bool,
    /// The generic arguments in the type, if it may contain type parameters of an `impl`: see `Careful` of the runtime.
    pub arguments: Option<Vec<Type>>,
}

/// How an error is formatted. An error that can't be formatted in one way is formatted in the next.
#[derive(Clone, Copy, PartialEq)]
pub enum ErrorFormat {
    /// By `Display`, with its causes.
    Error,
    Display,
    Debug,
    TypeName,
    /// Like `TypeName`, for a type that is probably no `Result`, such as `Option`.
    Unlikely,
}

impl ReturnPlan {
    pub fn new(sig: &Signature) -> Self {
        let ty = written_output(sig);
        let mut plan = ReturnPlan {
            kind: ReturnKind::Value,
            known: None,
            future_bounds: Vec::new(),
            is_inferable: true,
            probe: probe(&ty, sig),
            ty,
        };
        if let Type::ImplTrait(ty) = &plan.ty {
            let bounds = &ty.bounds;
            plan.is_inferable = traits(bounds).all(is_value_bound);
            match (future_output(bounds), future_bounds(bounds)) {
                (Some(output), Some(future_bounds)) => {
                    plan.future_bounds = future_bounds;
                    plan.set_future(ReturnKind::Future, output, sig);
                }
                _ => (plan.kind, plan.ty) = (ReturnKind::Opaque, parse_quote!(())),
            }
        } else if let Some((output, lifetime)) = boxed_future(&plan.ty) {
            let outlives = Outlives::new(sig);
            if outlives.type_outlives(&output, &lifetime) {
                let is_careful = !is_type_param(&output, sig) && !outlives.self_outlives(&lifetime);
                // The lifetimes that the output hides are the elided ones.
                let hidden = (lifetime != "'_").then_some(&output);
                plan.known = Some(Known {
                    for_any_lifetime: parse_quote!(fn(&()) -> (#hidden)),
                    is_alias: false,
                    arguments: is_careful.then(|| generic_arguments(&output)),
                });
                plan.set_future(ReturnKind::BoxedFuture, output, sig);
            } else {
                plan.probe = None;
            }
        }
        plan.ty = in_body(sig, plan.ty);
        plan.probe = plan.probe.map(|probe| TypeProbe {
            ty: in_body(sig, probe.ty),
            ..probe
        });
        plan
    }

    fn set_future(&mut self, kind: ReturnKind, output: Type, sig: &Signature) {
        self.kind = kind;
        self.probe = probe(&output, sig);
        self.ty = output;
    }
}

fn written_output(sig: &Signature) -> Type {
    match &sig.output {
        ReturnType::Default => parse_quote!(()),
        ReturnType::Type(_, ty) => without_parens(ty).clone(),
    }
}

/// The return type as a closure in the body can name it.
pub fn output_in_body(sig: &Signature) -> Type {
    in_body(sig, nameable(&written_output(sig)))
}

fn probe(ty: &Type, sig: &Signature) -> Option<TypeProbe> {
    let ty = without_parens(ty);
    let last = match ty {
        Type::Path(path) => path.path.segments.last(),
        Type::Macro(_) | Type::Verbatim(_) => None,
        _ => return None,
    };
    let is_named = |name: &str| last.is_some_and(|last| last.ident == name);
    let is_result = is_named("Result");
    if stability(ty) == Stability::Frozen || has_impl(ty) && !is_result {
        return None;
    }
    let mut probe = TypeProbe {
        ty: nameable(ty),
        error_format: ErrorFormat::Unlikely,
        known: None,
        may_be_boxed_future: false,
        opaque_error: None,
    };
    // An alias of a `Result` may have such a name. Its errors are logged by the names of their types.
    if ["Option", "String", "Vec"].into_iter().any(is_named) {
        return Some(probe);
    }
    (probe.error_format, probe.known) = error_format(ty, generic_argument(ty, "Result", 1), sig);
    // A `Result` is taken for no future. Wrong for an alias of a boxed future with that name: its creation is tracked.
    if !is_result {
        let may_outlive = last.is_some_and(may_outlive_box);
        probe.may_be_boxed_future = may_outlive && params_in(ty, sig).is_empty();
    } else if let Some((ty, bounds)) = opaque_error(ty) {
        probe.ty = ty;
        probe.opaque_error = Some(bounds);
        probe.error_format = ErrorFormat::Error;
    }
    Some(probe)
}

/// The best format for the error of a type, and what is known of the error. Without an `error`, the type may be an
/// alias of a `Result`.
///
/// An error with arguments may implement `Error` only for some of them, such as `'static` ones. If an argument is a
/// type parameter, its lifetime is not known.
///
/// Wrong for an alias that is called `Result` and has the error first: what is known of the value then does not fit the
/// error, which is logged without its causes.
fn error_format(ty: &Type, error: Option<&Type>, sig: &Signature) -> (ErrorFormat, Option<Known>) {
    let asked = error.unwrap_or(ty);
    if has_impl(asked) {
        return (ErrorFormat::TypeName, None);
    }
    if error.is_some() && is_type_param(asked, sig) {
        return (ErrorFormat::Error, None);
    }
    let has_arguments = may_have_generic_arguments(asked);
    // With `Self`, a type contains the type parameters of the `impl`.
    let has_params = || !params_in(asked, sig).is_empty() || contains_word(asked, "Self");
    let is_known = error.is_none() || !has_arguments || is_of_self(asked) || !has_params();
    let Some(ty) = anonymous(asked).filter(|_| is_known) else {
        return (ErrorFormat::Display, None);
    };
    let known = Known {
        for_any_lifetime: parse_quote!(fn(&()) -> #ty),
        is_alias: error.is_none(),
        arguments: has_arguments.then(|| error.map(generic_arguments).unwrap_or_default()),
    };
    (ErrorFormat::Error, Some(known))
}

/// Whether the type is a type parameter of the function or an associated type of one, of which only the bounds are known:
/// `T`, `T::Out`, `<T as Trait>::Out`. Type parameters of an `impl` around the function are not known.
fn is_type_param(ty: &Type, sig: &Signature) -> bool {
    let begins_with = |name: &Ident| {
        let mut tokens = ty.to_token_stream().into_iter();
        let first = tokens.find(|token| !is_punct(Some(token), '<'));
        matches!(first, Some(TokenTree::Ident(first)) if first == *name)
    };
    let mut params = sig.generics.type_params();
    params.any(|param| begins_with(&param.ident))
}

/// Whether the type is `Self` or an associated type of it.
fn is_of_self(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if ty.path.segments[0].ident == "Self")
}

/// Whether a type may have generic arguments: if it is no path, has some, or is an associated type of an `impl`.
fn may_have_generic_arguments(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return true };
    let mut segments = path.path.segments.iter();
    path.qself.is_some()
        || segments.any(|segment| !segment.arguments.is_none())
        || is_of_self(ty) && path.path.segments.len() > 1
}

/// The generic arguments in a type, at any depth. `Careful` asks about each, because `Box<T>` is `Unpin` even if `T` is not.
fn generic_arguments(ty: &Type) -> Vec<Type> {
    struct Search(Vec<Type>);
    impl<'ast> Visit<'ast> for Search {
        fn visit_generic_argument(&mut self, argument: &'ast GenericArgument) {
            match argument {
                GenericArgument::Type(ty) if !has_impl(ty) => self.0.push(ty.clone()),
                _ => {}
            }
            visit::visit_generic_argument(self, argument);
        }

        fn visit_type_fn_ptr(&mut self, _: &'ast TypeFnPtr) {}

        fn visit_type_trait_object(&mut self, _: &'ast TypeTraitObject) {}
    }
    let mut search = Search(Vec::new());
    search.visit_type(ty);
    search.0
}

// Input:
//     Result<u8, impl Fault>
// Output:
//     Result<__TrackedValue, __TrackedError>, and Fault
//
/// Leaves out the bounds that have arguments, because these may name type parameters around the function.
///
/// Wrong for a type of the user's own that is called `Result` and has a bound on its first parameter: the compiler
/// reports the bound.
fn opaque_error(ty: &Type) -> Option<(Type, Vec<TraitBound>)> {
    let (Type::Path(path), Type::ImplTrait(error)) = (ty, generic_argument(ty, "Result", 1)?)
    else {
        return None;
    };
    let mut path = path.clone();
    let is_free = path.qself.is_none() && path.path.segments[0].ident != "Self";
    let last = path.path.segments.last_mut()?;
    let is_pair =
        matches!(&last.arguments, PathArguments::AngleBracketed(both) if both.args.len() == 2);
    last.arguments = PathArguments::AngleBracketed(parse_quote!(<__TrackedValue, __TrackedError>));
    let bounds = traits(&error.bounds).filter(|bound| {
        let mut segments = bound.path.segments.iter();
        bound.lifetimes.is_none() && segments.all(|segment| segment.arguments.is_none())
    });
    (is_pair && is_free).then(|| (Type::Path(path), bounds.cloned().collect()))
}

/// `T` and the lifetime of `Pin<Box<dyn Future<Output = T> + 'a>>`.
///
/// Wrong for another spelling, such as an alias or a renamed trait: then the compiler is asked about the value, see
/// `may_be_boxed_future`. Also wrong for a type or trait of the user's own with one of these names: the compiler is asked, and
/// only the creation is tracked. It reports a trait that is called `Future` and extends that of the standard library,
/// unless all futures have it.
fn boxed_future(ty: &Type) -> Option<(Type, String)> {
    let pinned = generic_argument(ty, "Pin", 0)?;
    let Type::TraitObject(object) = generic_argument(pinned, "Box", 0)? else {
        return None;
    };
    let lifetime = object.bounds.iter().find_map(lifetime_bound);
    let lifetime = lifetime.map_or("'static".to_owned(), Lifetime::to_string);
    Some((future_output(&object.bounds)?, lifetime))
}

/// `T` of the bounds `Future<Output = T> + …`.
///
/// Wrong for a renamed `Future`: only the creation of an `impl Future` is tracked.
fn future_output(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<Type> {
    let mut names = traits(bounds).filter_map(|bound| bound.path.segments.last());
    let future = names.find(|name| name.ident == "Future")?;
    let PathArguments::AngleBracketed(arguments) = &future.arguments else {
        return Some(parse_quote!(()));
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::AssocType(output) if output.ident == "Output" => Some(output.ty.clone()),
        _ => None,
    })
}

/// The bounds of an `impl Future` for any output and lifetime, or `None` if they may contain type parameters.
///
/// The compiler is asked whether the future of a call has them, so that neither a name nor an import misleads.
fn future_bounds(bounds: &Punctuated<TypeParamBound, Token![+]>) -> Option<Vec<TraitBound>> {
    let bounds = traits(bounds).filter(|bound| bound.maybe.is_none());
    bounds
        .cloned()
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

/// Whether the output of a boxed future behind an alias may live as long as the box: whether each lifetime in it is the
/// one that the alias has as an argument.
///
/// Wrong for another one that is longer: only the creation of the future is tracked. Also wrong for an alias with a
/// lifetime, which it may hide, of a box that lives for `'static`: the compiler reports that the output does not.
fn may_outlive_box(alias: &PathSegment) -> bool {
    let PathArguments::AngleBracketed(arguments) = &alias.arguments else {
        return true;
    };
    let lifetime = arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Lifetime(lifetime) => Some(lifetime.to_string()),
        _ => None,
    });
    let mut lifetimes = lifetimes(|visitor| visitor.visit_path_segment(alias)).into_iter();
    lifetimes.all(|other| other == "'static" || Some(other) == lifetime)
}

/// Whether a bound is neither that of a closure nor that of a future.
///
/// Wrong for a trait of another name that implies one of these: with `ret` or `err_if`, the compiler may ask for the
/// types of a closure's parameters. For a trait of the user's own that is called `Future`, these options are refused.
fn is_value_bound(bound: &TraitBound) -> bool {
    let mut segments = bound.path.segments.iter();
    segments.all(|segment| {
        segment.ident != "Future" && !matches!(segment.arguments, PathArguments::Parenthesized(_))
    })
}

/// The argument of a type if it has this name, at an index.
fn generic_argument<'a>(ty: &'a Type, name: &str, at: usize) -> Option<&'a Type> {
    let Type::Path(path) = without_parens(ty) else {
        return None;
    };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else {
        return None;
    };
    match arguments.args.iter().nth(at)? {
        GenericArgument::Type(ty) if last.ident == name => Some(without_parens(ty)),
        _ => None,
    }
}

/// The type within invisible or unneeded parentheses.
fn without_parens(ty: &Type) -> &Type {
    match ty {
        Type::Group(ty) => without_parens(&ty.elem),
        Type::Paren(ty) => without_parens(&ty.elem),
        _ => ty,
    }
}

/// The bounds that are traits.
fn traits(bounds: &Punctuated<TypeParamBound, Token![+]>) -> impl Iterator<Item = &TraitBound> {
    bounds.iter().filter_map(|bound| match bound {
        TypeParamBound::Trait(bound) => Some(bound),
        _ => None,
    })
}

/// Whether the type contains an `impl Trait`. A search in its tokens would be slow, because the compiler makes them.
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

/// The type with `_` for each `impl Trait` in it, as it may be written inside a body.
fn nameable(ty: &Type) -> Type {
    struct Infer;
    impl VisitMut for Infer {
        fn visit_type_mut(&mut self, ty: &mut Type) {
            if let Type::ImplTrait(_) = ty {
                *ty = parse_quote!(_);
            } else {
                visit_mut::visit_type_mut(self, ty);
            }
        }
    }
    let mut ty = without_parens(ty).clone();
    Infer.visit_type_mut(&mut ty);
    ty
}
