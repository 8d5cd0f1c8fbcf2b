//! A Markdown table on stdout, printed row by row as the figures arrive.

/// Prints a title and the names of the columns.
pub fn print_head(title: &str, columns: &[impl AsRef<str>]) {
    println!("\n## {title}\n");
    print_row("", columns);
    println!("|---{}|", "|---:".repeat(columns.len()));
}

/// Prints a row: its name, and a cell for each column.
pub fn print_row(name: &str, cells: &[impl AsRef<str>]) {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    println!("| {name} | {} |", cells.join(" | "));
}
