//! Compiles a single file with optimisations, as a user's program that depends on `tracked-core` and `log`.

#![allow(dead_code, reason = "not every test target uses all of this module")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::{env, fs};

use serde_json::Value;

/// The compiled crates that a file may use.
pub struct Crates {
    /// The name and the library of each crate.
    libraries: Vec<(String, PathBuf)>,
    /// The folders of all libraries that those depend on.
    folders: Vec<PathBuf>,
    /// The argument that selects the target; empty for the host.
    target: Vec<String>,
}

impl Crates {
    /// Compiles the crates offline, in the versions of this workspace, with an optional feature of `log`.
    pub fn compiled(log_feature: Option<&str>) -> Self {
        Self::compiled_for(&[], log_feature)
    }

    /// The same for another target: `--target=NAME`.
    pub fn compiled_for(target: &[&str], log_feature: Option<&str>) -> Self {
        let manifest = format!(
            "[lib]\npath = \"lib.rs\"\n\n[dependencies]\n\
             log = {{ version = \"0.4\", features = {features:?} }}\n",
            features = log_feature.as_slice(),
        );
        let mut arguments = vec!["--release", "--message-format=json"];
        arguments.extend(target);
        let messages = build(log_feature.unwrap_or("default"), &manifest, &arguments);
        let libraries =
            ["log", "tracked_core"].map(|name| (name.to_owned(), library(&messages, name)));
        // The macro is always compiled for the host.
        let tracked_macro = library(&messages, "tracked_macro");
        let files = libraries
            .iter()
            .map(|(_, file)| file)
            .chain([&tracked_macro]);
        Crates {
            folders: files
                .map(|file| file.parent().unwrap().to_owned())
                .collect(),
            libraries: libraries.into(),
            target: target.iter().map(ToString::to_string).collect(),
        }
    }

    /// Compiles a file of `tests/` to `output`.
    pub fn compile(&self, file: &str, output: &Path, arguments: &[&str]) {
        let mut rustc = command("RUSTC", "rustc");
        rustc
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(file))
            .args(["--edition=2024", "-Copt-level=3", "-Ccodegen-units=1"])
            .args(&self.target)
            .args(arguments)
            .arg("-o")
            .arg(output);
        for (name, path) in &self.libraries {
            rustc.arg(format!("--extern={name}={}", path.display()));
        }
        for folder in &self.folders {
            let mut search = OsString::from("-Ldependency=");
            search.push(folder);
            rustc.arg(search);
        }
        let output = rustc.output().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
    }
}

/// Compiles a package that depends on `tracked-core`, offline and in the versions of this workspace. Returns what Cargo
/// writes to stdout. The manifest ends with the other dependencies.
pub fn build(name: &str, manifest: &str, arguments: &[&str]) -> String {
    // Tests run in parallel and write the same packages.
    static PACKAGES: Mutex<()> = Mutex::new(());
    let _lock = PACKAGES.lock().unwrap_or_else(PoisonError::into_inner);
    let package = folder().join(name);
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tracked_core = tests.join("../tracked-core").canonicalize().unwrap();
    let manifest = format!(
        "[package]\nname = \"package\"\nedition = \"2024\"\n\n[workspace]\n\n{manifest}\
         tracked-core = {{ path = '{path}', default-features = false, features = [\"kv\"] }}\n",
        path = tracked_core.display(),
    );
    fs::create_dir_all(&package).unwrap();
    fs::write(package.join("Cargo.toml"), manifest).unwrap();
    fs::write(package.join("lib.rs"), "").unwrap();
    fs::copy(tests.join("../Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let output = command("CARGO", "cargo")
        .args(["build", "--offline"])
        .args(arguments)
        .current_dir(&package)
        .env("CARGO_INCREMENTAL", "0")
        // All packages share it, so that the macro is compiled once.
        .env("CARGO_TARGET_DIR", target_folder())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The folder of all outputs.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("optimised")
}

/// The folder in which Cargo compiles all packages.
pub fn target_folder() -> PathBuf {
    folder().join("target")
}

/// Whether the standard library of a target is installed.
pub fn has_std_for(target: &str) -> bool {
    let output = command("RUSTC", "rustc")
        .args(["--print=target-libdir", "--target", target])
        .output()
        .unwrap();
    let folder = String::from_utf8(output.stdout).unwrap();
    Path::new(folder.trim()).is_dir()
}

/// The full version text of the compiler.
pub fn compiler() -> String {
    let output = command("RUSTC", "rustc").arg("-vV").output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// A tool of the toolchain that compiled this test, without the flags of the outer build.
pub fn command(variable: &str, name: &str) -> Command {
    let mut command = Command::new(env::var_os(variable).unwrap_or_else(|| name.into()));
    for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS", "CARGO_BUILD_TARGET"] {
        command.env_remove(name);
    }
    command
}

/// The library of a crate, according to Cargo's messages.
fn library(messages: &str, name: &str) -> PathBuf {
    messages
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap())
        .filter(|message| message["reason"] == "compiler-artifact")
        .filter(|message| message["target"]["name"] == name)
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|file| file.as_str().map(PathBuf::from))
        .find(|file| {
            file.extension().is_some_and(|extension| {
                extension == "rlib" || extension == env::consts::DLL_EXTENSION
            })
        })
        .unwrap_or_else(|| panic!("no {name} in:\n{messages}"))
}
