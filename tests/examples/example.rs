//! An example and its documentation, which states the command that runs it and the output of that.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::without_times;

/// An example as its file describes it.
pub struct Example {
    name: String,
    code: String,
    /// The sentence that says where an output goes, and the output.
    outputs: Vec<(String, String)>,
}

/// What one run of an example wrote.
pub struct Run {
    pub output: Output,
    folder: PathBuf,
}

impl Example {
    /// Reads the file of an example.
    pub fn load(name: &str) -> Self {
        let path = root().join("examples").join(format!("{name}.rs"));
        let text = fs::read_to_string(&path).unwrap();
        let doc: Vec<&str> = text
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let code = text.lines().skip(doc.len()).collect::<Vec<_>>().join("\n");
        let mut example = Example {
            name: name.to_owned(),
            code: code.trim().to_owned(),
            outputs: Vec::new(),
        };
        let mut sentence = "";
        let mut lines = doc.into_iter();
        while let Some(line) = lines.next() {
            if let Some(language) = line.strip_prefix("```") {
                let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
                if language == "sh" {
                    assert_eq!(block, [format!("cargo run --example {name}")]);
                } else {
                    example
                        .outputs
                        .push((sentence.to_owned(), block.join("\n")));
                }
            } else if !line.is_empty() {
                sentence = line;
            }
        }
        assert!(!example.outputs.is_empty(), "{name} documents no output");
        example
    }

    /// The code below the documentation.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// The documented output after a sentence that contains `sentence`.
    pub fn output(&self, sentence: &str) -> &str {
        let found = self
            .outputs
            .iter()
            .find(|(before, _)| before.contains(sentence));
        &found.unwrap().1
    }

    /// Runs the example in an empty folder to which these files of the repository are copied. Each output must be the
    /// documented one.
    pub fn check(&self, files: &[&str]) -> Run {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("examples")
            .join(&self.name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for file in files {
            let copy = folder.join(file);
            fs::create_dir_all(copy.parent().unwrap()).unwrap();
            fs::copy(root().join(file), copy).unwrap();
        }
        let run = self.run(folder, &[]);
        for (sentence, expected) in &self.outputs {
            let actual = run.read(sentence);
            assert_eq!(
                normalised(&actual),
                normalised(expected),
                "{}: {sentence}",
                self.name
            );
        }
        run
    }

    /// Runs the example in a folder.
    pub fn run(&self, folder: PathBuf, arguments: &[&str]) -> Run {
        let output = Command::new(env!("CARGO"))
            .args([
                "run",
                "--quiet",
                "--offline",
                "--package",
                "tracked-examples",
                "--example",
                &self.name,
            ])
            .arg("--manifest-path")
            .arg(root().join("Cargo.toml"))
            .arg("--")
            .args(arguments)
            .env_remove("RUST_LOG")
            .current_dir(&folder)
            .output()
            .unwrap();
        Run { output, folder }
    }
}

impl Run {
    /// The output that a sentence refers to: `prints`, `logs to stderr` or "appends to `FILE`".
    pub fn read(&self, sentence: &str) -> String {
        let text = match sentence.split_once("appends to `") {
            Some((_, file)) => fs::read(self.folder.join(file.split('`').next().unwrap())).unwrap(),
            None if sentence.contains("logs to stderr") => self.output.stderr.clone(),
            None => self.output.stdout.clone(),
        };
        String::from_utf8(text).unwrap()
    }
}

/// Replaces the parts that differ between runs: dates and elapsed times.
pub fn normalised(text: &str) -> String {
    let line = |line: &str| match line.split_once(" - ") {
        Some((date, rest)) if is_date(date) => format!("DATE - {}", without_times(rest)),
        _ => without_times(line),
    };
    text.trim().lines().map(line).collect::<Vec<_>>().join("\n")
}

fn is_date(text: &str) -> bool {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    shape == "0000-00-00 00:00:00,000"
}

/// The folder of the repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
