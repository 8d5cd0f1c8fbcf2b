//! How the returned value is classified, and whether it is logged.

use syn::{Error, Expr, LitStr, Type};

use super::events::Events;
use super::message::{Builtin, Message};
use super::returns::{ErrorFormat, ReturnKind, ReturnPlan, has_impl};
use crate::expand::args::{Args, EventKind, Mode};
use crate::expand::mistakes::Mistakes;

/// Whether an option needs the returned value, even if it is no failure by its type.
///
/// Wrong for a message with the text `{{ret`: the body of a function that returns an `impl Trait` is moved into a closure
/// without need.
pub fn needs_value(args: &Args) -> bool {
    let done = args.event(EventKind::Done).message.as_ref();
    let has_ret = done.is_some_and(|message| message.value().contains("{ret"));
    args.ret.is_some() || args.err_if.is_some() || has_ret
}

/// How the value that a function returns is classified and shown.
pub struct OutcomePlan<'a> {
    pub returns: ReturnPlan,
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
    pub fn new(
        args: &'a Args,
        mut returns: ReturnPlan,
        events: &Events,
        mistakes: &mut Mistakes,
    ) -> Self {
        let error = args.event(EventKind::Error);
        let is_useless = returns.probe.is_none() && !args.is_in_block();
        if let Some(level_by) = error.level_by.as_ref().filter(|_| is_useless) {
            mistakes.push(Error::new_spanned(
                level_by,
                "`level_by` needs an error, but this function returns no `Result`",
            ));
        }
        let is_debug =
            |message: &Message| message.has(Builtin::ErrorDebug) && !message.has(Builtin::Error);
        let shows_debug = events.message(EventKind::Error).is_some_and(is_debug);
        let format = match error.mode {
            Some(Mode::Display) => Some(ErrorFormat::Display),
            Some(Mode::Debug) => Some(ErrorFormat::Debug),
            None => shows_debug.then_some(ErrorFormat::Debug),
        };
        if let (Some(probe), Some(format)) = (&mut returns.probe, format) {
            probe.error_format = format;
            probe.known = None;
        }
        let has_value = !matches!(returns.ty, Type::Never(_));
        let done = events.message(EventKind::Done);
        let has_ret = done.is_some_and(|message| message.has(Builtin::Ret));
        let is_named = returns.kind != ReturnKind::Opaque && !has_impl(&returns.ty);
        let is_known = is_named || returns.is_inferable;
        if !is_known && !args.is_in_block() {
            let message = args.event(EventKind::Done).message.as_ref();
            let message = message.filter(|_| has_ret).map(LitStr::span);
            let options = [
                ("ret", args.span_of("ret")),
                ("err_if", args.span_of("err_if")),
                ("{ret}", message),
            ];
            for (option, span) in options {
                let Some(span) = span else { continue };
                let reason = "is not available for a closure or for a future with an opaque output";
                mistakes.report(span, format!("`{option}` {reason}"));
            }
        }
        OutcomePlan {
            is_logged: has_value && is_known && (args.ret.is_some() || has_ret),
            is_named,
            has_display: args.ret.as_ref().and_then(|ret| ret.mode) == Some(Mode::Display),
            level_by: error.level_by.as_ref().filter(|_| returns.probe.is_some()),
            err_if: args.err_if.as_ref().filter(|_| has_value && is_known),
            returns,
        }
    }

    /// Whether options change how the value is classified or shown.
    pub fn has_options(&self) -> bool {
        self.level_by.is_some() || self.err_if.is_some() || self.is_logged
    }

    /// Whether a body in place is rewritten, so that each value that it returns passes through the guard.
    pub fn is_observed(&self) -> bool {
        matches!(self.returns.kind, ReturnKind::Value | ReturnKind::Opaque)
            && (self.returns.probe.is_some() || self.is_logged || self.err_if.is_some())
    }
}
