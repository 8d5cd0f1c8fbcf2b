//! Packages of Python in the versions of `packages.txt`, which are installed once into the target folder. A test says why
//! they are missing.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

const VERSIONS: &str = include_str!("packages.txt");

/// The folder with these packages.
pub fn packages(names: &[&str]) -> Option<PathBuf> {
    static INSTALLING: Mutex<()> = Mutex::new(());
    let _installing = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(names.join("+"));
    let complete = folder.join("complete");
    if fs::read_to_string(&complete).is_ok_and(|versions| versions == VERSIONS) {
        return Some(folder);
    }
    // Other versions.
    let _ = fs::remove_dir_all(&folder);
    let constraints = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli/packages.txt");
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--retries", "0"]);
    pip.args(["--disable-pip-version-check", "--timeout", "20"]);
    pip.args(["--constraint", constraints, "--target"]);
    match pip.arg(&folder).args(names).output() {
        Ok(output) if output.status.success() => {
            fs::write(complete, VERSIONS).expect("a file");
            Some(folder)
        }
        Ok(output) => {
            let reason = String::from_utf8_lossy(&output.stderr);
            println!("not tested: {}: pip: {reason}", names.join(", "));
            None
        }
        Err(error) => {
            println!("not tested: {}: python3: {error}", names.join(", "));
            None
        }
    }
}
