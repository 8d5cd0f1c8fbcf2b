//! The lifetimes in a type, and what a signature says about them.

use std::fmt::Display;

use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::visit_mut::VisitMut;
use syn::{
    Lifetime, LifetimeParam, PredicateLifetime, PredicateType, Receiver, ReceiverKind, Signature,
    Type, TypeParam, TypeParamBound, TypeReference,
};

use crate::expand::input::contains_word;

/// The names of the function's type parameters that occur in a type.
///
/// Wrong for a segment of a path with the same name, as in `io::T`: the type is then treated as generic.
pub fn params_in(ty: &Type, sig: &Signature) -> Vec<String> {
    let params = sig.generics.type_params();
    let names = params.map(|param| param.ident.to_string());
    let names = names.filter(|name| contains_word(ty, name));
    names.collect()
}

/// Finds lifetimes, with `'_` for that of a reference which has none. That of a reference comes before those in the type
/// that it refers to.
#[derive(Default)]
pub struct Lifetimes(Vec<String>);

impl Lifetimes {
    fn add_reference(&mut self, lifetime: Option<&Lifetime>) {
        let elided = || "'_".to_owned();
        self.0
            .push(lifetime.map_or_else(elided, Lifetime::to_string));
    }
}

impl<'ast> Visit<'ast> for Lifetimes {
    fn visit_lifetime(&mut self, lifetime: &'ast Lifetime) {
        self.0.push(lifetime.to_string());
    }

    fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
        self.add_reference(ty.lifetime.as_ref());
        self.visit_type(&ty.elem);
    }

    fn visit_receiver(&mut self, receiver: &'ast Receiver) {
        match &receiver.kind {
            ReceiverKind::Reference(_, lifetime, _) => self.add_reference(lifetime.as_ref()),
            _ => visit::visit_receiver(self, receiver),
        }
    }
}

/// The lifetimes in what `visit` visits.
pub fn lifetimes(visit: impl FnOnce(&mut Lifetimes)) -> Vec<String> {
    let mut lifetimes = Lifetimes::default();
    visit(&mut lifetimes);
    lifetimes.0
}

pub fn lifetimes_in(ty: &Type) -> Vec<String> {
    lifetimes(|visitor| visitor.visit_type(ty))
}

/// The lifetime, if the bound is one.
pub fn lifetime_bound(bound: &TypeParamBound) -> Option<&Lifetime> {
    match bound {
        TypeParamBound::Lifetime(lifetime) => Some(lifetime),
        _ => None,
    }
}

/// Which type parameters and lifetimes of a function live as long as which lifetimes: declared, or implied by a reference
/// to a type that contains them.
pub struct Outlives<'a> {
    sig: &'a Signature,
    /// The names of the longer and of the shorter, such as `T` and `'a`. `Self` is the longer one of `&'a self`.
    pairs: Vec<(String, String)>,
}

impl<'a> Outlives<'a> {
    pub fn new(sig: &'a Signature) -> Self {
        let mut outlives = Outlives {
            sig,
            pairs: Vec::new(),
        };
        outlives.visit_generics(&sig.generics);
        for input in &sig.inputs {
            outlives.visit_fn_arg(input);
        }
        outlives
    }

    /// Whether it is known that all type parameters of the function and all lifetimes in the type live as long as a
    /// lifetime.
    pub fn type_outlives(&self, ty: &Type, shorter: &str) -> bool {
        let (params, lifetimes) = (params_in(ty, self.sig), lifetimes_in(ty));
        let mut lifetimes = lifetimes.iter();
        params.iter().all(|param| self.outlives(param, shorter))
            && lifetimes.all(|longer| self.lifetime_outlives(longer, shorter))
    }

    /// Whether `Self`, and with it each type parameter and lifetime of the `impl`, lives as long as the lifetime.
    pub fn self_outlives(&self, shorter: &str) -> bool {
        self.outlives("Self", shorter)
    }

    fn lifetime_outlives(&self, longer: &str, shorter: &str) -> bool {
        let mut declared = self.sig.generics.lifetimes();
        // A lifetime that the function does not declare is one of the `impl`.
        let is_of_impl =
            longer != "'_" && declared.all(|param| param.lifetime.to_string() != longer);
        longer == shorter
            || longer == "'static"
            || self.outlives(longer, shorter)
            || is_of_impl && self.self_outlives(shorter)
    }

    fn outlives(&self, longer: &str, shorter: &str) -> bool {
        let mut pairs = self.pairs.iter();
        pairs.any(|(name, bound)| name == longer && (bound == shorter || bound == "'static"))
    }

    fn add(&mut self, longer: impl Display, shorter: impl IntoIterator<Item: Display>) {
        let shorter = shorter.into_iter();
        let pairs = shorter.map(|shorter| (longer.to_string(), shorter.to_string()));
        self.pairs.extend(pairs);
    }
}

impl<'ast> Visit<'ast> for Outlives<'_> {
    fn visit_type_param(&mut self, param: &'ast TypeParam) {
        let bounds = param.bounds.iter();
        self.add(&param.ident, bounds.filter_map(lifetime_bound));
    }

    fn visit_predicate_type(&mut self, predicate: &'ast PredicateType) {
        let bounds = predicate.bounds.iter();
        let ty = predicate.bounded_ty.to_token_stream();
        self.add(ty, bounds.filter_map(lifetime_bound));
    }

    fn visit_lifetime_param(&mut self, param: &'ast LifetimeParam) {
        self.add(&param.lifetime, &param.bounds);
    }

    fn visit_predicate_lifetime(&mut self, predicate: &'ast PredicateLifetime) {
        self.add(&predicate.lifetime, &predicate.bounds);
    }

    fn visit_receiver(&mut self, receiver: &'ast Receiver) {
        if let ReceiverKind::Reference(..) = receiver.kind {
            let lifetimes = lifetimes(|visitor| visitor.visit_receiver(receiver));
            self.add("Self", &lifetimes);
            // Of a returned value, the elided lifetime is that of `self`.
            self.add("'_", &lifetimes);
        }
        visit::visit_receiver(self, receiver);
    }

    fn visit_type_reference(&mut self, ty: &'ast TypeReference) {
        let lifetimes = lifetimes(|visitor| visitor.visit_type_reference(ty));
        if let [shorter, longer @ ..] = lifetimes.as_slice() {
            for longer in longer {
                self.add(longer, [shorter]);
            }
        }
        visit::visit_type_reference(self, ty);
    }
}

/// The type as the body names it. If the signature has only one lifetime, it becomes `'_`, because
/// `clippy::needless_lifetimes` does not report a lifetime that a body names. A type with `as` is unchanged, because its
/// lifetime may select the implementation.
pub fn in_body(sig: &Signature, ty: Type) -> Type {
    if has_one_lifetime(sig) && !contains_word(&ty, "as") {
        anonymous(&ty).unwrap_or(ty)
    } else {
        ty
    }
}

/// Whether the arguments have one lifetime, and the function names it. The returned value can then have no other
/// lifetime, so no error about it needs its name.
///
/// Wrong for an argument whose type hides a lifetime. The compiler infers the lifetimes all the same, and checks them
/// against the signature.
fn has_one_lifetime(sig: &Signature) -> bool {
    let lifetimes = lifetimes(|visitor| {
        for input in &sig.inputs {
            visitor.visit_fn_arg(input);
        }
    });
    matches!(lifetimes.as_slice(), [lifetime] if lifetime != "'_")
}

// Input:
//     Result<&'a str, Message<'a>>
// Output:
//     Result<&'_ str, Message<'_>>
//
/// The type with `'_` for each lifetime, or `None` if it may contain a list of parameters, in which `'_` means another
/// lifetime.
///
/// Wrong for a type of the user's own with such a name, as `Fn`: only lints differ, or the error is logged without its
/// causes.
pub fn anonymous(ty: &Type) -> Option<Type> {
    struct Anonymous;
    impl VisitMut for Anonymous {
        fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
            if lifetime.ident != "static" {
                *lifetime = Lifetime::new("'_", lifetime.span());
            }
        }
    }
    let mut ty = ty.clone();
    let mut lifetimes = lifetimes_in(&ty).into_iter();
    if lifetimes.any(|lifetime| lifetime != "'static" && lifetime != "'_") {
        let words = ["fn", "Fn", "FnMut", "FnOnce", "for"];
        let mut words = words.iter();
        if words.any(|word| contains_word(&ty, word)) {
            return None;
        }
        Anonymous.visit_type_mut(&mut ty);
    }
    Some(ty)
}
