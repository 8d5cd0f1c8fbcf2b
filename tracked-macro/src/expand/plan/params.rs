//! The parameters: the names that they bind, and the aliases by which the generated code refers to them.
//!
//! The compiler and clippy judge a parameter by its uses, so the generated code must not add any to a name of the
//! user's. If it needs the value, it renames the parameter to an *alias*: the same letters, with a hygiene that the
//! user's code can't reach. The user's own name is bound again directly before the body, with the user's tokens, so
//! that messages of the compiler about it stay the same.

use syn::visit_mut::VisitMut;
use syn::{FnArg, Pat, Signature};

use super::patterns::{Binding, PatternVisitor};
use super::stability::{Stability, is_primitive, shadows_known_types, stability};

/// The parameters of a function.
pub struct Params {
    /// The signature of the generated function.
    pub sig: Signature,
    pub bindings: Vec<Binding>,
}

impl Params {
    /// Finds the bindings of a signature, and adds an alias for each name that needs one. If the body `rebinds` all
    /// names, their `mut` and their lint attributes move to the body.
    pub fn new(sig: &Signature, rebinds: bool, needs_alias: impl Fn(&str) -> bool) -> Self {
        let mut sig = sig.clone();
        let has_unknown_types = shadows_known_types(&sig);
        let mut visitor = PatternVisitor {
            needs_alias: &needs_alias,
            rebinds,
            bindings: Vec::new(),
            first: 0,
            stability: Stability::Unknown,
            is_primitive: false,
        };
        for input in &mut sig.inputs {
            let FnArg::Typed(param) = input else { continue };
            visitor.first = visitor.bindings.len();
            if !has_unknown_types {
                visitor.stability = stability(&param.ty);
                visitor.is_primitive =
                    matches!(*param.pat, Pat::Ident(_)) && is_primitive(&param.ty);
            }
            visitor.visit_pat_mut(&mut param.pat);
            let bound = &mut visitor.bindings[visitor.first..];
            let has_all = rebinds || bound.iter().all(|binding| binding.alias.is_some());
            if let ([first, ..], true) = (bound, has_all) {
                first.lints = std::mem::take(&mut param.attrs);
            }
        }
        Params {
            bindings: visitor.bindings,
            sig,
        }
    }
}
