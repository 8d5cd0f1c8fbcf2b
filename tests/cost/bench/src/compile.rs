//! What 1,000 logged functions cost to compile, as a ratio to careful code by hand.

use std::path::{Path, PathBuf};

use crate::cpu::minimum;
use crate::package::{Package, Profile, workspace};
use crate::program::{Signatures, program};
use crate::style::Style;
use crate::{rounds, table};

const FUNCTIONS: u32 = 1_000;

/// Functions in one style, and the package in which they are compiled.
struct Column {
    name: String,
    style: Style,
    package: Package,
}

/// Prints a table with a row for each profile and each program.
pub fn measure(options: &[&str]) {
    let columns = columns(options);
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let title = format!("{FUNCTIONS} functions: CPU seconds (above plain, ratio to limit)");
    table::print_head(&title, &names);
    let has_named_profile = Profile::ALL.iter().any(|it| options.contains(&it.name()));
    for profile in Profile::ALL {
        if has_named_profile && !options.contains(&profile.name()) {
            continue;
        }
        for column in &columns {
            column.package.write_program("fn main() {}\n");
            column.package.compile(profile); // the dependencies, which are not counted
        }
        for signatures in Signatures::ALL {
            let seconds = seconds(&columns, profile, signatures, rounds(options, 3));
            let row = format!("{}, {}", profile.name(), signatures.name());
            table::print_row(&row, &with_ratios(&columns, &seconds));
        }
    }
}

/// The styles that `options` names, and the three that the ratio needs. `core=PATH` adds a column for another checkout
/// of tracked-core.
fn columns(options: &[&str]) -> Vec<Column> {
    let is_selected = |style: Style| match style {
        Style::Plain | Style::Limit | Style::Tracked => true,
        _ => options.contains(&"all") || options.contains(&style.name()),
    };
    let own = workspace().join("tracked-core");
    let styles = Style::ALL.into_iter().filter(|style| is_selected(*style));
    let mut columns: Vec<Column> = styles
        .map(|style| Column::new(style.name().to_owned(), style, &own))
        .collect();
    let others = options
        .iter()
        .filter_map(|option| option.strip_prefix("core="));
    for path in others {
        let core = PathBuf::from(path);
        let core = core.canonicalize().expect("a checkout of tracked-core");
        columns.push(Column::new(
            format!("tracked in {path}"),
            Style::Tracked,
            &core,
        ));
    }
    columns
}

impl Column {
    fn new(name: String, style: Style, core: &Path) -> Self {
        let package = name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-");
        Column {
            package: Package::new(&format!("functions-{package}"), &style.dependencies(core)),
            name,
            style,
        }
    }
}

/// The smallest time of each column. The columns take turns.
fn seconds(
    columns: &[Column],
    profile: Profile,
    signatures: Signatures,
    rounds: usize,
) -> Vec<f64> {
    let mut seconds = vec![Vec::new(); columns.len()];
    for _ in 0..rounds {
        for (column, seconds) in columns.iter().zip(&mut seconds) {
            let program = program(column.style, signatures, FUNCTIONS);
            column.package.write_program(&program);
            seconds.push(column.package.compile(profile));
        }
    }
    seconds.iter().map(|figures| minimum(figures)).collect()
}

fn with_ratios(columns: &[Column], seconds: &[f64]) -> Vec<String> {
    let of = |style: Style| {
        let index = columns.iter().position(|column| column.style == style);
        seconds[index.expect("a column of each measurement")]
    };
    let (plain, limit) = (of(Style::Plain), of(Style::Limit));
    seconds
        .iter()
        .map(|figure| format!("{figure:.2} ({:.2})", (figure - plain) / (limit - plain)))
        .collect()
}
