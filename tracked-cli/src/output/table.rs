//! Columns for people.

use std::io::{self, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::escape::escape;

pub const RED: &str = "\x1b[31m";
pub const BOLD: &str = "\x1b[1m";
pub const DIM: &str = "\x1b[2m";
pub const RESET: &str = "\x1b[0m";

/// Rows of escaped cells. Columns before `left` are right-aligned numbers; the others are texts.
pub struct Table {
    head: Vec<&'static str>,
    numbers: usize,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(head: &[&'static str], numbers: usize) -> Self {
        Self {
            head: head.to_vec(),
            numbers,
            rows: Vec::new(),
        }
    }

    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows
            .push(cells.into_iter().map(|cell| escape(&cell)).collect());
    }

    pub fn write(&self, to: &mut dyn Write, width: Option<usize>) -> io::Result<()> {
        let widths: Vec<usize> = (0..self.head.len())
            .map(|column| {
                let cells = self.rows.iter().filter_map(|row| row.get(column));
                let widest = cells.map(|cell| cell.width()).max().unwrap_or(0);
                widest.max(self.head[column].width())
            })
            .collect();
        let head: Vec<String> = self.head.iter().map(|name| (*name).to_owned()).collect();
        let head = self.line(&head, &widths, width);
        writeln!(to, "{DIM}{head}{RESET}")?;
        for row in &self.rows {
            writeln!(to, "{}", self.line(row, &widths, width))?;
        }
        Ok(())
    }

    fn line(&self, cells: &[String], widths: &[usize], width: Option<usize>) -> String {
        let mut line = String::new();
        for (column, cell) in cells.iter().enumerate() {
            if column > 0 {
                line.push_str("  ");
            }
            let padding = " ".repeat(widths[column].saturating_sub(cell.width()));
            if column < self.numbers {
                line.push_str(&padding);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&padding);
            }
        }
        clip(line.trim_end(), width)
    }
}

/// The start of a text that fits into the width.
pub fn clip(text: &str, width: Option<usize>) -> String {
    let Some(width) = width.filter(|width| text.width() > *width) else {
        return text.to_owned();
    };
    let mut used = 1;
    let mut clipped: String = text
        .chars()
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= width
        })
        .collect();
    clipped.push('…');
    clipped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_clipped() {
        let mut table = Table::new(&["calls", "function"], 1);
        table.row(["7".to_owned(), "f".to_owned()]);
        table.row(["1,000,000".to_owned(), "추적\n시작".to_owned()]);
        let mut text = Vec::new();
        table.write(&mut text, Some(15)).expect("a table");
        assert_eq!(
            String::from_utf8_lossy(&text),
            format!("{DIM}    calls  fun…{RESET}\n        7  f\n1,000,000  추…\n")
        );
    }
}
