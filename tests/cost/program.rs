//! Compiles a program of `programs/` by Cargo, with a profile.

use std::path::{Path, PathBuf};

use crate::optimised::{build, target_folder};

/// The path of a compiled program.
pub struct Program(pub PathBuf);

impl Program {
    /// Compiles `programs/NAME.rs` with a profile.
    pub fn compiled(name: &str, profile: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cost/programs");
        let bin = |name: &str| {
            let path = folder.join(name);
            format!(
                "[[bin]]\nname = \"{name}\"\npath = '{}.rs'\n\n",
                path.display()
            )
        };
        let manifest = format!(
            "{bins}\
             [profile.dev-without-debug]\ninherits = \"dev\"\ndebug = false\n\n\
             [profile.dev-with-lines]\ninherits = \"dev\"\ndebug = \"line-tables-only\"\n\n\
             [profile.release-with-lines]\ninherits = \"release\"\ndebug = \"line-tables-only\"\n\n\
             [profile.release-with-debug]\ninherits = \"release\"\ndebug = true\n\n\
             [dependencies]\nlog = \"0.4\"\ntracing = \"0.1\"\n",
            bins = ["frames", "large"].map(bin).concat(),
        );
        build(
            "programs",
            &manifest,
            &["--bin", name, "--profile", profile],
        );
        let folder = if profile == "dev" { "debug" } else { profile };
        Program(target_folder().join(folder).join(name))
    }
}
