//! Diagnostics: what the compiler says of the same code with the attribute and without it.
//!
//! Both sides are packages of a generated workspace under `target/tmp`, which Cargo checks as it checks a user's: offline and
//! with this workspace's versions of the dependencies.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use serde_json::Value;

use crate::skip;

/// A file of one `main`, to be compiled as it is and with comments in place of its attributes.
pub struct Case {
    pub name: String,
    pub code: String,
}

/// Every `.rs` file of a folder beside this one.
pub fn cases(folder: &str) -> Vec<Case> {
    let folder = tests().join(folder);
    let mut cases: Vec<Case> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| Case {
            name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            code: fs::read_to_string(&path).unwrap(),
        })
        .collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(!cases.is_empty(), "{} holds no case", folder.display());
    cases
}

/// One message of the compiler, as lines of text without the folder it was found in.
pub struct Diagnostic {
    /// `E0308`, `unused_variables`, or nothing where the compiler gives no code.
    pub code: String,
    pub is_error: bool,
    pub text: String,
}

impl Diagnostic {
    /// What must be the same on both sides: the code, where it points, the notes. The wording may differ, as between
    /// "function" and "closure", and so may labels at other places and offers of help.
    fn gist(&self) -> String {
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

/// What is said of one target on either side.
pub struct Twin {
    pub name: String,
    pub with: Vec<Diagnostic>,
    pub without: Vec<Diagnostic>,
}

impl Twin {
    /// The lines that only one side has: `-` is lost with the attribute, `+` is new with it.
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

/// What twins differ in that are not `known` to, and which of those that are known don't; empty if all is as known.
pub fn differences(twins: &[Twin], known: &[(&str, &str)]) -> String {
    let is_known = |twin: &&Twin| known.iter().any(|(name, _)| *name == twin.name);
    let same: Vec<&str> = twins
        .iter()
        .filter(is_known)
        .filter(|twin| twin.difference().is_none())
        .map(|twin| twin.name.as_str())
        .collect();
    assert!(same.is_empty(), "these are the same by now: {same:?}");
    let unknown = twins.iter().filter(|twin| !is_known(twin));
    let differences: Vec<String> = unknown.filter_map(Twin::difference).collect();
    match differences.len() {
        0 => String::new(),
        n => format!(
            "{n} of {} differ ('-' lost with the attribute, '+' new with it):\n\n{}",
            twins.len(),
            differences.join("\n")
        ),
    }
}

fn texts(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut texts: Vec<String> = diagnostics.iter().map(Diagnostic::gist).collect();
    texts.sort();
    texts
}

#[derive(Clone, Copy, PartialEq)]
pub enum Tool {
    Check,
    Clippy,
}

impl Tool {
    /// Clippy if it is installed.
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

/// The tables of a manifest that both sides share.
pub struct Settings<'a> {
    pub edition: &'a str,
    /// Lines of `[lints.rust]` and `[lints.clippy]`.
    pub rust_lints: &'a str,
    pub clippy_lints: &'a str,
}

/// Compiles every case with the attribute and without it.
pub fn compare(name: &str, tool: Tool, settings: &Settings<'_>, cases: &[Case]) -> Vec<Twin> {
    let workspace = workspace(name, settings, &["with", "without"]);
    for side in ["with", "without"] {
        let mut manifest = manifest(side, settings);
        writeln!(manifest, "tracked-core = {}", tracked_core()).unwrap();
        for case in cases {
            // What a library offers to others is looked at by other lints than a program's.
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
        .map(|case| Twin {
            name: case.name.clone(),
            with: side("with", &case.name),
            without: side("without", &case.name),
        })
        .collect()
}

/// Compiles one test target, which lies where it lies, with the attribute and with one that does nothing.
///
/// `dependencies` are lines of `[dependencies]` beside `tracked-core`. The `forced` lints, which only clippy can force, are
/// heard whatever the code allows.
pub fn compare_target(
    name: &str,
    tool: Tool,
    settings: &Settings<'_>,
    path: &str,
    dependencies: &str,
    forced: &[&str],
) -> Twin {
    let workspace = workspace(name, settings, &["with", "without", "nothing"]);
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
        "[package]\nname = \"nothing\"\nedition = \"2024\"\n\n[lib]\nproc-macro = true\npath = \"lib.rs\"\n",
    );
    write(
        &workspace.join("nothing/lib.rs"),
        "use proc_macro::TokenStream;\n\n\
         #[proc_macro_attribute]\npub fn tracked(_: TokenStream, item: TokenStream) -> TokenStream {\n    item\n}\n",
    );
    let mut found = diagnose(&workspace, tool, forced);
    let mut side = |side: &str| {
        found
            .remove(&(side.to_owned(), name.to_owned()))
            .unwrap_or_default()
    };
    Twin {
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
    // The logger setup has no part in what the attribute writes, and is most of what there is to compile.
    format!(
        "{{ path = '{}', default-features = false, features = [\"kv\"] }}",
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

/// An untouched file keeps its time, and Cargo its result.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")));
    // Flags meant for the outer build, `-D warnings` first of all, would change what is compared.
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

/// What is said of each target of each package.
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
        // Nothing here is compiled a second time in another shape.
        .env("CARGO_INCREMENTAL", "0")
        // One for all, so that the dependencies are compiled once.
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
            // A target is checked once as itself and once as its own test.
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

/// Nothing for a summary such as "2 warnings emitted".
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
    let mut lines: Vec<String> = spans.iter().map(labelled).collect();
    lines.sort();
    let mut notes: Vec<String> = Vec::new();
    for note in message["children"].as_array().unwrap() {
        notes.push(format!(
            "{}: {}",
            str(&note["level"]),
            str(&note["message"])
        ));
        notes.extend(note["spans"].as_array().unwrap().iter().map(noted));
    }
    notes.retain(|note| !PASSING.iter().any(|passing| note.contains(passing)));
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

/// Notes of how a lint came to be on, which only the first of its kind has, and of the files that long types are written to.
const PASSING: [&str; 5] = [
    "` on by default",
    "` implied by `",
    "requested on the command line",
    "to override `",
    "full name for the type has been written",
];

fn labelled(span: &Value) -> String {
    let mark = if span["is_primary"] == true {
        "at"
    } else {
        "beside"
    };
    format!("{mark} {} {}", place(span), str(&span["label"]))
        .trim_end()
        .to_owned()
}

fn noted(span: &Value) -> String {
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

/// Puts a comment where an attribute stands, so that everything else stays in its line and column.
///
/// Spaces would do for the compiler, but clippy has words about empty lines. The import stays one, of nothing: the compiler
/// advises on what it sees of other crates, and puts an import it misses before the first.
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
    panic!("an attribute without end:\n{code}");
}
