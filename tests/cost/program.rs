//! Compiles a program of `programs/` by Cargo, with a profile.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::optimised::{self, target_folder};

/// The path of a compiled program.
pub struct Program(pub PathBuf);

impl Program {
    /// Compiles `programs/NAME.rs` with a profile.
    pub fn compiled(name: &str, profile: &str) -> Self {
        // Tests run in parallel and write the same package.
        static PACKAGE: Mutex<()> = Mutex::new(());
        let _lock = PACKAGE.lock().unwrap_or_else(PoisonError::into_inner);
        let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
        let package = optimised::folder().join("programs");
        let tracked_core = tests.join("../tracked-core").canonicalize().unwrap();
        let bin = |name: &str| {
            let path = tests.join("cost/programs").join(name);
            format!(
                "[[bin]]\nname = \"{name}\"\npath = '{}.rs'\n\n",
                path.display()
            )
        };
        let bins = ["frames", "large"].map(bin).concat();
        fs::create_dir_all(&package).unwrap();
        fs::write(
            package.join("Cargo.toml"),
            format!(
                "[package]\nname = \"programs\"\nedition = \"2024\"\n\n[workspace]\n\n{bins}\
                 [profile.dev-without-debug]\ninherits = \"dev\"\ndebug = false\n\n\
                 [profile.release-with-debug]\ninherits = \"release\"\ndebug = true\n\n\
                 [dependencies]\nlog = \"0.4\"\ntracing = \"0.1\"\n\
                 tracked-core = {{ path = '{path}', default-features = false, features = [\"kv\"] }}\n",
                path = tracked_core.display(),
            ),
        )
        .unwrap();
        fs::copy(tests.join("../Cargo.lock"), package.join("Cargo.lock")).unwrap();
        let output = optimised::command("CARGO", "cargo")
            .args(["build", "--offline", "--bin", name, "--profile", profile])
            .current_dir(&package)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_TARGET_DIR", target_folder())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        let folder = if profile == "dev" { "debug" } else { profile };
        Program(target_folder().join(folder).join(name))
    }
}
