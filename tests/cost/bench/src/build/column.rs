//! The ways to log a function's calls that are compared.

use super::function::Function;
use super::package::workspace;

/// What is written once for all functions by who wants the best.
const LIMIT: &str = r#"
    use log::{Level, error, info};
    use std::fmt::Arguments;
    use std::time::Instant;

    #[inline(always)]
    fn is_on(level: Level) -> bool {
        level <= log::STATIC_MAX_LEVEL && level <= log::max_level()
    }

    struct Begun { name: &'static str, args: String, at: Instant }
    impl Begun {
        #[cold]
        fn new(name: &'static str, args: Arguments<'_>) -> Self {
            let args = args.to_string();
            info!("start {name}({args})");
            Begun { name, args, at: Instant::now() }
        }
        #[cold]
        fn done(&self) {
            info!("done {}({}) in {:.2?}", self.name, self.args, self.at.elapsed());
        }
        #[cold]
        fn failed(&self, error: &dyn Display) {
            error!("error {}({}) in {:.2?}: {error}", self.name, self.args, self.at.elapsed());
        }
    }
"#;

/// A way to log a function's calls.
#[derive(Clone, Copy, PartialEq)]
pub enum Column {
    /// Not at all.
    Plain,
    /// The best that can be written by hand: one test of the level, and all else out of line, as much of it as can be
    /// written once for all functions.
    Limit,
    /// What one writes by hand.
    Hand,
    Tracked,
    Tracing,
    Fastrace,
    Logcall,
    LogDerive,
}

impl Column {
    pub const ALL: [Column; 8] = [
        Column::Plain,
        Column::Limit,
        Column::Hand,
        Column::Tracked,
        Column::Tracing,
        Column::Fastrace,
        Column::Logcall,
        Column::LogDerive,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Column::Plain => "plain",
            Column::Limit => "limit",
            Column::Hand => "hand",
            Column::Tracked => "tracked",
            Column::Tracing => "tracing",
            Column::Fastrace => "fastrace",
            Column::Logcall => "logcall",
            Column::LogDerive => "log-derive",
        }
    }

    /// What it depends on, as a manifest says it.
    pub fn dependencies(self) -> String {
        const LOG: &str = "log = \"=0.4.35\"\n";
        let ours = workspace().join("tracked-core");
        match self {
            Column::Plain => String::new(),
            Column::Limit | Column::Hand => LOG.to_owned(),
            Column::Tracked => format!("tracked-core = {{ path = \"{}\" }}\n", ours.display()),
            Column::Tracing => "tracing = \"=0.1.44\"\n".to_owned(),
            Column::Fastrace => {
                "fastrace = { version = \"=0.7.19\", features = [\"enable\"] }\n".to_owned()
            }
            Column::Logcall => format!("logcall = \"=0.2.1\"\n{LOG}"),
            Column::LogDerive => format!("log-derive = \"=0.4.1\"\n{LOG}"),
        }
    }

    /// The same with all levels compiled out of a release.
    pub fn dependencies_off(self) -> String {
        const OFF: &str = "features = [\"release_max_level_off\"]";
        match self {
            Column::Tracing => format!("tracing = {{ version = \"=0.1.44\", {OFF} }}\n"),
            Column::Fastrace => "fastrace = \"=0.7.19\"\n".to_owned(),
            Column::Tracked => format!(
                "{}log = {{ version = \"=0.4.35\", {OFF} }}\n",
                self.dependencies()
            ),
            Column::Limit => format!("log = {{ version = \"=0.4.35\", {OFF} }}\n"),
            other => other.dependencies(),
        }
    }

    /// What stands at the top of a program.
    pub fn prelude(self) -> &'static str {
        match self {
            Column::Plain => "",
            Column::Limit => LIMIT,
            Column::Hand => "use std::time::Instant;\nuse log::{error, info};\n",
            Column::Tracked => "use tracked_core::tracked;\n",
            Column::Tracing => "use tracing::instrument;\n",
            Column::Fastrace => "use fastrace::trace;\n",
            Column::Logcall => "use logcall::logcall;\n",
            Column::LogDerive => "use log_derive::{logfn, logfn_inputs};\n",
        }
    }

    /// A function that is logged: its arguments, its end and its failure, as far as the way knows them.
    pub fn write(self, function: &Function) -> String {
        let fails = function.form.fails;
        match self {
            Column::Plain => function.with(""),
            Column::Limit => limit(function),
            Column::Hand => hand(function),
            Column::Tracked => function.with("#[tracked]"),
            Column::Tracing if fails => function.with("#[instrument(err)]"),
            Column::Tracing if function.form.receiver.is_some() => {
                function.with("#[instrument(skip(self))]")
            }
            Column::Tracing => function.with("#[instrument]"),
            Column::Fastrace => {
                let properties: Vec<String> = function
                    .form
                    .params
                    .iter()
                    .map(|(name, _)| format!("\"{name}\": \"{{{name}:?}}\""))
                    .collect();
                function.with(&format!(
                    "#[trace(properties = {{ {} }})]",
                    properties.join(", ")
                ))
            }
            Column::Logcall => {
                let levels = if fails {
                    "ok = \"info\", err = \"error\""
                } else {
                    "\"info\""
                };
                function.with(&format!(
                    "#[logcall({levels}, input = \"{}\")]",
                    shown(function)
                ))
            }
            Column::LogDerive if fails => function.with(
                "#[logfn(ok = \"INFO\", err = \"ERROR\", log_ts = true)]\n#[logfn_inputs(INFO)]",
            ),
            Column::LogDerive => {
                function.with("#[logfn(INFO, log_ts = true)]\n#[logfn_inputs(INFO)]")
            }
        }
    }
}

/// The arguments in a message.
fn shown(function: &Function) -> String {
    let shown: Vec<String> = function
        .form
        .params
        .iter()
        .map(|(name, _)| format!("{name}={{{name}:?}}"))
        .collect();
    shown.join(", ")
}

fn hand(function: &Function) -> String {
    let Function { name, form, body } = function;
    let output = form.output;
    let args = shown(function);
    let run = if function.form.is_async {
        format!("async {{ {body} }}.await")
    } else {
        format!("(|| -> {output} {{ {body} }})()")
    };
    let end = if function.form.fails {
        format!(
            "match &result {{
                Ok(_) => info!(\"done {name}({args}) in {{:.2?}}\", begun.elapsed()),
                Err(error) => error!(\"error {name}({args}) in {{:.2?}}: {{error}}\", begun.elapsed()),
            }}"
        )
    } else {
        format!("info!(\"done {name}({args}) in {{:.2?}}\", begun.elapsed());")
    };
    function.write(
        "",
        &format!(
            "info!(\"start {name}({args})\");
        let begun = Instant::now();
        let result: {output} = {run};
        {end}
        result"
        ),
    )
}

fn limit(function: &Function) -> String {
    let Function { name, form, .. } = function;
    let shown = shown(function);
    let names: Vec<&str> = form.params.iter().map(|(name, _)| *name).collect();
    let names = names.join(", ");
    let owner = form.receiver.map_or("", |_| "self.");
    let wait = if form.is_async { ".await" } else { "" };
    let call = |suffix: &str| format!("{owner}{name}_{suffix}({names}){wait}");
    let (on, off) = (call("on"), call("off"));
    let (level, end) = if form.fails {
        (
            "Error",
            "match &result { Ok(_) => call.done(), Err(error) => call.failed(error) }",
        )
    } else {
        ("Info", "call.done();")
    };
    let front = function.write(
        "",
        &format!("if is_on(Level::{level}) {{ {on} }} else {{ {off} }}"),
    );
    let back = function.renamed("on").write(
        "#[cold]\n#[inline(never)]",
        &format!(
            "let call = Begun::new(\"{name}\", format_args!(\"{shown}\"));
            let result = {off};
            {end}
            result"
        ),
    );
    front + &back + &function.renamed("off").with("")
}
