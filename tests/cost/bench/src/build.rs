//! What 1,000 logged functions cost to compile, as a ratio to the best code by hand.

use std::path::PathBuf;

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

/// Prints a table for each profile, then the ratios of `tracked` in one line.
pub fn measure(options: &[&str]) {
    let columns = columns(options);
    let rounds = rounds(options);
    let has_named_profile = Profile::ALL.iter().any(|it| options.contains(&it.name()));
    let mut summary = Vec::new();
    for profile in Profile::ALL {
        if has_named_profile && !options.contains(&profile.name()) {
            continue;
        }
        let title = format!("{FUNCTIONS} functions, {}: CPU seconds", profile.name());
        let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
        table::print_head(&title, &names);
        for column in &columns {
            column.package.write_program("fn main() {}\n");
            column.package.compile(profile); // the dependencies, which are not counted
        }
        for signatures in Signatures::ALL {
            let ratios = measure_row(&columns, profile, signatures, rounds);
            summary.push((profile, signatures, ratios));
        }
    }
    print_summary(&columns, &summary);
}

/// The styles that `options` names, or the three that the ratio needs. `core=PATH` adds a column for another checkout
/// of tracked-core.
fn columns(options: &[&str]) -> Vec<Column> {
    let is_selected = |style: Style| match style {
        Style::Plain | Style::Limit | Style::Tracked => true,
        _ => options.contains(&"all") || options.contains(&style.name()),
    };
    let core = workspace().join("tracked-core");
    let column = |name: String, style: Style, core: &PathBuf| {
        let package = Package::new(
            &format!("functions-{}", package_name(&name)),
            &style.dependencies(core),
        );
        Column {
            name,
            style,
            package,
        }
    };
    let mut columns: Vec<Column> = Style::ALL
        .into_iter()
        .filter(|style| is_selected(*style))
        .map(|style| column(style.name().to_owned(), style, &core))
        .collect();
    for path in options
        .iter()
        .filter_map(|option| option.strip_prefix("core="))
    {
        let core = PathBuf::from(path)
            .canonicalize()
            .expect("a checkout of tracked-core");
        columns.push(column(format!("tracked in {path}"), Style::Tracked, &core));
    }
    columns
}

/// A name that Cargo accepts.
fn package_name(name: &str) -> String {
    name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "-")
}

/// Compiles the columns in turns, prints a row, and returns the ratios to `limit`, both above `plain`.
fn measure_row(
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
    let seconds: Vec<f64> = seconds.iter().map(|figures| minimum(figures)).collect();
    let of = |style: Style| {
        let index = columns.iter().position(|column| column.style == style);
        seconds[index.expect("a column of each measurement")]
    };
    let (plain, limit) = (of(Style::Plain), of(Style::Limit));
    let ratios: Vec<f64> = seconds
        .iter()
        .map(|figure| (figure - plain) / (limit - plain))
        .collect();
    let cells: Vec<String> = seconds
        .iter()
        .zip(&ratios)
        .map(|(seconds, ratio)| format!("{seconds:.2} ({ratio:.2})"))
        .collect();
    table::print_row(signatures.name(), &cells);
    ratios
}

fn print_summary(columns: &[Column], summary: &[(Profile, Signatures, Vec<f64>)]) {
    println!("\nCPU seconds above `plain`, as a ratio to `limit`:");
    for (index, column) in columns.iter().enumerate() {
        if column.style != Style::Tracked {
            continue;
        }
        for signatures in Signatures::ALL {
            let figures: Vec<String> = summary
                .iter()
                .filter(|(_, of, _)| *of == signatures)
                .map(|(profile, _, ratios)| format!("{} {:.2}", profile.name(), ratios[index]))
                .collect();
            println!(
                "{}, {}: {}",
                column.name,
                signatures.name(),
                figures.join(" / ")
            );
        }
    }
}
