//! The examples do what they say: the command at the top of each is run, and what comes out is what stands there.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use support::page::{Page, normalised};

fn example(name: &str) {
    let page = Page::of(&format!("examples/{name}.rs"), &documentation(name));
    let folder = page.run();
    page.check(&folder);
}
