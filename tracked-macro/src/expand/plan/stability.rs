//! Properties of a parameter's value that follow from the spelling of its type.

use syn::{Path, Signature, Type};

/// Whether a value can be copied and recorded later. Each variant has the properties of those before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stability {
    Unknown,
    /// Dropping the value does nothing.
    NoDrop,
    Copy,
    /// The body cannot change what a copy shows, so the value can be recorded after the body has run.
    Frozen,
}

/// Whether a type parameter has the name of a primitive or a string type, so that the spelling of a type means nothing.
pub fn shadows_known_types(sig: &Signature) -> bool {
    let mut type_params = sig.generics.type_params();
    type_params.any(|param| {
        let path = param.ident.clone().into();
        is_one_of(&path, PRIMITIVES) || is_one_of(&path, STRINGS)
    })
}

pub fn stability(ty: &Type) -> Stability {
    match ty {
        Type::Reference(ty) if ty.mutability.is_some() => Stability::NoDrop,
        Type::Reference(ty) if is_frozen(&ty.elem) => Stability::Frozen,
        Type::Reference(_) => Stability::Copy,
        Type::Ptr(_) | Type::FnPtr(_) => Stability::Frozen,
        Type::Path(ty) if is_one_of(&ty.path, PRIMITIVES) => Stability::Frozen,
        _ => Stability::Unknown,
    }
}

/// Whether a value of this type can't change while it is borrowed.
fn is_frozen(ty: &Type) -> bool {
    match ty {
        Type::Reference(ty) => ty.mutability.is_none() && is_frozen(&ty.elem),
        Type::Slice(ty) => is_frozen(&ty.elem),
        Type::Array(ty) => is_frozen(&ty.elem),
        Type::Path(ty) => is_one_of(&ty.path, PRIMITIVES) || is_one_of(&ty.path, STRINGS),
        _ => false,
    }
}

/// Whether the value is a number of up to 64 bits, a boolean, a string, or a slice of numbers or booleans.
pub fn is_primitive(ty: &Type) -> bool {
    match ty {
        Type::Reference(ty) => is_primitive(&ty.elem),
        Type::Slice(ty) => is_element(&ty.elem),
        Type::Array(ty) => is_element(&ty.elem),
        Type::Path(ty) if is_one_of(&ty.path, PRIMITIVES) => !is_one_of(&ty.path, NOT_64_BIT),
        Type::Path(ty) => ty.path.is_ident("str"),
        _ => false,
    }
}

/// Whether a value of this type is a number or a boolean.
fn is_element(ty: &Type) -> bool {
    matches!(ty, Type::Path(ty) if is_one_of(&ty.path, PRIMITIVES) && !ty.path.is_ident("char"))
}

fn is_one_of(path: &Path, names: &[&str]) -> bool {
    path.get_ident()
        .is_some_and(|ident| names.contains(&ident.to_string().as_str()))
}

/// Wrong for a type of the user's own with such a name, unless its path is written: the compiler reports that the type
/// is not `Copy` or not a number, with a note about the path. `shadows_known_types` finds a type parameter. Also wrong for
/// the returned alias of a `Result` with such a name: an `Err` is logged as a success.
const PRIMITIVES: &[&str] = &[
    "bool", "char", "f32", "f64", "i128", "i16", "i32", "i64", "i8", "isize", "u128", "u16", "u32",
    "u64", "u8", "usize",
];

/// The primitives that are neither a number of up to 64 bits nor a boolean.
const NOT_64_BIT: &[&str] = &["char", "i128", "u128"];

/// Wrong for a type of the user's own with such a name that can change behind a shared reference: the record at the end
/// of the call then shows the later value.
const STRINGS: &[&str] = &["OsStr", "OsString", "Path", "PathBuf", "String", "str"];
