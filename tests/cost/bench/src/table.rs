//! A table in Markdown, printed line by line as the figures come in.

/// A table whose columns are known beforehand.
pub struct Table {
    columns: usize,
}

impl Table {
    /// Prints the title and the head.
    pub fn begin(title: &str, columns: &[&str]) -> Self {
        println!("\n## {title}\n\n| | {} |", columns.join(" | "));
        println!("|---{}|", "|---:".repeat(columns.len()));
        Table {
            columns: columns.len(),
        }
    }

    /// Prints a line: a cell for each column.
    pub fn line(&self, what: &str, cells: &[String]) {
        assert_eq!(cells.len(), self.columns, "{what}");
        println!("| {what} | {} |", cells.join(" | "));
    }
}
