//! A package that is generated in order to be compiled.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cpu;

/// How a package is compiled.
#[derive(Clone, Copy)]
pub enum Profile {
    Check,
    Debug,
    Release,
}

impl Profile {
    /// In the order of the figures that are printed last.
    pub const ALL: [Profile; 3] = [Profile::Debug, Profile::Release, Profile::Check];

    pub fn name(self) -> &'static str {
        match self {
            Profile::Check => "check",
            Profile::Debug => "debug",
            Profile::Release => "release",
        }
    }
}

/// A package of one program, with a target folder of its own.
pub struct Package {
    folder: PathBuf,
}

impl Package {
    /// Writes a package with these `[dependencies]` and an empty program. The lock file of the workspace selects the
    /// versions.
    pub fn new(name: &str, dependencies: &str) -> Self {
        let program = std::env::current_exe().expect("a program");
        let folder = program.with_file_name("bench-packages").join(name);
        fs::create_dir_all(folder.join("src")).expect("a folder");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[workspace]\n\n[dependencies]\n{dependencies}"
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).expect("a lock file");
        let package = Package { folder };
        package.write_program("fn main() {}\n");
        package
    }

    pub fn write_program(&self, program: &str) {
        fs::write(self.folder.join("src/main.rs"), program).expect("a program");
    }

    /// Compiles what has changed, and returns the seconds of processor time.
    pub fn compile(&self, profile: Profile) -> f64 {
        let arguments: &[&str] = match profile {
            Profile::Check => &["check"],
            Profile::Debug => &["build"],
            Profile::Release => &["build", "--release"],
        };
        cpu::seconds(self.cargo().args(arguments))
    }

    fn cargo(&self) -> Command {
        let mut cargo = Command::new("cargo");
        cargo
            .current_dir(&self.folder)
            .env_remove("RUSTFLAGS")
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", self.folder.join("target"));
        cargo
    }
}

/// The root of the workspace.
pub fn workspace() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../.."))
}
