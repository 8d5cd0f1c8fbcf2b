//! If the level is compiled out, a tracked function has the same machine code as the plain function.

use std::collections::BTreeMap;
use std::fs;

use crate::optimised::{self, Crates};

/// The functions whose code is the same.
const SAME: [&str; 10] = [
    "absorb",
    "add",
    "blend",
    "deposit",
    "histogram",
    "largest",
    "owned",
    "parse",
    "refund",
    "withdraw",
];

/// The functions whose code differs, and why.
const DIFFERENT: [(&str, &str); 1] = [(
    "join",
    "the body changes one argument and drops another, so they are passed to it as a tuple in memory",
)];

#[test]
fn a_function_whose_level_is_compiled_out_has_the_code_of_the_plain_function() {
    let crates = Crates::compiled(Some("release_max_level_off"));
    let [plain, tracked] = [false, true].map(|tracked| functions(&crates, "off", tracked));
    for name in SAME {
        let (plain, tracked) = (find(&plain, name), find(&tracked, name));
        assert!(
            plain == tracked,
            "`{name}` has this code if it is tracked:\n{tracked}\nand this if it is not:\n{plain}"
        );
    }
    for (name, why) in DIFFERENT {
        let is_same = find(&plain, name) == find(&tracked, name);
        assert!(
            !is_same,
            "`{name}` has the same code now. It was different because {why}"
        );
    }
}

/// Shows that the comparison finds a difference.
#[test]
fn a_function_whose_level_is_compiled_in_has_other_code() {
    let crates = Crates::compiled(None);
    let [plain, tracked] = [false, true].map(|tracked| functions(&crates, "on", tracked));
    let different = DIFFERENT.map(|(name, _)| name);
    for name in SAME.iter().chain(&different) {
        assert_ne!(find(&plain, name), find(&tracked, name), "{name}");
    }
}

/// The code of each function by symbol.
type Functions = BTreeMap<String, String>;

fn functions(crates: &Crates, level: &str, tracked: bool) -> Functions {
    let mut arguments = vec![
        "--crate-name=functions",
        "--emit=asm",
        "--check-cfg=cfg(tracked)",
        // Symbols of this version contain no hash that depends on the rest of the crate.
        "-Csymbol-mangling-version=v0",
    ];
    if tracked {
        arguments.push("--cfg=tracked");
    }
    let output = optimised::folder().join(format!("functions-{level}-{tracked}.s"));
    crates.compile("cost/programs/machine_code.rs", &output, &arguments);
    read(&fs::read_to_string(output).unwrap())
}

fn find<'a>(functions: &'a Functions, name: &str) -> &'a str {
    let part = format!("{}{name}", name.len());
    let mut found = functions.iter().filter(|(symbol, _)| {
        // A function, a method or an instance of a generic function, but not an item nested in one.
        let is_named = ["_RNvC", "_RNvMC", "_RINvC"]
            .iter()
            .any(|kind| symbol.starts_with(kind));
        is_named && symbol.contains(&part)
    });
    match (found.next(), found.next()) {
        (Some((_, code)), None) => code,
        _ => panic!("not one `{name}` among {:#?}", functions.keys()),
    }
}

/// The instructions of each function, without the parts that depend on its position in the file.
fn read(assembly: &str) -> Functions {
    let blocks = blocks(assembly);
    let is_function = |label: &str| assembly.contains(&format!("\t.type\t{label},@function\n"));
    blocks
        .keys()
        .filter(|label| is_function(label))
        .map(|label| ((*label).to_owned(), code(label, &blocks)))
        .collect()
}

/// The lines after each label, except for labels within a function.
type Blocks<'a> = BTreeMap<&'a str, Vec<&'a str>>;

fn blocks(assembly: &str) -> Blocks<'_> {
    let mut blocks = Blocks::new();
    let mut block = "";
    for line in assembly.lines() {
        let within = [".LBB", ".Ltmp", ".Lfunc_begin"];
        match line.strip_suffix(':') {
            Some(label) if !within.iter().any(|prefix| label.starts_with(prefix)) => block = label,
            _ => blocks.entry(block).or_default().push(line),
        }
    }
    blocks
}

/// The instructions of a function, with the content of each constant instead of its label.
fn code(label: &str, blocks: &Blocks<'_>) -> String {
    let mut targets = Vec::new();
    let lines = blocks[label].iter().filter(|line| {
        let is_target = line.starts_with(".LBB");
        is_target || line.starts_with('\t') && !line.starts_with("\t.")
    });
    let lines: Vec<String> = lines
        .map(|line| line_without_labels(line.trim(), blocks, &mut targets))
        .collect();
    lines.join("\n")
}

/// The content of a constant.
fn data<'a>(label: &str, blocks: &Blocks<'a>, targets: &mut Vec<&'a str>) -> String {
    const KINDS: [&str; 7] = [
        "\t.ascii", "\t.asciz", "\t.byte", "\t.long", "\t.quad", "\t.short", "\t.zero",
    ];
    let lines = blocks[label]
        .iter()
        .filter(|line| KINDS.iter().any(|kind| line.starts_with(kind)));
    let lines: Vec<String> = lines
        .map(|line| line_without_labels(line.trim(), blocks, targets))
        .collect();
    format!("{{{}}}", lines.join(", "))
}

/// Numbers the targets of jumps in order, and replaces the labels of constants by their content.
fn line_without_labels<'a>(
    line: &'a str,
    blocks: &Blocks<'a>,
    targets: &mut Vec<&'a str>,
) -> String {
    // The entries of a jump table are distances from the table.
    let line = line.split("-.L").next().unwrap_or_default();
    let mut text = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(".L") {
        let is_end = |c: char| !c.is_ascii_alphanumeric() && !"._$".contains(c);
        let (before, label) = rest.split_at(start);
        let (label, rest_of_line) = label.split_at(label.find(is_end).unwrap_or(label.len()));
        text += before;
        if label.starts_with(".LBB") {
            let known = targets.iter().position(|target| *target == label);
            let number = known.unwrap_or_else(|| {
                targets.push(label);
                targets.len() - 1
            });
            text += &format!(".L{number}");
        } else if blocks.contains_key(label) {
            text += &data(label, blocks, targets);
        } else {
            text += label;
        }
        rest = rest_of_line;
    }
    text + rest
}
