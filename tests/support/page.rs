//! An example with what its first lines say: the command, and what comes out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::support::without_times;

/// The documentation of an example.
pub struct Page {
    name: String,
    code: String,
    /// Each output and where it goes, as the sentence before it has it.
    outputs: Vec<(String, String)>,
}

/// What an example left behind.
pub struct Run {
    pub output: Output,
    folder: PathBuf,
}

impl Page {
    pub fn of(name: &str) -> Self {
        let path = root().join("examples").join(format!("{name}.rs"));
        let text = fs::read_to_string(&path).unwrap();
        let doc: Vec<&str> = text
            .lines()
            .map_while(|line| line.strip_prefix("//!"))
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        let code = text.lines().skip(doc.len()).collect::<Vec<_>>().join("\n");
        let mut page = Page {
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
                    page.outputs.push((sentence.to_owned(), block.join("\n")));
                }
            } else if !line.is_empty() {
                sentence = line;
            }
        }
        assert!(
            !page.outputs.is_empty(),
            "{name} says nothing of what comes out"
        );
        page
    }

    /// The code below the documentation.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What the page says goes where the `sentence` before it has it.
    pub fn output(&self, sentence: &str) -> &str {
        let found = self
            .outputs
            .iter()
            .find(|(before, _)| before.contains(sentence));
        &found.unwrap().1
    }

    /// Runs the command in a folder of its own with these files of the repository in it, and checks all that comes
    /// out against the page.
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
    /// What came out there, as a page says it: `prints`, `logs to stderr`, "appends to `FILE`".
    pub fn read(&self, sentence: &str) -> String {
        let text = match sentence.split_once("appends to `") {
            Some((_, file)) => fs::read(self.folder.join(file.split('`').next().unwrap())).unwrap(),
            None if sentence.contains("logs to stderr") => self.output.stderr.clone(),
            None => self.output.stdout.clone(),
        };
        String::from_utf8(text).unwrap()
    }
}

/// The text without what changes from run to run: dates and elapsed times.
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

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}
