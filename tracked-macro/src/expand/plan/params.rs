//! The parameters: which names they bind, and the twins under which the generated code holds them.
//!
//! The compiler and clippy judge a parameter by its uses, so the generated code must not add any to a name of the
//! user's. Where it needs the value it renames the parameter to a *twin*: the same letters, out of the reach of the
//! user's code. The user's own name is bound anew right where the body stands, with the user's tokens, so that what
//! the compiler has to say about it is said as ever.

use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, FnArg, Pat, PatIdent, Signature, Token, Type};

/// The signature as the generated function has it, and what its parameters bind.
pub struct Params {
    pub sig: Signature,
    pub bindings: Vec<Binding>,
}

/// One name that a parameter binds.
pub struct Binding {
    /// The user's identifier, and its `mut`.
    pub ident: Ident,
    pub mutability: Option<Token![mut]>,
    /// What holds the value in the signature where that is not the user's identifier.
    pub twin: Option<Ident>,
    /// The lint attributes of a parameter with a twin: they belong where the user's name is bound.
    pub lints: Vec<Attribute>,
    pub look: Look,
    /// Whether, by the look of its type, the value is a number of up to 64 bits, a boolean or a string.
    pub is_known: bool,
}

/// What is sure of a value by the look of its type. Each look has what those before it have.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Look {
    Unknown,
    /// Dropping it does nothing.
    Inert,
    /// It is `Copy`.
    Copied,
    /// Whatever the body does, it is shown as it was before.
    Steady,
}

impl Binding {
    /// The name as it is shown.
    pub fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// Whether nobody minds if it is never used: there is no warning to lose.
    pub fn may_be_unused(&self) -> bool {
        self.name().starts_with('_')
    }

    /// The identifier under which the generated code reaches the value.
    pub fn held(&self) -> &Ident {
        self.twin.as_ref().unwrap_or(&self.ident)
    }
}

/// Finds the bindings of a signature, and gives a twin to those that `wants_twin`, by name. Where the body `rebinds`
/// them all, it gets their `mut` and their lint attributes too.
pub fn bind(sig: &Signature, rebinds: bool, wants_twin: impl Fn(&str) -> bool) -> Params {
    let mut sig = sig.clone();
    let mut type_params = sig.generics.type_params();
    let hides = type_params.any(|param| {
        let name = param.ident.clone().into();
        is_any(&name, NUMBERS) || is_any(&name, TEXTS)
    });
    let mut binder = Binder {
        wants_twin: &wants_twin,
        rebinds,
        bindings: Vec::new(),
        first: 0,
        look: Look::Unknown,
        is_known: false,
    };
    for input in &mut sig.inputs {
        let FnArg::Typed(param) = input else { continue };
        binder.first = binder.bindings.len();
        // Where a type parameter hides one of those, nothing is as it looks.
        if !hides {
            binder.look = look(&param.ty);
            binder.is_known = matches!(*param.pat, Pat::Ident(_)) && is_known(&param.ty);
        }
        binder.visit_pat_mut(&mut param.pat);
        let bound = &mut binder.bindings[binder.first..];
        if !bound.is_empty() && (rebinds || bound.iter().all(|binding| binding.twin.is_some())) {
            bound[0].lints = std::mem::take(&mut param.attrs);
        }
    }
    Params {
        bindings: binder.bindings,
        sig,
    }
}

struct Binder<'a> {
    wants_twin: &'a dyn Fn(&str) -> bool,
    rebinds: bool,
    bindings: Vec<Binding>,
    /// Where the bindings of the parameter at hand begin, and what there is to know of its type.
    first: usize,
    look: Look,
    is_known: bool,
}

impl VisitMut for Binder<'_> {
    // Input:   mut a
    // Output:  a'
    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        let mut binding = Binding {
            ident: pat.ident.clone(),
            mutability: pat.mutability,
            twin: None,
            lints: Vec::new(),
            look: match pat.by_ref {
                None => self.look,
                Some(_) => self.look.min(Look::Inert),
            },
            is_known: self.is_known,
        };
        // `A(x) | B(x)` binds one `x`.
        let same = self.bindings[self.first..]
            .iter()
            .find(|other| other.ident == pat.ident);
        let known = same.is_some();
        if (self.wants_twin)(&binding.name()) {
            let twin = same
                .and_then(|same| same.twin.clone())
                .unwrap_or_else(|| self.twin(&pat.ident));
            pat.ident = twin.clone();
            binding.twin = Some(twin);
        }
        if self.rebinds || binding.twin.is_some() {
            if pat.by_ref.is_none() {
                pat.mutability = None;
            } else {
                binding.mutability = None;
            }
        }
        if !known {
            self.bindings.push(binding);
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }
}

impl Binder<'_> {
    fn twin(&self, ident: &Ident) -> Ident {
        let mut twin = ident.clone();
        // Two parameters may have one name where a macro wrote the function: hygiene tells them apart, twins can't.
        if self.bindings.iter().any(|other| other.ident == *ident) {
            twin = quote::format_ident!("{}_{}", ident.unraw(), self.bindings.len());
        }
        // A twin is of this crate's edition, in which this one is reserved.
        if twin == "gen" {
            twin = Ident::new_raw("gen", Span::mixed_site());
        }
        twin.set_span(ident.span().resolved_at(Span::mixed_site()));
        twin
    }
}

fn look(ty: &Type) -> Look {
    match ty {
        Type::Reference(ty) if ty.mutability.is_some() => Look::Inert,
        Type::Reference(ty) if is_steady(&ty.elem) => Look::Steady,
        Type::Reference(_) => Look::Copied,
        Type::Ptr(_) | Type::FnPtr(_) => Look::Steady,
        Type::Path(ty) if is_any(&ty.path, NUMBERS) => Look::Steady,
        _ => Look::Unknown,
    }
}

/// Whether nobody can change a value of this type while it is borrowed.
fn is_steady(ty: &Type) -> bool {
    match ty {
        Type::Reference(ty) => ty.mutability.is_none() && is_steady(&ty.elem),
        Type::Slice(ty) => is_steady(&ty.elem),
        Type::Array(ty) => is_steady(&ty.elem),
        Type::Path(ty) => is_any(&ty.path, NUMBERS) || is_any(&ty.path, TEXTS),
        _ => false,
    }
}

fn is_known(ty: &Type) -> bool {
    match ty {
        Type::Reference(ty) => is_known(&ty.elem),
        Type::Path(ty) if is_any(&ty.path, NUMBERS) => !is_any(&ty.path, OTHERS),
        Type::Path(ty) => ty.path.is_ident("str"),
        _ => false,
    }
}

fn is_any(path: &syn::Path, names: &[&str]) -> bool {
    path.get_ident()
        .is_some_and(|ident| names.contains(&ident.to_string().as_str()))
}

const NUMBERS: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32",
    "u64", "u8", "usize",
];

/// Those among them that are no number of up to 64 bits.
const OTHERS: &[&str] = &["char", "i128", "u128"];

const TEXTS: &[&str] = &["OsStr", "OsString", "Path", "PathBuf", "String", "str"];
