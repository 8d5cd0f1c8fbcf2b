//! Circles of imports fail a test, between files and between the layers of a folder.

use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

use crate::imports::{Imports, circles, imports, read_crate};

#[test]
fn no_file_imports_itself_through_other_files() {
    assert_no_circles(&both_crates());
}

#[test]
fn no_layer_of_a_folder_imports_itself_through_other_layers() {
    let imports = both_crates();
    for folder in folders(&imports) {
        assert_no_circles(&entries(&imports, &folder));
    }
}

#[test]
fn every_form_of_import_is_found() {
    let src = Path::new(env!("CARGO_TARGET_TMPDIR")).join("structure/src");
    for (file, text) in [
        (
            "lib.rs",
            "mod a; mod b; mod folder; pub use folder::Deep; pub use a::A;",
        ),
        (
            "a.rs",
            "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }",
        ),
        (
            "b.rs",
            "use crate::{a::{self, A as Other}, folder::{Deep}}; pub struct B;",
        ),
        (
            "folder/mod.rs",
            "mod deep; mod inline { use super::shallow; } mod shallow; pub use self::deep::Deep;",
        ),
        (
            "folder/deep.rs",
            "pub struct Deep; fn f() { use super::shallow::*; matches!(0, crate::b::B); }",
        ),
        (
            "folder/shallow.rs",
            "use super::Deep; pub fn g() -> ::a::A { std::b::B }",
        ),
    ] {
        fs::create_dir_all(src.join(file).parent().unwrap()).unwrap();
        fs::write(src.join(file), text).unwrap();
    }
    let imports = imports(&src);
    let expected = [
        ("a.rs", &[][..]),
        ("b.rs", &["a.rs", "folder/deep.rs"]),
        ("folder/deep.rs", &["b.rs", "folder/shallow.rs"]),
        ("folder/mod.rs", &[]),
        ("folder/shallow.rs", &["folder/deep.rs"]),
        ("lib.rs", &[]),
    ];
    let expected: Imports = expected
        .map(|(file, imported)| {
            (
                file.to_owned(),
                imported.iter().map(|file| (*file).to_owned()).collect(),
            )
        })
        .into();
    assert_eq!(imports, expected);
    let circle = ["b.rs", "folder/deep.rs", "folder/shallow.rs"];
    assert_eq!(circles(&imports), [circle]);
    let way = ["b.rs", "folder/deep.rs", "b.rs"];
    assert_eq!(shortest_way(&imports, &circle.map(str::to_owned)), way);
    let layers = entries(&imports, "");
    assert_eq!(circles(&layers), [["b.rs", "folder"]]);
}

fn both_crates() -> Imports {
    let mut imports = read_crate("tracked-core");
    imports.append(&mut read_crate("tracked-macro"));
    imports
}

/// Every folder that holds a file, with a `/` at its end.
fn folders(imports: &Imports) -> BTreeSet<String> {
    let files = imports.keys();
    let folders = files.map(|file| file[..=file.rfind('/').expect("a file of a crate")].to_owned());
    folders.collect()
}

#[track_caller]
fn assert_no_circles(imports: &Imports) {
    let circles: Vec<String> = circles(imports)
        .iter()
        .map(|circle| shortest_way(imports, circle).join(" -> "))
        .collect();
    assert!(
        circles.is_empty(),
        "circles of imports:\n{}",
        circles.join("\n")
    );
}

/// The shortest way from a file of a circle back to itself.
fn shortest_way(imports: &Imports, circle: &[String]) -> Vec<String> {
    let ways = circle.iter().map(|file| way_back(imports, file));
    ways.min_by_key(Vec::len).unwrap_or_default()
}

fn way_back(imports: &Imports, start: &String) -> Vec<String> {
    let mut ways = VecDeque::from([vec![start.clone()]]);
    let mut visited = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        for next in &imports[&way[way.len() - 1]] {
            let longer = [&way[..], std::slice::from_ref(next)].concat();
            if next == start {
                return longer;
            }
            if visited.insert(next) {
                ways.push_back(longer);
            }
        }
    }
    Vec::new()
}

/// Merges all files below each entry of `folder` into one node. The graph then has only the entries of the folder.
///
/// The folder's own `mod.rs` or `lib.rs` is left out: it only declares and re-exports the items of the others.
fn entries(imports: &Imports, folder: &str) -> Imports {
    let entry = |file: &str| {
        let below = file.strip_prefix(folder)?;
        let entry = below.split('/').next()?;
        (!["mod.rs", "lib.rs"].contains(&entry)).then(|| format!("{folder}{entry}"))
    };
    let mut merged = Imports::new();
    for (file, imported) in imports {
        let Some(from) = entry(file) else { continue };
        let imported: BTreeSet<String> = imported.iter().filter_map(|file| entry(file)).collect();
        merged
            .entry(from.clone())
            .or_default()
            .extend(imported.into_iter().filter(|to| *to != from));
    }
    merged
}
