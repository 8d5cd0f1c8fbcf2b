//! What annotated functions cost to compile.
//!
//! `-- build` prints all tables; sections and columns can be named, and `quick` measures once instead of three times:
//! `-- build quick check plain limit tracked`.

mod column;
mod compile;
mod cpu;
mod dependencies;
mod function;
mod growth;
mod off;
mod package;

use column::Column;

/// What was asked for on the command line.
struct Wanted {
    words: Vec<String>,
}

impl Wanted {
    /// How often each figure is measured.
    fn rounds(&self) -> usize {
        if self.words.iter().any(|word| word == "quick") {
            1
        } else {
            3
        }
    }

    /// Whether a section was named, or none.
    fn section(&self, name: &str) -> bool {
        const SECTIONS: [&str; 6] = ["check", "debug", "release", "dependencies", "growth", "off"];
        let mut named = self
            .words
            .iter()
            .filter(|word| SECTIONS.contains(&word.as_str()))
            .peekable();
        named.peek().is_none() || named.any(|word| word == name)
    }

    /// Those of the columns that were named, or all if none was.
    fn columns(&self, all: &[Column]) -> Vec<Column> {
        let is_named = |column: &Column| self.words.iter().any(|word| word == column.name());
        let any = Column::ALL.iter().any(is_named);
        all.iter()
            .copied()
            .filter(|column| !any || is_named(column))
            .collect()
    }
}

/// Prints the tables.
pub fn measure() {
    let wanted = Wanted {
        words: std::env::args().skip(1).collect(),
    };
    compile::measure(&wanted);
    if wanted.section("dependencies") {
        dependencies::measure(&wanted);
    }
    if wanted.section("growth") {
        growth::measure(&wanted);
    }
    if wanted.section("off") {
        off::measure(&wanted);
    }
}
