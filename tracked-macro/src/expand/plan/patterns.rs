//! The names that the patterns of the parameters bind, and their aliases.

use proc_macro2::{Ident, Span};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, Pat, PatIdent, PatOr, Token};

use super::stability::Stability;

/// A name that a parameter binds.
pub struct Binding {
    /// The user's identifier, and its `mut`.
    pub ident: Ident,
    pub mutability: Option<Token![mut]>,
    /// The identifier in the signature, if it is not the user's.
    pub alias: Option<Ident>,
    /// The lint attributes of a parameter with an alias: they belong where the user's name is bound.
    pub lints: Vec<Attribute>,
    pub stability: Stability,
    pub is_primitive: bool,
    /// Whether the body may change the value that is logged, through a `&mut`.
    pub is_mutable: bool,
}

impl Binding {
    /// The name in records.
    pub fn name(&self) -> String {
        self.ident.unraw().to_string()
    }

    /// Whether the compiler accepts that the name is never used.
    pub fn may_be_unused(&self) -> bool {
        self.name().starts_with('_')
    }

    /// Whether dropping the value may do something.
    pub fn has_drop(&self) -> bool {
        self.stability < Stability::NoDrop
    }

    /// The identifier by which the generated code refers to the value.
    pub fn alias_or_ident(&self) -> &Ident {
        self.alias.as_ref().unwrap_or(&self.ident)
    }
}

/// Collects the bindings of patterns and replaces names by their aliases.
pub struct PatternVisitor<'a> {
    pub needs_alias: &'a dyn Fn(&str) -> bool,
    /// Whether the body binds all names anew.
    pub rebinds: bool,
    pub bindings: Vec<Binding>,
    /// The index of the first binding of the current parameter.
    pub first: usize,
    /// Identifiers in the pattern that name a constant, a variant or a unit struct.
    pub constants: Vec<Ident>,
    /// Whether there was one.
    pub has_constant_patterns: bool,
}

impl VisitMut for PatternVisitor<'_> {
    // The alternatives of `None | Some(_)` bind the same names, so that a name that one of them lacks is not bound.
    fn visit_pat_or_mut(&mut self, pat: &mut PatOr) {
        let names: Vec<Vec<Ident>> = pat.cases.iter().map(names).collect();
        let is_bound = |name: &Ident| names.iter().all(|other| other.contains(name));
        let constants = names.iter().flatten().filter(|name| !is_bound(name));
        self.constants.extend(constants.cloned());
        visit_mut::visit_pat_or_mut(self, pat);
    }

    // Input:   mut a
    // Output:  a'
    fn visit_pat_ident_mut(&mut self, pat: &mut PatIdent) {
        if is_path(pat) && self.constants.contains(&pat.ident) {
            self.has_constant_patterns = true;
            return;
        }
        let mut binding = Binding {
            ident: pat.ident.clone(),
            mutability: pat.mutability,
            alias: None,
            lints: Vec::new(),
            // The highest that is possible; the type of the parameter decides.
            stability: match pat.by_ref {
                None => Stability::Frozen,
                Some(_) => Stability::NoDrop,
            },
            is_primitive: false,
            is_mutable: false,
        };
        // `A(x) | B(x)` binds one `x`.
        let mut bound = self.bindings[self.first..].iter();
        let same = bound.find(|other| other.ident == pat.ident);
        let is_new = same.is_none();
        if (self.needs_alias)(&binding.name()) {
            let alias = same
                .and_then(|same| same.alias.clone())
                .unwrap_or_else(|| self.alias(&pat.ident));
            pat.ident = alias.clone();
            binding.alias = Some(alias);
        }
        if self.rebinds || binding.alias.is_some() {
            if pat.by_ref.is_none() {
                pat.mutability = None;
            } else {
                binding.mutability = None;
            }
        }
        if is_new {
            self.bindings.push(binding);
        }
        visit_mut::visit_pat_ident_mut(self, pat);
    }
}

/// Whether the pattern may be the path of a constant.
///
/// Only those in `constants` are taken for one. Wrong for any other, as in `(Unit, n): (Unit, u8)`: it is logged as an
/// argument.
fn is_path(pat: &PatIdent) -> bool {
    pat.by_ref.is_none() && pat.mutability.is_none() && pat.subpat.is_none()
}

/// The identifiers of a pattern.
fn names(pat: &Pat) -> Vec<Ident> {
    struct Names(Vec<Ident>);
    impl<'ast> Visit<'ast> for Names {
        fn visit_pat_ident(&mut self, pat: &'ast PatIdent) {
            self.0.push(pat.ident.clone());
            visit::visit_pat_ident(self, pat);
        }
    }
    let mut names = Names(Vec::new());
    names.visit_pat(pat);
    names.0
}

impl PatternVisitor<'_> {
    fn alias(&self, ident: &Ident) -> Ident {
        let mut alias = ident.clone();
        // Two parameters of a function from a macro may have one name and differ only in hygiene; aliases can't.
        if self.bindings.iter().any(|other| other.ident == *ident) {
            alias = format_ident!("{}_{}", ident.unraw(), self.bindings.len());
        }
        // An alias belongs to the edition of this crate, in which `gen` is reserved.
        if alias == "gen" {
            alias = Ident::new_raw("gen", Span::mixed_site());
        }
        alias.set_span(ident.span().resolved_at(Span::mixed_site()));
        alias
    }
}
