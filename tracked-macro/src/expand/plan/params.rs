//! The parameters: the names that they bind, and the aliases by which the generated code refers to them.
//!
//! The compiler and clippy judge a parameter by its uses, so the generated code must not add any to a name of the
//! user's. If it needs the value, it renames the parameter to an *alias*: the same letters, with a hygiene that the
//! user's code can't reach. The user's own name is bound again directly before the body, with the user's tokens, so
//! that messages of the compiler about it stay the same.

use proc_macro2::Ident;
use syn::visit_mut::VisitMut;
use syn::{FnArg, Pat, Signature, Type};

use super::patterns::{Binding, PatternVisitor};
use super::stability::{Stability, is_primitive, shadows_known_types, stability};

/// The parameters of a function.
pub struct Params {
    /// The signature of the generated function.
    pub sig: Signature,
    pub bindings: Vec<Binding>,
    /// Whether a name in a pattern is taken for a constant.
    pub has_constant_patterns: bool,
}

/// The name of the type, which in `Unit: Unit` is that of the unit struct.
///
/// Wrong for a binding that has the name of its type: it is not logged, and the body moves the value. Also wrong for a
/// unit struct behind an alias, which is logged as an argument.
fn unit_struct(ty: &Type, sig: &Signature) -> Option<Ident> {
    let Type::Path(path) = ty else { return None };
    let name = &path.path.segments.last()?.ident;
    let mut type_params = sig.generics.type_params();
    let is_other =
        stability(ty) == Stability::Frozen || type_params.any(|param| param.ident == *name);
    (!is_other).then(|| name.clone())
}

impl Params {
    /// Finds the bindings of a signature, and adds an alias for each name that needs one. If the body `rebinds` all
    /// names, their `mut` and their lint attributes move to the body.
    pub fn new(sig: &Signature, rebinds: bool, needs_alias: impl Fn(&str) -> bool) -> Self {
        let has_unknown_types = shadows_known_types(sig);
        let mut generated = sig.clone();
        let mut visitor = PatternVisitor {
            needs_alias: &needs_alias,
            rebinds,
            bindings: Vec::new(),
            first: 0,
            constants: Vec::new(),
            has_constant_patterns: false,
        };
        for input in &mut generated.inputs {
            let FnArg::Typed(param) = input else { continue };
            visitor.first = visitor.bindings.len();
            visitor.constants = Vec::from_iter(unit_struct(&param.ty, sig));
            visitor.visit_pat_mut(&mut param.pat);
            let bound = &mut visitor.bindings[visitor.first..];
            let is_mutable = matches!(&*param.ty, Type::Reference(ty) if ty.mutability.is_some());
            let is_whole = matches!(*param.pat, Pat::Ident(_));
            for binding in &mut *bound {
                binding.is_mutable = is_mutable;
                if has_unknown_types {
                    binding.stability = Stability::Unknown;
                } else {
                    binding.stability = binding.stability.min(stability(&param.ty));
                    binding.is_primitive = is_whole && is_primitive(&param.ty);
                }
            }
            let has_all = rebinds || bound.iter().all(|binding| binding.alias.is_some());
            if let ([first, ..], true) = (bound, has_all) {
                first.lints = std::mem::take(&mut param.attrs);
            }
        }
        Params {
            bindings: visitor.bindings,
            has_constant_patterns: visitor.has_constant_patterns,
            sig: generated,
        }
    }
}
