//! The fields of a call: which values are logged, and how each is formatted.

use syn::Expr;

use super::events::Events;
use super::message::ValueIndex;
use super::patterns::Binding;
use super::redact::is_redacted;
use crate::expand::args::{Args, FieldArg, Mode, StrOrPath};
use crate::expand::input::TrackedFn;
use crate::expand::mistakes::{Mistakes, quoted_list};

/// A value that is logged under a name.
pub struct FieldPlan<'a> {
    pub name: StrOrPath,
    pub source: FieldSource<'a>,
    pub format: FieldFormat,
    /// Whether the program checks the name for secrets, because it is a path to a constant.
    pub is_checked_at_run_time: bool,
}

/// The expression that has the value of a field.
pub enum FieldSource<'a> {
    /// An argument, or the value of a field that a message also uses and that is therefore evaluated before.
    Named(ValueIndex),
    /// `self`
    Receiver,
    /// The value of a field.
    Expr(&'a Expr),
    /// No value, because it is redacted. The compiler checks the expression, which is never evaluated.
    Redacted(Option<&'a Expr>),
}

/// How the value of a field is formatted.
#[derive(Clone, Copy, PartialEq)]
pub enum FieldFormat {
    /// As a number, a boolean or a string.
    Primitive,
    /// As a number, a boolean or a string if it is one, else by `Debug`, else by the name of its type.
    ByType,
    Debug,
    Display,
}

impl FieldPlan<'_> {
    pub fn is_argument(&self, at: usize) -> bool {
        matches!(self.source, FieldSource::Named(ValueIndex::Argument(source)) if source == at)
    }

    /// Whether the type alone decides the format.
    pub fn is_by_type(&self) -> bool {
        matches!(self.format, FieldFormat::Primitive | FieldFormat::ByType)
            && !self.is_checked_at_run_time
    }

    /// Whether the compiler chooses the format from the type.
    pub fn is_probed(&self) -> bool {
        self.format == FieldFormat::ByType && !matches!(self.source, FieldSource::Redacted(_))
    }
}

/// Selects the fields of a function.
pub struct Selector<'a, 'p> {
    pub args: &'a Args,
    pub function: &'p TrackedFn,
    pub bindings: &'p [Binding],
    pub events: &'p Events<'a>,
}

impl<'a> Selector<'a, '_> {
    /// The fields in this order: the receiver, the arguments as in the signature, the fields of the options.
    pub fn fields(&self) -> Vec<FieldPlan<'a>> {
        let mut fields = Vec::new();
        fields.extend(self.receiver());
        let arguments = self.bindings.iter().enumerate();
        fields.extend(arguments.filter_map(|(at, binding)| self.argument(at, binding)));
        let options = self.args.fields.iter().enumerate();
        fields.extend(options.filter_map(|(at, field)| self.field(at, field)));
        fields
    }

    fn receiver(&self) -> Option<FieldPlan<'a>> {
        let mut selected = self.args.selected.iter().flatten();
        self.function.sig.receiver()?;
        selected.find(|name| *name == "self")?;
        let name = StrOrPath::Str("self".to_owned());
        Some(self.plan(name, FieldSource::Receiver, FieldFormat::ByType))
    }

    fn argument(&self, at: usize, binding: &Binding) -> Option<FieldPlan<'a>> {
        let name = binding.name();
        let is_selected = match &self.args.selected {
            Some(selected) => selected.iter().any(|listed| *listed == name),
            None => {
                !self.args.is_given("skip_all")
                    && self.args.skip.iter().all(|listed| *listed != name)
            }
        };
        // `async_trait` numbers the parameters without a name. Wrong for one that the user gives such a name: it is not
        // shown.
        if !is_selected || self.args.has_field(&name) || name.starts_with("__arg") {
            return None;
        }
        Some(self.plan(
            StrOrPath::Str(name),
            FieldSource::Named(ValueIndex::Argument(at)),
            self.format(at),
        ))
    }

    fn field(&self, at: usize, field: &'a FieldArg) -> Option<FieldPlan<'a>> {
        let shared = ValueIndex::Field(at);
        let (source, by_type) = if self.events.use_value(shared) {
            (FieldSource::Named(shared), FieldFormat::ByType)
        } else if let Some(value) = &field.value {
            (FieldSource::Expr(value), FieldFormat::ByType)
        } else {
            // A field without a value is an argument; if there is none, it is left out.
            let name = field.name.as_str().filter(|_| !field.is_empty)?;
            let mut bindings = self.bindings.iter();
            let at = bindings.position(|binding| binding.name() == name)?;
            (
                FieldSource::Named(ValueIndex::Argument(at)),
                self.format(at),
            )
        };
        let format = match field.mode {
            Some(Mode::Debug) => FieldFormat::Debug,
            Some(Mode::Display) => FieldFormat::Display,
            None => by_type,
        };
        Some(self.plan(field.name.clone(), source, format))
    }

    fn format(&self, argument: usize) -> FieldFormat {
        if self.bindings[argument].is_primitive {
            FieldFormat::Primitive
        } else {
            FieldFormat::ByType
        }
    }

    fn plan(&self, name: StrOrPath, source: FieldSource<'a>, format: FieldFormat) -> FieldPlan<'a> {
        let known = name.as_str();
        FieldPlan {
            source: match known {
                Some(name) if is_redacted(self.args, name) => FieldSource::Redacted(match source {
                    FieldSource::Expr(value) => Some(value),
                    _ => None,
                }),
                _ => source,
            },
            format,
            is_checked_at_run_time: known.is_none() && !self.args.redact_off,
            name,
        }
    }
}

/// Reports each name in a list that is neither an argument nor a field of the function, unless a block has passed the
/// list to the function.
pub fn check_names(
    args: &Args,
    function: &TrackedFn,
    bindings: &[Binding],
    mistakes: &mut Mistakes,
) {
    let mut names: Vec<String> = bindings.iter().map(Binding::name).collect();
    names.extend(function.sig.receiver().map(|_| "self".to_owned()));
    let is_known = |name: &str| {
        let mut inherited = args.inherited_names.iter().flatten();
        names.iter().any(|known| known == name)
            || args.has_field(name)
            || inherited.any(|inherited| inherited == name)
    };
    for name in args.listed_names() {
        if is_known(&name.to_string()) || args.has_unknown_fields {
            continue;
        }
        let message = if names.is_empty() {
            format!("unknown argument `{name}`; the function has no arguments")
        } else {
            let expected = quoted_list(&names);
            format!("unknown argument `{name}`; expected one of {expected}")
        };
        mistakes.report(name.span(), message);
    }
}
