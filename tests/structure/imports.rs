//! The graph of imports between the source files of a crate.
//!
//! A file imports every name in its `use` declarations and inline paths. A name that is re-exported counts as an import
//! of the file that defines it. Items under `#[cfg(test)]` do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::visit::Visit;
use syn::{Attribute, Item, ItemUse, Meta, UseTree, Visibility};

/// For each file of a crate, the files that it imports. Paths are separated by `/`.
pub type Imports = BTreeMap<String, BTreeSet<String>>;

/// Reads a crate of this repository. Paths start with the name of the crate's folder.
pub fn read_crate(name: &str) -> Imports {
    let src = root().join(name).join("src");
    let full = |file: &String| format!("{name}/src/{file}");
    let imports = imports(&src).into_iter();
    let imports =
        imports.map(|(file, imported)| (full(&file), imported.iter().map(full).collect()));
    imports.collect()
}

/// The folder of this repository.
pub fn root() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests
        .parent()
        .expect("`tests` is a folder of the repository")
}

/// Reads the crate whose root is `src/lib.rs`.
pub fn imports(src: &Path) -> Imports {
    let mut modules = Modules {
        src: src.to_owned(),
        all: Vec::new(),
        exported_macros: BTreeMap::new(),
    };
    modules.read_file("lib.rs", &[], src);
    let mut imports = Imports::new();
    for module in &modules.all {
        let imported = imports.entry(module.file.clone()).or_default();
        let paths = module.imports.iter().filter(|import| import.is_used());
        let paths = paths.map(|import| &import.path).chain(&module.inline_paths);
        imported.extend(paths.flat_map(|path| modules.definitions(module, path, &mut Vec::new())));
        imported.remove(&module.file);
    }
    imports
}

/// The circles of a graph: each is a set of files that import each other, directly or through other files of the set.
pub fn circles(imports: &Imports) -> Vec<Vec<String>> {
    let reachable: BTreeMap<&String, BTreeSet<&String>> = imports
        .keys()
        .map(|file| (file, reachable(imports, file)))
        .collect();
    let mut circles = BTreeSet::new();
    for (file, reached) in &reachable {
        let mutual = reached
            .iter()
            .filter(|other| reachable[**other].contains(*file));
        let circle: Vec<String> = mutual.map(|other| (*other).clone()).collect();
        if circle.len() > 1 {
            circles.insert(circle);
        }
    }
    circles.into_iter().collect()
}

fn reachable<'a>(imports: &'a Imports, file: &'a String) -> BTreeSet<&'a String> {
    let mut reached = BTreeSet::new();
    let mut pending: Vec<&String> = imports[file].iter().collect();
    while let Some(next) = pending.pop() {
        if reached.insert(next) {
            pending.extend(&imports[next]);
        }
    }
    reached
}

/// Whether an item is compiled for tests only.
pub fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = attribute.meta.to_token_stream().to_string();
        // Without strings, such as the name of the feature `testing`.
        let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '"');
        attribute.path().is_ident("cfg")
            && words.any(|word| word == "test")
            && !text.contains("not")
    })
}

/// The attributes of an item.
pub fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Union(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// A path, by its segments.
type Segments = Vec<String>;

/// A module: a whole file, or an inline `mod` of one.
#[derive(Default)]
struct Module {
    path: Segments,
    file: String,
    /// The items it defines, except for its child modules.
    items: BTreeSet<String>,
    imports: Vec<Import>,
    inline_paths: Vec<Segments>,
}

/// One name of a `use` declaration.
struct Import {
    /// `*` for a glob.
    name: String,
    path: Segments,
    is_reexport: bool,
    /// Whether the module's own code mentions the name too.
    is_mentioned: bool,
}

impl Import {
    /// A re-export that the module itself does not use only passes a name on.
    fn is_used(&self) -> bool {
        !self.is_reexport || self.is_mentioned
    }
}

struct Modules {
    src: PathBuf,
    all: Vec<Module>,
    /// The files of macros with `#[macro_export]`, which are items of the crate's root wherever they are defined.
    exported_macros: BTreeMap<String, String>,
}

impl Modules {
    /// `folder` is where the files of child modules lie.
    fn read_file(&mut self, file: &str, path: &[String], folder: &Path) {
        let text = fs::read_to_string(self.src.join(file))
            .unwrap_or_else(|error| panic!("{file}: {error}"));
        let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{file}: {error}"));
        self.read_items(&syntax.items, file, path, folder);
    }

    fn read_items(&mut self, items: &[Item], file: &str, path: &[String], folder: &Path) {
        let mut module = Module {
            path: path.to_vec(),
            file: file.to_owned(),
            ..Module::default()
        };
        let mut mentioned = BTreeSet::new();
        for item in items.iter().filter(|item| !is_test(attributes(item))) {
            if let Item::Mod(child) = item {
                let path = [path, &[child.ident.to_string()]].concat();
                let folder = folder.join(child.ident.to_string());
                match &child.content {
                    Some((_, items)) => self.read_items(items, file, &path, &folder),
                    None => self.read_child(&child.attrs, &path, &folder),
                }
                continue;
            }
            if let Item::Macro(definition) = item
                && definition
                    .attrs
                    .iter()
                    .any(|attribute| attribute.path().is_ident("macro_export"))
                && let Some(name) = &definition.ident
            {
                self.exported_macros
                    .insert(name.to_string(), file.to_owned());
            }
            Uses(&mut module).visit_item(item);
            if !matches!(item, Item::Use(_)) {
                module.items.extend(name(item));
                read_tokens(
                    item.to_token_stream(),
                    &mut module.inline_paths,
                    &mut mentioned,
                );
            }
        }
        for import in &mut module.imports {
            import.is_mentioned = mentioned.contains(&import.name);
        }
        self.all.push(module);
    }

    /// Reads the file of `mod name;`, or the files if they depend on the target.
    fn read_child(&mut self, attributes: &[Attribute], path: &[String], folder: &Path) {
        let parent = folder.parent().expect("the folder of a child has a parent");
        let mut files: Vec<PathBuf> = attributes
            .iter()
            .filter_map(path_attribute)
            .map(|file| parent.join(file))
            .collect();
        files.extend(
            [folder.with_extension("rs"), folder.join("mod.rs")]
                .into_iter()
                .filter(|file| file.exists()),
        );
        assert!(!files.is_empty(), "no file of the module {path:?}");
        for file in files {
            let file = file
                .strip_prefix(&self.src)
                .expect("the file is below `src`");
            self.read_file(&file.to_string_lossy().replace('\\', "/"), path, folder);
        }
    }

    /// The files that define what `path` means in `module`; none for paths of other crates.
    fn definitions(
        &self,
        module: &Module,
        path: &[String],
        pending: &mut Vec<Segments>,
    ) -> Vec<String> {
        let (head, rest) = path.split_first().expect("a path is not empty");
        let start = match head.as_str() {
            "crate" => Vec::new(),
            "self" => module.path.clone(),
            "super" => module.path[..module.path.len().saturating_sub(1)].to_vec(),
            _ => return self.definitions_in(&module.path, path, pending),
        };
        match rest {
            [] => self.files(&start),
            [next, ..] if next == "super" => {
                let parent = Module {
                    path: start,
                    ..Module::default()
                };
                self.definitions(&parent, rest, pending)
            }
            _ => self.definitions_in(&start, rest, pending),
        }
    }

    /// The same for a path that starts with a name of the module at `start`.
    fn definitions_in(
        &self,
        start: &[String],
        path: &[String],
        pending: &mut Vec<Segments>,
    ) -> Vec<String> {
        let [name, rest @ ..] = path else {
            return self.files(start);
        };
        if name == "*" {
            return self.files(start);
        }
        let child = [start, std::slice::from_ref(name)].concat();
        if pending.contains(&child) {
            return Vec::new();
        }
        let modules = || self.all.iter().filter(|module| module.path == start);
        if self.all.iter().any(|module| module.path == child) {
            // A module that is imported by its name counts where a path goes through it.
            return if rest.is_empty() {
                Vec::new()
            } else {
                self.definitions_in(&child, rest, pending)
            };
        }
        let defining: Vec<String> = modules()
            .filter(|module| module.items.contains(name))
            .map(|module| module.file.clone())
            .collect();
        if !defining.is_empty() {
            return defining;
        }
        if let Some(file) = self.exported_macros.get(name).filter(|_| start.is_empty()) {
            return vec![file.clone()];
        }
        pending.push(child);
        let mut files = Vec::new();
        for module in modules() {
            for import in &module.imports {
                if import.name == *name {
                    files.extend(self.definitions(
                        module,
                        &[&import.path[..], rest].concat(),
                        pending,
                    ));
                } else if import.name == "*" {
                    let path = [&import.path[..import.path.len() - 1], path].concat();
                    files.extend(self.definitions(module, &path, pending));
                }
            }
        }
        pending.pop();
        files
    }

    fn files(&self, path: &[String]) -> Vec<String> {
        self.all
            .iter()
            .filter(|module| module.path == path)
            .map(|module| module.file.clone())
            .collect()
    }
}

/// `#[path = "…"]`, or the same within `#[cfg_attr(…)]`.
fn path_attribute(attribute: &Attribute) -> Option<String> {
    let text = match &attribute.meta {
        Meta::NameValue(_) if attribute.path().is_ident("path") => {
            attribute.meta.to_token_stream().to_string()
        }
        Meta::List(list) if list.path.is_ident("cfg_attr") => list.tokens.to_string(),
        _ => return None,
    };
    let (_, value) = text.split_once("path = \"")?;
    Some(value.split('"').next()?.to_owned())
}

fn name(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

/// Collects `use` declarations, also those within functions.
struct Uses<'a>(&'a mut Module);

impl Visit<'_> for Uses<'_> {
    fn visit_item_use(&mut self, item: &ItemUse) {
        if item.leading_colon.is_none() {
            let is_reexport = !matches!(item.vis, Visibility::Inherited);
            self.read_tree(&item.tree, &mut Vec::new(), is_reexport);
        }
    }
}

impl Uses<'_> {
    fn read_tree(&mut self, tree: &UseTree, path: &mut Segments, is_reexport: bool) {
        let (segment, name) = match tree {
            UseTree::Path(tree) => {
                path.push(tree.ident.to_string());
                self.read_tree(&tree.tree, path, is_reexport);
                path.pop();
                return;
            }
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.read_tree(tree, path, is_reexport);
                }
                return;
            }
            UseTree::Name(name) => (name.ident.to_string(), name.ident.to_string()),
            UseTree::Rename(rename) => (rename.ident.to_string(), rename.rename.to_string()),
            UseTree::Glob(_) => ("*".to_owned(), "*".to_owned()),
        };
        let mut path = path.clone();
        let name = match path.last() {
            // `use super::module::{self}`
            Some(last) if segment == "self" => last.clone(),
            _ => {
                path.push(segment);
                name
            }
        };
        self.0.imports.push(Import {
            name,
            path,
            is_reexport,
            is_mentioned: false,
        });
    }
}

/// Collects every name in `tokens`, and every path of at least two names, those in macro calls included.
fn read_tokens(tokens: TokenStream, paths: &mut Vec<Segments>, names: &mut BTreeSet<String>) {
    let mut path = Segments::new();
    let mut colons = 0;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
            TokenTree::Ident(ident) => {
                let ident = ident.to_string();
                if colons != 2 {
                    paths.push(std::mem::take(&mut path));
                } else if path.is_empty() {
                    // A path that starts with `::` is another crate's: no name in this crate is empty.
                    path.push(String::new());
                }
                path.push(ident.clone());
                names.insert(ident);
                colons = 0;
            }
            other => {
                paths.push(std::mem::take(&mut path));
                colons = 0;
                if let TokenTree::Group(group) = other {
                    read_tokens(group.stream(), paths, names);
                }
            }
        }
    }
    paths.push(path);
    paths.retain(|path| path.len() > 1);
}
