//! The styles in which a function can be logged, each written once: for the compiler and for the calls.

use std::path::Path;

use crate::function::Function;

/// How the calls of a function are logged.
#[derive(Clone, Copy, PartialEq)]
pub enum Style {
    /// Not at all.
    Plain,
    /// Code as most people write it.
    Hand,
    /// Careful code by hand: one test of the level, everything else out of line and as far as possible shared.
    Limit,
    Tracked,
    /// `tracked` without the search for secrets in values.
    Unredacted,
    Tracing,
    Fastrace,
    Logcall,
    LogDerive,
}

impl Style {
    pub const ALL: [Style; 9] = [
        Style::Plain,
        Style::Hand,
        Style::Limit,
        Style::Tracked,
        Style::Unredacted,
        Style::Tracing,
        Style::Fastrace,
        Style::Logcall,
        Style::LogDerive,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Style::Plain => "plain",
            Style::Hand => "hand",
            Style::Limit => "limit",
            Style::Tracked => "tracked",
            Style::Unredacted => "unredacted",
            Style::Tracing => "tracing",
            Style::Fastrace => "fastrace",
            Style::Logcall => "logcall",
            Style::LogDerive => "log_derive",
        }
    }

    /// The lines of a manifest, with `tracked-core` from this folder.
    pub fn dependencies(self, core: &Path) -> String {
        const LOG: &str = "log = \"0.4\"\n";
        match self {
            Style::Plain => String::new(),
            Style::Hand | Style::Limit => LOG.to_owned(),
            Style::Tracked | Style::Unredacted => {
                format!("tracked-core = {{ path = '{}' }}\n", core.display())
            }
            Style::Tracing => "tracing = \"0.1\"\n".to_owned(),
            Style::Fastrace => {
                "fastrace = { version = \"0.7\", features = [\"enable\"] }\n".to_owned()
            }
            Style::Logcall => format!("logcall = \"0.2\"\n{LOG}"),
            Style::LogDerive => format!("log-derive = \"0.4\"\n{LOG}"),
        }
    }

    /// What comes before the functions.
    pub fn prelude(self) -> &'static str {
        match self {
            Style::Plain | Style::Hand => "",
            Style::Limit => include_str!("style/limit.rs"),
            Style::Tracked | Style::Unredacted => "use tracked_core::tracked;\n",
            Style::Tracing => "use tracing::instrument;\n",
            Style::Fastrace => "use fastrace::trace;\n",
            Style::Logcall => "use logcall::logcall;\n",
            Style::LogDerive => "use log_derive::{logfn, logfn_inputs};\n",
        }
    }

    /// The source of a function that logs its arguments, its end and its error, as far as the style can.
    pub fn write(self, function: &Function) -> String {
        let is_fallible = function.is_fallible;
        let attributes = match self {
            Style::Plain => "",
            Style::Hand => return hand(function),
            Style::Limit => return limit(function),
            Style::Tracked => "#[tracked]",
            Style::Unredacted => "#[tracked(redact(off))]",
            Style::Tracing if is_fallible => "#[instrument(err)]",
            Style::Tracing if function.receiver.is_some() => "#[instrument(skip(self))]",
            Style::Tracing => "#[instrument]",
            Style::Fastrace => {
                let properties = function.arguments(|name| format!("\"{name}\": \"{{{name}:?}}\""));
                &format!("#[trace(properties = {{ {properties} }})]")
            }
            Style::Logcall => {
                let levels = if is_fallible {
                    "ok = \"info\", err = \"error\""
                } else {
                    "\"info\""
                };
                &format!("#[logcall({levels}, input = \"{}\")]", function.message())
            }
            Style::LogDerive if is_fallible => {
                "#[logfn(ok = \"INFO\", err = \"ERROR\", log_ts = true)]\n#[logfn_inputs(INFO)]"
            }
            Style::LogDerive => "#[logfn(INFO, log_ts = true)]\n#[logfn_inputs(INFO)]",
        };
        function.source(attributes, &function.name, &function.body)
    }
}

/// Runs the body so that `return` and `?` do not leave the function.
fn body_as_expression(function: &Function) -> String {
    let Function { output, body, .. } = function;
    if function.is_async {
        format!("async {{ {body} }}.await")
    } else {
        format!("(|| -> {output} {{ {body} }})()")
    }
}

/// Chooses a statement by the result of a function that can fail.
fn by_result(function: &Function, done: &str, failed: &str) -> String {
    if function.is_fallible {
        format!("match &result {{ Ok(_) => {{ {done} }} Err(error) => {{ {failed} }} }}")
    } else {
        done.to_owned()
    }
}

fn hand(function: &Function) -> String {
    let Function { name, output, .. } = function;
    let args = function.message();
    let result = body_as_expression(function);
    let end = by_result(
        function,
        &format!("log::info!(\"done {name}({args}) in {{elapsed:.2?}}\");"),
        &format!("log::error!(\"error {name}({args}) in {{elapsed:.2?}}: {{error}}\");"),
    );
    let body = format!(
        "log::info!(\"start {name}({args})\");
        let start = std::time::Instant::now();
        let result: {output} = {result};
        let elapsed = start.elapsed();
        {end}
        result"
    );
    function.source("", name, &body)
}

fn limit(function: &Function) -> String {
    let Function { name, body, .. } = function;
    let (enabled_name, body_name) = (format!("{name}_enabled"), format!("{name}_body"));
    let receiver = function.receiver.map_or("", |_| "self.");
    let names = function.arguments(str::to_owned);
    let wait = if function.is_async { ".await" } else { "" };
    let call_enabled = format!("{receiver}{enabled_name}({names}){wait}");
    let call_body = format!("{receiver}{body_name}({names}){wait}");
    let level = if function.is_fallible {
        "Error"
    } else {
        "Info"
    };
    let front =
        format!("if is_enabled(log::Level::{level}) {{ {call_enabled} }} else {{ {call_body} }}");
    let args = function.message();
    let end = by_result(function, "call.done();", "call.failed(error);");
    let enabled = format!(
        "let call = Call::new(\"{name}\", format_args!(\"{args}\"));
        let result = {call_body};
        {end}
        result"
    );
    function.source("", name, &front)
        + &function.source("#[cold]\n#[inline(never)]", &enabled_name, &enabled)
        + &function.source("", &body_name, body)
}
