//! A folder for what is measured.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process;

/// A folder beside this program, that is removed in the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Self {
        let program = env::current_exe().expect("a program");
        let folder = program.with_file_name(format!("tracked-perf-{}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        Folder(folder)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
