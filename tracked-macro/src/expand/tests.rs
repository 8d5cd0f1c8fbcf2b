//! Expansion pairs: `#[tracked]` turns the functions in `tests/NAME.rs` into `tests/NAME.expanded.rs`.
//!
//! `UPDATE_EXPECT=1 cargo test -p tracked-macro` rewrites the second file of each pair; read the difference before you
//! commit it.

use std::fs;
use std::path::Path;

use expect_test::expect_file;
use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, File, ImplItem, Item, Meta, TraitItem};

use super::expand;

#[test]
fn each_function_expands_as_in_its_pair() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/expand/tests");
    let mut pairs = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        if let Some(name) = name
            .strip_suffix(".rs")
            .filter(|name| !name.ends_with(".expanded"))
        {
            let mut file = syn::parse_file(&fs::read_to_string(&path).unwrap()).unwrap();
            Expander.visit_file_mut(&mut file);
            expect_file![path.with_file_name(format!("{name}.expanded.rs"))]
                .assert_eq(&prettyplease::unparse(&file));
            pairs += 1;
        }
    }
    assert!(pairs > 0);
}

#[test]
fn with_tracking_off_the_function_stays_as_written() {
    let written = quote!(
        fn f(a: u8) -> u8 {
            a
        }
    );
    let expanded = expand(quote!(level = "debug"), written.clone(), true);
    assert_eq!(expanded.to_string(), written.to_string());
    let used = expand(quote!(fields(b = a + 1)), written.clone(), true);
    let expected = quote!(
        fn f(a: u8) -> u8 {
            if false {
                let _ = (&(a + 1),);
            }
            a
        }
    );
    assert_eq!(used.to_string(), expected.to_string());
    let levels = quote!(panic(again = A), cancel(level = B), ret(level = C));
    let levels = expand(levels, written.clone(), true).to_string();
    assert!(levels.contains("(& (A) , & (B) , & (C) ,)"), "{levels}");
    let mistaken = expand(quote!(lvel = "debug"), written, true).to_string();
    assert!(mistaken.contains("unknown option `lvel`"), "{mistaken}");
}

/// Expands `#[tracked]` as the compiler does: from the outside in.
struct Expander;

impl VisitMut for Expander {
    fn visit_file_mut(&mut self, file: &mut File) {
        expand_all(&mut file.items);
        visit_mut::visit_file_mut(self, file);
    }

    fn visit_item_mod_mut(&mut self, item: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut item.content {
            expand_all(items);
        }
        visit_mut::visit_item_mod_mut(self, item);
    }

    fn visit_item_impl_mut(&mut self, item: &mut syn::ItemImpl) {
        item.items = item.items.drain(..).flat_map(expanded_method).collect();
    }

    fn visit_item_trait_mut(&mut self, item: &mut syn::ItemTrait) {
        item.items = item.items.drain(..).flat_map(expanded_default).collect();
    }
}

fn expand_all(items: &mut Vec<Item>) {
    *items = items.drain(..).flat_map(expanded_item).collect();
}

fn expanded_item(mut item: Item) -> Vec<Item> {
    let args = match &mut item {
        Item::Fn(function) => take_tracked(&mut function.attrs),
        Item::Impl(block) => take_tracked(&mut block.attrs),
        Item::Trait(block) => take_tracked(&mut block.attrs),
        Item::Mod(block) => take_tracked(&mut block.attrs),
        _ => None,
    };
    match args {
        Some(args) => {
            let tokens = expand(args, item.into_token_stream(), false);
            syn::parse2::<File>(tokens).unwrap().items
        }
        None => vec![item],
    }
}

fn expanded_method(mut item: ImplItem) -> Vec<ImplItem> {
    let args = match &mut item {
        ImplItem::Fn(function) => take_tracked(&mut function.attrs),
        _ => None,
    };
    match args {
        Some(args) => {
            let tokens = expand(args, item.into_token_stream(), false);
            let block: syn::ItemImpl = syn::parse_quote!(impl Dummy { #tokens });
            block.items
        }
        None => vec![item],
    }
}

fn expanded_default(mut item: TraitItem) -> Vec<TraitItem> {
    let args = match &mut item {
        TraitItem::Fn(function) => take_tracked(&mut function.attrs),
        _ => None,
    };
    match args {
        Some(args) => {
            let tokens = expand(args, item.into_token_stream(), false);
            let block: syn::ItemTrait = syn::parse_quote!(trait Dummy { #tokens });
            block.items
        }
        None => vec![item],
    }
}

/// Removes the attribute and returns its arguments.
fn take_tracked(attrs: &mut Vec<Attribute>) -> Option<proc_macro2::TokenStream> {
    let at = attrs.iter().position(|attr| {
        attr.path()
            .segments
            .last()
            .is_some_and(|last| last.ident == "tracked")
    })?;
    match attrs.remove(at).meta {
        Meta::List(list) => Some(list.tokens),
        _ => Some(proc_macro2::TokenStream::new()),
    }
}
