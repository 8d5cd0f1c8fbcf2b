//! Replaces `#[instrument]` by `#[tracked]` in published crates and compiles them:
//! `cargo run -p tracked-tests --example migration`. It downloads the crates and what they depend on.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// Each crate with its version and the feature of which its attributes are a part.
const CRATES: [(&str, &str, &str); 3] = [
    ("openraft", "0.9.25", ""),
    ("sea-orm", "2.0.4", ""),
    ("zbus", "6.2.1", "tracing"),
];

fn main() {
    println!("| crate | `#[instrument]` | compile errors | events of `tracing` |");
    println!("|---|---:|---:|---:|");
    for (name, version, feature) in CRATES {
        let copy = folder().join(name);
        copy_crate(&downloaded(name, version), &copy);
        let (mut attributes, mut events) = (0, 0);
        for file in files(&copy.join("src")) {
            let source = fs::read_to_string(&file).expect("a source file");
            let migrated = migrate(&source);
            attributes += migrated.matches(TRACKED).count();
            events += EVENTS
                .map(|event| source.matches(event).count())
                .iter()
                .sum::<usize>();
            fs::write(file, migrated).expect("a source file");
        }
        let errors = errors(&copy, feature);
        println!("| {name} {version} | {attributes} | {errors} | {events} |");
    }
}

const TRACKED: &str = "tracked_core::tracked";

/// The events whose span `#[instrument]` was.
const EVENTS: [&str; 5] = ["trace!(", "debug!(", "info!(", "warn!(", "error!("];

/// Search and replace. An import of `instrument` stays, and is unused.
fn migrate(source: &str) -> String {
    let mut migrated = source.to_owned();
    for before in ["#[", "#[tracing::", "tracing::"] {
        for after in ["]", "(", ")"] {
            let open = if before.starts_with("#[") { "#[" } else { "" };
            let (from, to) = (
                format!("{before}instrument{after}"),
                format!("{open}{TRACKED}{after}"),
            );
            migrated = migrated.replace(&from, &to);
        }
    }
    migrated
}

fn folder() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.with_file_name("target").join("migration")
}

/// The folder of a crate in the registry.
fn downloaded(name: &str, version: &str) -> PathBuf {
    let user = folder().join("user");
    fs::create_dir_all(user.join("src")).expect("a folder");
    fs::write(user.join("src/lib.rs"), "").expect("a file");
    let manifest = format!(
        "[package]\nname = \"user\"\nedition = \"2024\"\n[dependencies]\n{name} = \"={version}\"\n[workspace]\n"
    );
    fs::write(user.join("Cargo.toml"), manifest).expect("a file");
    let output = cargo(&user, &["metadata", "--format-version=1"]);
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata of cargo");
    let mut packages = metadata["packages"].as_array().expect("packages").iter();
    let package = packages
        .find(|package| package["name"] == name)
        .expect("the crate");
    let manifest = package["manifest_path"].as_str().expect("a path");
    Path::new(manifest).parent().expect("a folder").to_owned()
}

/// Copies a crate, with `tracked-core` among its dependencies.
fn copy_crate(source: &Path, copy: &Path) {
    let _ = fs::remove_dir_all(copy);
    for file in files(source) {
        let target = copy.join(file.strip_prefix(source).expect("a file of the crate"));
        fs::create_dir_all(target.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, &target).expect("a copy");
    }
    let _ = fs::remove_file(copy.join("Cargo.lock"));
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).with_file_name("tracked-core");
    let path = copy.join("Cargo.toml");
    let manifest = fs::read_to_string(&path).expect("a manifest");
    let dependency = format!(
        "{manifest}\n[dependencies.tracked-core]\npath = '{}'\ndefault-features = false\n[workspace]\n",
        core.display()
    );
    fs::write(path, dependency).expect("a manifest");
}

/// All files in a folder and its folders.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

fn errors(package: &Path, feature: &str) -> usize {
    let output = cargo(
        package,
        &[
            "check",
            "--lib",
            "--quiet",
            "--message-format=short",
            "--features",
            feature,
        ],
    );
    let messages = String::from_utf8_lossy(&output.stderr);
    let errors = messages.matches(": error").count();
    assert!(errors > 0 || output.status.success(), "{messages}");
    errors
}

fn cargo(package: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(package)
        .env("CARGO_TARGET_DIR", folder().join("target"))
        .output()
        .expect("cargo runs")
}
