//! How the returned value is classified, and whether it is logged.

use syn::{Error, Expr, Type};

use super::events::Events;
use super::message::{Builtin, Message};
use super::returns::{ErrorFormat, ReturnKind, Returns, TypeProbe, has_impl};
use crate::expand::args::{Args, EventKind, Mode};
use crate::expand::mistakes::Mistakes;

/// How the value that a call ends with is classified and logged.
pub struct OutcomePlan<'a> {
    pub kind: ReturnKind,
    pub ty: Type,
    /// `None` if the value is certainly no failure.
    pub probe: Option<TypeProbe>,
    pub level_by: Option<&'a Expr>,
    pub err_if: Option<&'a Expr>,
    /// Whether the `done` record contains the value.
    pub is_logged: bool,
    /// Whether the type can be written in the body: it contains no `impl Trait`.
    pub is_named: bool,
    /// Whether the value is formatted by `Display`.
    pub has_display: bool,
}

impl<'a> OutcomePlan<'a> {
    pub fn new(args: &'a Args, returns: Returns, events: &Events, mistakes: &mut Mistakes) -> Self {
        let Returns {
            kind,
            ty,
            mut probe,
        } = returns;
        let error = args.event(EventKind::Error);
        if let (Some(level_by), None, false) =
            (&error.level_by, &probe, args.inherited_names.is_some())
        {
            mistakes.push(Error::new_spanned(
                level_by,
                "`level_by` needs an error, but this function returns no `Result`",
            ));
        }
        let is_debug =
            |message: &Message| message.has(Builtin::ErrorDebug) && !message.has(Builtin::Error);
        let format = match error.mode {
            Some(Mode::Display) => Some(ErrorFormat::Display),
            Some(Mode::Debug) => Some(ErrorFormat::Debug),
            None if events.message(EventKind::Error).is_some_and(is_debug) => {
                Some(ErrorFormat::Debug)
            }
            None => None,
        };
        if let (Some(probe), Some(format)) = (&mut probe, format) {
            probe.error_format = format;
        }
        let done = events.message(EventKind::Done);
        let is_logged = args.ret.is_some() || done.is_some_and(|message| message.has(Builtin::Ret));
        let is_named = kind != ReturnKind::Opaque && !has_impl(&ty);
        OutcomePlan {
            // The compiler infers the type of a value, but not that of a future's output.
            is_logged: is_logged && (is_named || kind != ReturnKind::Future),
            is_named,
            has_display: args.ret.as_ref().and_then(|ret| ret.mode) == Some(Mode::Display),
            level_by: error.level_by.as_ref().filter(|_| probe.is_some()),
            err_if: args.err_if.as_ref().filter(|_| is_named),
            kind,
            ty,
            probe,
        }
    }

    /// Whether a body in place is rewritten, so that each value that it returns passes through the guard.
    pub fn is_observed(&self) -> bool {
        self.kind == ReturnKind::Value
            && (self.probe.is_some() || self.is_logged || self.err_if.is_some())
    }
}
