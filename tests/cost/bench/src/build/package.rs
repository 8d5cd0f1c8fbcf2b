//! A package that is made to be compiled and measured.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cpu;

/// How a package is compiled.
#[derive(Clone, Copy, PartialEq)]
pub enum Profile {
    Check,
    Debug,
    Release,
}

/// A package of one program.
pub struct Package {
    name: String,
    folder: PathBuf,
    /// Where what it is compiled to is kept.
    target: PathBuf,
    flags: &'static str,
}

impl Package {
    /// Makes one with these lines in its manifest's `[dependencies]`, of the versions that the workspace has locked.
    pub fn new(name: &str, dependencies: &str) -> Self {
        let folder = home().join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        let package = Package {
            name: name.to_owned(),
            folder,
            target: home().join("target"),
            flags: "",
        };
        package.put("fn main() {}\n");
        package
    }

    /// Has all of it compiled for itself, with these flags.
    pub fn apart(self, flags: &'static str) -> Self {
        Package {
            target: self.folder.join("target"),
            flags,
            ..self
        }
    }

    /// Replaces the program and compiles it: returns how many seconds of processor time that took.
    pub fn compile_program(&self, profile: Profile, program: &str) -> f64 {
        self.put(program);
        self.compile(profile)
    }

    fn put(&self, program: &str) {
        fs::write(self.folder.join("src/main.rs"), program).expect("a program");
    }

    /// Compiles what is not yet compiled, and returns how many seconds of processor time that took.
    pub fn compile(&self, profile: Profile) -> f64 {
        let mut cargo = self.cargo();
        match profile {
            Profile::Check => cargo.arg("check"),
            Profile::Debug => cargo.arg("build"),
            Profile::Release => cargo.args(["build", "--release"]),
        };
        cpu::seconds(&mut cargo)
    }

    /// The program, once it has been compiled.
    pub fn program(&self, profile: Profile) -> PathBuf {
        let folder = if profile == Profile::Release {
            "release"
        } else {
            "debug"
        };
        self.target.join(folder).join(&self.name)
    }

    /// Forgets all that was compiled, for a package [`apart`](Self::apart).
    pub fn clean(&self) {
        if self.target.exists() {
            fs::remove_dir_all(&self.target).expect("a folder of ours");
        }
    }

    /// How many crates it depends on.
    pub fn dependencies(&self) -> usize {
        let output = self
            .cargo()
            .args([
                "tree",
                "--prefix=none",
                "--edges=normal,build",
                "--format={p}",
            ])
            .output()
            .expect("cargo");
        let output = String::from_utf8_lossy(&output.stdout);
        let crates: HashSet<&str> = output
            .lines()
            .map(|line| line.trim_end_matches(" (*)"))
            .filter(|line| !line.is_empty())
            .collect();
        // It is listed itself.
        crates.len() - 1
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .current_dir(&self.folder)
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTFLAGS", self.flags)
            .env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}

/// Where the packages are made: beside this program, among what else was compiled.
fn home() -> PathBuf {
    std::env::current_exe()
        .expect("a program")
        .with_file_name("tracked-perf-packages")
}
