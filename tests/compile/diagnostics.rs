//! Compares the diagnostics of the compiler for the same code with the attribute and without it.
//!
//! Both sides are packages of a generated workspace in `target/tmp`. Cargo checks it offline, with the versions of the
//! dependencies that this workspace has.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use serde_json::Value;

use crate::skip;

/// A module of a file of cases. It is compiled as a crate twice: unchanged, and with comments instead of attributes.
pub struct Case {
    pub name: String,
    pub code: String,
}

/// Every case in the `.rs` files of a folder below `tests/`.
pub fn cases(folder: &str) -> Vec<Case> {
    let folder = tests().join(folder);
    let mut cases: Vec<Case> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .flat_map(|path| cases_of(&fs::read_to_string(path).unwrap()))
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!cases.is_empty(), "{} holds no case", folder.display());
    let twice = cases.windows(2).find(|pair| pair[0].name == pair[1].name);
    if let Some([case, _]) = twice {
        panic!("two cases are called `{}`", case.name);
    }
    cases
}

/// Splits a file into its modules. It is split as text because a case may be a mistake that `syn` cannot parse.
fn cases_of(file: &str) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut lines = file.lines();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix("mod ") else {
            assert!(
                line.is_empty() || line.starts_with("//!"),
                "outside of a case: {line}"
            );
            continue;
        };
        let name = name.strip_suffix(" {").expect("`mod name {`");
        let mut code = String::new();
        loop {
            let line = lines.next().expect("the end of a case");
            if line == "}" {
                break;
            }
            assert!(
                line.is_empty() || line.starts_with("    "),
                "not indented: {line}"
            );
            code += line.get(4..).unwrap_or_default();
            code.push('\n');
        }
        cases.push(Case {
            name: name.to_owned(),
            code,
        });
    }
    cases
}

/// One message of the compiler. Its lines name files without their folder.
pub struct Diagnostic {
    /// For example `E0308` or `unused_variables`; empty if the compiler gives no code.
    pub code: String,
    pub is_error: bool,
    pub text: String,
}

impl Diagnostic {
    /// The part that must be the same on both sides: the code, the places and the notes. The wording may differ, for
    /// example "function" and "closure". So may labels at other places and suggestions.
    fn essence(&self) -> String {
        let place = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
        let lines = self.text.lines().skip(1).filter_map(|line| {
            let line = line.strip_prefix("    ")?;
            match line.split(' ').next()? {
                "at" => Some(place(line)),
                "note:" => Some(line.to_owned()),
                _ => None,
            }
        });
        let level = if self.is_error { "error" } else { "warning" };
        format!(
            "{level}[{}] {}",
            self.code,
            lines.collect::<Vec<_>>().join("; ")
        )
    }
}

/// The diagnostics of one target on both sides.
pub struct Comparison {
    pub name: String,
    pub with: Vec<Diagnostic>,
    pub without: Vec<Diagnostic>,
}

impl Comparison {
    /// The lines that only one side has: the attribute removes those with `-` and adds those with `+`.
    pub fn difference(&self) -> Option<String> {
        let (mut with, mut without) = (texts(&self.with), texts(&self.without));
        if with == without {
            return None;
        }
        with.retain(
            |text| match without.iter().position(|other| other == text) {
                Some(same) => {
                    without.remove(same);
                    false
                }
                None => true,
            },
        );
        let mut difference = format!("{}:\n", self.name);
        for (sign, texts) in [('-', without), ('+', with)] {
            for line in texts.iter().flat_map(|text| text.lines()) {
                writeln!(difference, "  {sign} {line}").unwrap();
            }
        }
        Some(difference)
    }
}

/// The differences that are not accepted, as text. Panics if an accepted difference does not exist.
pub fn differences(comparisons: &[Comparison], accepted: &[(&str, &str)]) -> String {
    let is_accepted =
        |comparison: &&Comparison| accepted.iter().any(|(name, _)| *name == comparison.name);
    let same: Vec<&str> = comparisons
        .iter()
        .filter(is_accepted)
        .filter(|comparison| comparison.difference().is_none())
        .map(|comparison| comparison.name.as_str())
        .collect();
    assert!(
        same.is_empty(),
        "no longer different, remove them from the list: {same:?}"
    );
    let others = comparisons
        .iter()
        .filter(|comparison| !is_accepted(comparison));
    let differences: Vec<String> = others.filter_map(Comparison::difference).collect();
    match differences.len() {
        0 => String::new(),
        n => format!(
            "{n} of {} differ (the attribute removes lines with '-' and adds lines with '+'):\n\n{}",
            comparisons.len(),
            differences.join("\n")
        ),
    }
}

fn texts(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut texts: Vec<String> = diagnostics.iter().map(Diagnostic::essence).collect();
    texts.sort();
    texts
}

#[derive(Clone, Copy, PartialEq)]
pub enum Tool {
    Check,
    Clippy,
}

impl Tool {
    /// Clippy, or `cargo check` if clippy is not installed.
    pub fn clippy_or_check() -> Self {
        let version = cargo()
            .args(["clippy", "--version"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        if version.is_ok_and(|status| status.success()) {
            return Self::Clippy;
        }
        skip::skip(
            "clippy is not installed: only rustc's own lints are compared (`rustup component add clippy`)",
        );
        Self::Check
    }
}

/// The parts of the manifest that both sides share.
pub struct Settings<'a> {
    pub edition: &'a str,
    /// Lines of `[lints.rust]` and `[lints.clippy]`.
    pub rust_lints: &'a str,
    pub clippy_lints: &'a str,
}

/// Compiles every case with the attribute and without it.
pub fn compare(name: &str, tool: Tool, settings: &Settings<'_>, cases: &[Case]) -> Vec<Comparison> {
    let workspace = workspace(name, settings, &["with", "without"]);
    for side in ["with", "without"] {
        let mut manifest = manifest(side, settings);
        writeln!(manifest, "tracked-core = {}", tracked_core()).unwrap();
        for case in cases {
            // Some lints look only at what a library exports, so a case without `main` is a library.
            let target = if case.code.contains("fn main()") {
                "[[bin]]"
            } else {
                "[[example]]\ncrate-type = [\"lib\"]"
            };
            writeln!(
                manifest,
                "\n{target}\nname = \"{0}\"\npath = \"{0}.rs\"",
                case.name
            )
            .unwrap();
            let code = if side == "with" {
                case.code.clone()
            } else {
                without_attributes(&case.code)
            };
            write(
                &workspace.join(side).join(format!("{}.rs", case.name)),
                &code,
            );
        }
        write(&workspace.join(side).join("Cargo.toml"), &manifest);
    }
    let mut found = diagnose(&workspace, tool, &[]);
    let mut side = |side: &str, name: &str| {
        found
            .remove(&(side.to_owned(), name.to_owned()))
            .unwrap_or_default()
    };
    cases
        .iter()
        .map(|case| Comparison {
            name: case.name.clone(),
            with: side("with", &case.name),
            without: side("without", &case.name),
        })
        .collect()
}

/// Compiles a library with tracking off for the whole program.
pub fn with_tracking_off(name: &str, settings: &Settings<'_>, code: &str) -> Vec<Diagnostic> {
    let workspace = workspace(name, settings, &["with"]);
    let mut manifest = manifest("with", settings);
    let tracked_core = tracked_core().replace("\"kv\"", "\"kv\", \"off\"");
    writeln!(manifest, "tracked-core = {tracked_core}\n").unwrap();
    writeln!(
        manifest,
        "[[example]]\nname = \"{name}\"\npath = \"{name}.rs\"\ncrate-type = [\"lib\"]"
    )
    .unwrap();
    write(&workspace.join("with/Cargo.toml"), &manifest);
    write(&workspace.join("with").join(format!("{name}.rs")), code);
    let mut found = diagnose(&workspace, Tool::Check, &[]);
    found
        .remove(&("with".to_owned(), name.to_owned()))
        .unwrap_or_default()
}

/// Compiles one test target in its place, with the attribute and with an attribute that does nothing.
///
/// `dependencies` are lines of `[dependencies]` in addition to `tracked-core`. The `forced` lints warn even if the code
/// allows them; this needs clippy.
pub fn compare_target(
    name: &str,
    tool: Tool,
    settings: &Settings<'_>,
    path: &str,
    dependencies: &str,
    forced: &[&str],
) -> Comparison {
    let members = ["with", "without", "nothing", "attribute"];
    let workspace = workspace(name, settings, &members);
    for (side, tracked_core) in [
        ("with", tracked_core()),
        (
            "without",
            "{ package = \"nothing\", path = \"../nothing\" }".to_owned(),
        ),
    ] {
        let mut manifest = manifest(side, settings);
        let path = tests().join(path);
        writeln!(manifest, "tracked-core = {tracked_core}\n{dependencies}").unwrap();
        writeln!(
            manifest,
            "[[test]]\nname = \"{name}\"\npath = '{}'",
            path.display()
        )
        .unwrap();
        write(&workspace.join(side).join("Cargo.toml"), &manifest);
    }
    write(
        &workspace.join("nothing/Cargo.toml"),
        &format!(
            "[package]\nname = \"nothing\"\nedition = \"2024\"\n\n[lib]\npath = \"lib.rs\"\n\n\
             [dependencies]\nattribute = {{ path = \"../attribute\" }}\ntracked-core = {}\n",
            tracked_core()
        ),
    );
    write(
        &workspace.join("nothing/lib.rs"),
        "pub use attribute::tracked;\npub use tracked_core::testing;\n",
    );
    write(
        &workspace.join("attribute/Cargo.toml"),
        "[package]\nname = \"attribute\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\npath = \"lib.rs\"\n",
    );
    write(
        &workspace.join("attribute/lib.rs"),
        "use proc_macro::TokenStream;\n\n\
         #[proc_macro_attribute]\npub fn tracked(_: TokenStream, item: TokenStream) -> TokenStream {\n    item\n}\n",
    );
    let mut found = diagnose(&workspace, tool, forced);
    let mut side = |side: &str| {
        found
            .remove(&(side.to_owned(), name.to_owned()))
            .unwrap_or_default()
    };
    Comparison {
        name: name.to_owned(),
        with: side("with"),
        without: side("without"),
    }
}

fn tests() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn tracked_core() -> String {
    let path = tests().join("../tracked-core").canonicalize().unwrap();
    // Generated code does not use the logger setup, which takes the longest to compile.
    format!(
        "{{ path = '{}', default-features = false, features = [\"kv\", \"testing\"] }}",
        path.display()
    )
}

fn workspace(name: &str, settings: &Settings<'_>, members: &[&str]) -> PathBuf {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let Settings {
        rust_lints,
        clippy_lints,
        ..
    } = settings;
    write(
        &workspace.join("Cargo.toml"),
        &format!(
            "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n\
             [workspace.lints.rust]\n{rust_lints}\n[workspace.lints.clippy]\n{clippy_lints}"
        ),
    );
    let lock =
        fs::read_to_string(tests().join("../Cargo.lock")).expect("the workspace has a Cargo.lock");
    write(&workspace.join("Cargo.lock"), &lock);
    workspace
}

fn manifest(name: &str, settings: &Settings<'_>) -> String {
    let edition = settings.edition;
    format!(
        "[package]\nname = \"{name}\"\nedition = \"{edition}\"\nautobins = false\n\n\
         [lints]\nworkspace = true\n\n[dependencies]\n"
    )
}

/// Writes a file unless it has this content: Cargo checks a file again if its modification time changes.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    // Flags for the outer build, such as `-D warnings`, would change the diagnostics.
    for name in [
        "RUSTFLAGS",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTC_WORKSPACE_WRAPPER",
        "CLIPPY_ARGS",
        "CLIPPY_CONF_DIR",
    ] {
        cargo.env_remove(name);
    }
    cargo
}

/// The diagnostics of each target of each package.
fn diagnose(
    workspace: &Path,
    tool: Tool,
    forced: &[&str],
) -> BTreeMap<(String, String), Vec<Diagnostic>> {
    let mut cargo = cargo();
    cargo
        .arg(match tool {
            Tool::Check => "check",
            Tool::Clippy => "clippy",
        })
        .args([
            "--offline",
            "--workspace",
            "--bins",
            "--examples",
            "--tests",
        ])
        .args(["--keep-going", "--message-format=json"])
        .current_dir(workspace)
        // No file here is compiled again with a change.
        .env("CARGO_INCREMENTAL", "0")
        // All workspaces share it, so that dependencies are compiled once.
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("diagnostics"),
        );
    if tool == Tool::Clippy && !forced.is_empty() {
        cargo.arg("--");
        cargo.args(forced.iter().flat_map(|lint| ["--force-warn", *lint]));
    }
    let output = cargo.output().expect("cargo runs");
    let mut found: BTreeMap<(String, String), Vec<Diagnostic>> = BTreeMap::new();
    let mut compiled = 0;
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        if message["reason"] == "compiler-artifact" {
            compiled += 1;
        }
        if message["reason"] != "compiler-message" {
            continue;
        }
        let package = Path::new(message["manifest_path"].as_str().unwrap())
            .parent()
            .unwrap();
        let side = package.file_name().unwrap().to_str().unwrap();
        let target = message["target"]["name"].as_str().unwrap();
        let key = (side.to_owned(), target.to_owned());
        let list = found.entry(key).or_default();
        if let Some(diagnostic) = diagnostic(&message["message"], side) {
            // Cargo checks a target as itself and as its own test.
            if !list.iter().any(|other| other.text == diagnostic.text) {
                list.push(diagnostic);
            }
        }
    }
    let broken = found
        .keys()
        .find(|(side, _)| !["with", "without"].contains(&side.as_str()));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(broken.is_none(), "{broken:?} does not compile:\n{errors}");
    assert!(compiled > 0, "nothing was compiled:\n{errors}");
    found
}

/// `None` for a summary such as "2 warnings emitted".
fn diagnostic(message: &Value, side: &str) -> Option<Diagnostic> {
    let spans = message["spans"].as_array().unwrap();
    let level = message["level"].as_str().unwrap();
    if spans.is_empty() || !["error", "warning"].contains(&level) {
        return None;
    }
    let code = message["code"]["code"].as_str().unwrap_or_default();
    let mut text = match code {
        "" => format!("{level}: {}", str(&message["message"])),
        _ => format!("{level}[{code}]: {}", str(&message["message"])),
    };
    let mut lines: Vec<String> = spans.iter().map(label_line).collect();
    lines.sort();
    let mut notes: Vec<String> = Vec::new();
    for note in message["children"].as_array().unwrap() {
        notes.push(format!(
            "{}: {}",
            str(&note["level"]),
            str(&note["message"])
        ));
        notes.extend(note["spans"].as_array().unwrap().iter().map(note_line));
    }
    notes.retain(|note| !IGNORED_NOTES.iter().any(|ignored| note.contains(ignored)));
    lines.extend(notes);
    for line in lines.iter().flat_map(|line| line.lines()) {
        write!(text, "\n    {line}").unwrap();
    }
    Some(Diagnostic {
        code: code.to_owned(),
        is_error: level == "error",
        text: text.replace(&format!("{side}/"), ""),
    })
}

/// Notes on why a lint is enabled, which only the first warning of a lint has, and on files that contain long types.
const IGNORED_NOTES: [&str; 5] = [
    "` on by default",
    "` implied by `",
    "requested on the command line",
    "to override `",
    "full name for the type has been written",
];

fn label_line(span: &Value) -> String {
    let mark = if span["is_primary"] == true {
        "at"
    } else {
        "near"
    };
    format!("{mark} {} {}", place(span), str(&span["label"]))
        .trim_end()
        .to_owned()
}

fn note_line(span: &Value) -> String {
    let text = match span["suggested_replacement"].as_str() {
        Some(replacement) => format!("becomes `{replacement}`"),
        None => str(&span["label"]).to_owned(),
    };
    format!("    at {} {text}", place(span))
        .trim_end()
        .to_owned()
}

fn place(span: &Value) -> String {
    let [from_line, from, to_line, to] = ["line_start", "column_start", "line_end", "column_end"]
        .map(|key| span[key].as_u64().unwrap());
    let file = Path::new(str(&span["file_name"])).file_name().unwrap();
    let file = file.to_string_lossy();
    format!("{file}:{from_line}:{from}..{to_line}:{to}")
}

fn str(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Replaces each attribute by a comment, so that all other code keeps its line and column.
///
/// Spaces instead of a comment would cause lints about empty lines. The import becomes an unused one because
/// suggestions depend on the crates that are imported and on the line of the first import.
pub fn without_attributes(code: &str) -> String {
    let mut plain = code.replace("use tracked_core::tracked;", "use tracked_core as _    ;");
    while let Some(at) = plain.find("#[tracked") {
        let end = at + bracketed(&plain[at..]);
        let inside = plain[at + 2..end - 2].chars();
        let blank: String = inside.map(|c| if c == '\n' { c } else { ' ' }).collect();
        plain.replace_range(at..end, &format!("/*{blank}*/"));
    }
    plain
}

/// The length of the attribute that `code` starts with.
fn bracketed(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '[' => depth += 1,
            ']' => depth -= 1,
            _ => {}
        }
        if c == ']' && depth == 0 {
            return at + 1;
        }
    }
    panic!("an attribute that does not end:\n{code}");
}
