//! The styles in which a function can be logged.

use std::path::Path;

use crate::program::Function;

/// How the calls of a function are logged.
#[derive(Clone, Copy, PartialEq)]
pub enum Style {
    /// Not at all.
    Plain,
    /// Careful code by hand: one test of the level, everything else out of line and as far as possible shared.
    Limit,
    /// Code as most people write it.
    Hand,
    Tracked,
    Tracing,
    Fastrace,
    Logcall,
    LogDerive,
}

/// The code that all functions of [`Style::Limit`] share.
const LIMIT: &str = r#"
use log::{Level, error, info};
use std::fmt::Arguments;
use std::time::Instant;

#[inline(always)]
fn is_enabled(level: Level) -> bool {
    level <= log::STATIC_MAX_LEVEL && level <= log::max_level()
}

struct Call { name: &'static str, args: String, start: Instant }
impl Call {
    #[cold]
    fn new(name: &'static str, args: Arguments<'_>) -> Self {
        let args = args.to_string();
        info!("start {name}({args})");
        Call { name, args, start: Instant::now() }
    }
    #[cold]
    fn done(&self) {
        info!("done {}({}) in {:.2?}", self.name, self.args, self.start.elapsed());
    }
    #[cold]
    fn failed(&self, error: &dyn Display) {
        error!("error {}({}) in {:.2?}: {error}", self.name, self.args, self.start.elapsed());
    }
}
"#;

impl Style {
    pub const ALL: [Style; 8] = [
        Style::Plain,
        Style::Limit,
        Style::Hand,
        Style::Tracked,
        Style::Tracing,
        Style::Fastrace,
        Style::Logcall,
        Style::LogDerive,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Style::Plain => "plain",
            Style::Limit => "limit",
            Style::Hand => "hand",
            Style::Tracked => "tracked",
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
            Style::Limit | Style::Hand => LOG.to_owned(),
            Style::Tracked => format!("tracked-core = {{ path = '{}' }}\n", core.display()),
            Style::Tracing => "tracing = \"0.1\"\n".to_owned(),
            Style::Fastrace => {
                "fastrace = { version = \"0.7\", features = [\"enable\"] }\n".to_owned()
            }
            Style::Logcall => format!("logcall = \"0.2\"\n{LOG}"),
            Style::LogDerive => format!("log-derive = \"0.4\"\n{LOG}"),
        }
    }

    /// The first lines of a program.
    pub fn prelude(self) -> &'static str {
        match self {
            Style::Plain => "",
            Style::Limit => LIMIT,
            Style::Hand => "use std::time::Instant;\nuse log::{error, info};\n",
            Style::Tracked => "use tracked_core::tracked;\n",
            Style::Tracing => "use tracing::instrument;\n",
            Style::Fastrace => "use fastrace::trace;\n",
            Style::Logcall => "use logcall::logcall;\n",
            Style::LogDerive => "use log_derive::{logfn, logfn_inputs};\n",
        }
    }

    /// The source of a function that logs its arguments, its end and its error, as far as the style can.
    pub fn write(self, function: &Function) -> String {
        let is_fallible = function.form.is_fallible;
        let attributes = match self {
            Style::Plain => "",
            Style::Limit => return limit(function),
            Style::Hand => return hand(function),
            Style::Tracked => "#[tracked]",
            Style::Tracing if is_fallible => "#[instrument(err)]",
            Style::Tracing if function.form.receiver.is_some() => "#[instrument(skip(self))]",
            Style::Tracing => "#[instrument]",
            Style::Fastrace => {
                let properties =
                    arguments(function, |name| format!("\"{name}\": \"{{{name}:?}}\""));
                &format!("#[trace(properties = {{ {properties} }})]")
            }
            Style::Logcall => {
                let levels = if is_fallible {
                    "ok = \"info\", err = \"error\""
                } else {
                    "\"info\""
                };
                &format!("#[logcall({levels}, input = \"{}\")]", message(function))
            }
            Style::LogDerive if is_fallible => {
                "#[logfn(ok = \"INFO\", err = \"ERROR\", log_ts = true)]\n#[logfn_inputs(INFO)]"
            }
            Style::LogDerive => "#[logfn(INFO, log_ts = true)]\n#[logfn_inputs(INFO)]",
        };
        function.annotated(attributes)
    }
}

/// The arguments, each written by `write`.
fn arguments(function: &Function, write: impl Fn(&str) -> String) -> String {
    let arguments: Vec<String> = function
        .parameters
        .iter()
        .map(|(name, _)| write(name))
        .collect();
    arguments.join(", ")
}

/// The arguments in a format string.
fn message(function: &Function) -> String {
    arguments(function, |name| format!("{name}={{{name}:?}}"))
}

fn hand(function: &Function) -> String {
    let Function {
        name,
        output,
        body,
        form,
        ..
    } = function;
    let args = message(function);
    let result = if form.is_async {
        format!("async {{ {body} }}.await")
    } else {
        format!("(|| -> {output} {{ {body} }})()")
    };
    let done = format!("info!(\"done {name}({args}) in {{:.2?}}\", started.elapsed())");
    let end = if form.is_fallible {
        format!(
            "match &result {{
                Ok(_) => {done},
                Err(error) => error!(\"error {name}({args}) in {{:.2?}}: {{error}}\", started.elapsed()),
            }}"
        )
    } else {
        done + ";"
    };
    let body = format!(
        "info!(\"start {name}({args})\");
        let started = Instant::now();
        let result: {output} = {result};
        {end}
        result"
    );
    function.source("", name, &body)
}

fn limit(function: &Function) -> String {
    let Function {
        name, body, form, ..
    } = function;
    let (enabled_name, body_name) = (format!("{name}_enabled"), format!("{name}_body"));
    let receiver = form.receiver.map_or("", |_| "self.");
    let names = arguments(function, str::to_owned);
    let wait = if form.is_async { ".await" } else { "" };
    let call_enabled = format!("{receiver}{enabled_name}({names}){wait}");
    let call_body = format!("{receiver}{body_name}({names}){wait}");
    let (level, end) = if form.is_fallible {
        (
            "Error",
            "match &result { Ok(_) => call.done(), Err(error) => call.failed(error) }",
        )
    } else {
        ("Info", "call.done();")
    };
    let front =
        format!("if is_enabled(Level::{level}) {{ {call_enabled} }} else {{ {call_body} }}");
    let enabled = format!(
        "let call = Call::new(\"{name}\", format_args!(\"{}\"));
        let result = {call_body};
        {end}
        result",
        message(function)
    );
    function.source("", name, &front)
        + &function.source("#[cold]\n#[inline(never)]", &enabled_name, &enabled)
        + &function.source("", &body_name, body)
}
