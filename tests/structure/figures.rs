//! Prints how large and how entangled the two crates are: `cargo run -p tracked-tests --example figures`.
//!
//! `cargo run --release -p tracked-bench -- build` measures the time that tracked functions take to compile.

mod imports;

use std::fs;
use std::path::{Path, PathBuf};

use imports::{Imports, attributes, circles, is_test, read_crate, root};
use quote::ToTokens;
use syn::visit::{self, Visit};
use syn::{File, Item, ItemFn, ItemMod, UseTree};

const ADD: &str = "fn add(a: u64, b: u64) -> u64";

struct Figure {
    name: String,
    count: usize,
    limit: Option<usize>,
}

fn main() {
    let crates = [read_crate("tracked-core"), read_crate("tracked-macro")];
    let sources = crates.iter().flat_map(Imports::keys);
    let sources: Vec<PathBuf> = sources.map(|file| root().join(file)).collect();
    let runtime = root().join("tracked-core/src");
    // The locks between processes are for the logger; they are in `sys` because they need `unsafe`.
    let logger = [
        "logger",
        "sys/flock.rs",
        "sys/lock_file.rs",
        "sys/no_lock.rs",
    ];
    let logger = logger.map(|path| runtime.join(path));
    let is_runtime = |file: &&PathBuf| {
        file.starts_with(&runtime) && !logger.iter().any(|path| file.starts_with(path))
    };
    let mut figures = vec![
        figure(
            "circles between files",
            crates.iter().map(|imports| circles(imports).len()).sum(),
            0,
        ),
        figure(
            "types and traits in the runtime without the logger",
            sources
                .iter()
                .filter(is_runtime)
                .map(|file| count_types(file))
                .sum(),
            56,
        ),
        figure(
            "names in `__private`",
            count_names(&parse(&runtime.join("__private.rs")).items),
            32,
        ),
        figure(
            "lines of both `src` folders without tests, comments, and blank lines",
            sources.iter().map(|file| count_lines(file)).sum(),
            7_300,
        ),
        figure(
            &format!("lines of the expansion of `{ADD}`"),
            expansion_of_add().lines().count(),
            8,
        ),
        figure(
            "files under `tests/`",
            files(&root().join("tests")).len(),
            420,
        ),
        figure(
            "words of the README before its first code block",
            count_words(&root().join("README.md")),
            60,
        ),
    ];
    figures.extend(walks(&runtime.join("call/mod.rs")));
    println!("| figure | now | at most |\n|---|---|---|");
    for Figure { name, count, limit } in figures {
        let limit = limit.map(|limit| limit.to_string()).unwrap_or_default();
        println!("| {name} | {count} | {limit} |");
    }
}

fn figure(name: &str, count: usize, limit: usize) -> Figure {
    Figure {
        name: name.to_owned(),
        count,
        limit: Some(limit),
    }
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let found = paths.flat_map(|path| {
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    found.collect()
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn parse(file: &Path) -> File {
    syn::parse_file(&read(file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The structs, enums, unions and traits of a file.
fn count_types(file: &Path) -> usize {
    struct Types(usize);

    impl Visit<'_> for Types {
        fn visit_item(&mut self, item: &Item) {
            if is_test(attributes(item)) {
                return;
            }
            if let Item::Struct(_) | Item::Enum(_) | Item::Union(_) | Item::Trait(_) = item {
                self.0 += 1;
            }
            visit::visit_item(self, item);
        }
    }

    let mut types = Types(0);
    types.visit_file(&parse(file));
    types.0
}

/// The names that items re-export or define, also those within inline modules.
fn count_names(items: &[Item]) -> usize {
    let items = items.iter().filter(|item| !is_test(attributes(item)));
    let counts = items.map(|item| match item {
        Item::Use(item) => count_leaves(&item.tree),
        Item::Mod(ItemMod {
            content: Some((_, items)),
            ..
        }) => 1 + count_names(items),
        Item::Impl(_) => 0,
        _ => 1,
    });
    counts.sum()
}

fn count_leaves(tree: &UseTree) -> usize {
    match tree {
        UseTree::Path(path) => count_leaves(&path.tree),
        UseTree::Group(group) => group.items.iter().map(count_leaves).sum(),
        UseTree::Name(_) | UseTree::Rename(_) | UseTree::Glob(_) => 1,
    }
}

/// The lines of a file that are neither blank nor a comment, without items under `#[cfg(test)]`.
///
/// Relies on rustfmt: the line that ends an item is indented as much as the line that starts it.
fn count_lines(file: &Path) -> usize {
    let text = read(file);
    let mut lines = text.lines();
    let mut count = 0;
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        if code == "#[cfg(test)]" {
            let indent = &line[..line.len() - code.len()];
            let is_last = |line: &&str| match line.strip_prefix(indent) {
                Some(rest) => rest == "}" || rest.ends_with(';') && !rest.starts_with(' '),
                None => false,
            };
            lines.find(is_last);
        } else if !code.is_empty() && !code.starts_with("//") {
            count += 1;
        }
    }
    count
}

/// What the attribute makes of [`ADD`], as an expansion pair has it. A test of the macro keeps the pairs up to date.
fn expansion_of_add() -> String {
    let folders = ["tests", "tracked-macro"].map(|name| files(&root().join(name)));
    let pairs = folders
        .iter()
        .flatten()
        .filter(|file| file.to_string_lossy().ends_with(".expanded.rs"));
    let is_add = |item: &Item| match item {
        Item::Fn(function) => function.sig.to_token_stream().to_string() == signature(),
        _ => false,
    };
    let mut items = pairs.flat_map(|file| parse(file).items);
    let add = items
        .find(is_add)
        .unwrap_or_else(|| panic!("no expansion pair holds `{ADD}`"));
    prettyplease::unparse(&File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![add],
    })
}

/// [`ADD`] as the tokens of a signature are written.
fn signature() -> String {
    let add: ItemFn = syn::parse_str(&format!("{ADD} {{}}")).unwrap();
    add.sig.to_token_stream().to_string()
}

/// The words before the first code block, except for punctuation such as `#`.
fn count_words(file: &Path) -> usize {
    let text = read(file);
    let (before, _) = text.split_once("```").expect("a code block");
    before
        .split_whitespace()
        .filter(|word| word.contains(char::is_alphanumeric))
        .count()
}

/// The stations of each walk that the runtime documents, as a numbered list below a heading.
fn walks(file: &Path) -> Vec<Figure> {
    let mut walks: Vec<Figure> = Vec::new();
    let text = fs::read_to_string(file).unwrap_or_default();
    for line in text.lines().map_while(|line| line.strip_prefix("//!")) {
        let line = line.trim_start();
        if let Some(heading) = line.strip_prefix('#') {
            let name = format!("stations: {}", heading.trim_start_matches(['#', ' ']));
            walks.push(Figure {
                limit: name.contains("argument").then_some(15),
                name,
                count: 0,
            });
        } else if let (Some(walk), Some((number, _))) = (walks.last_mut(), line.split_once(". ")) {
            walk.count += usize::from(number.parse::<u32>().is_ok());
        }
    }
    walks.retain(|walk| walk.count > 0);
    walks
}
