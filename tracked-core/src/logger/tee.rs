//! The log file and stderr at once.

use std::fs::File;
use std::io::{self, Write};

pub(super) struct Tee(pub(super) File);

impl Write for Tee {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let written = self.0.write_all(line);
        // Neither of the two is lost because the other one fails.
        let _ = io::stderr().write_all(line);
        written.map(|()| line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
