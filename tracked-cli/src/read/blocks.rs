//! A file, stdin or a gzip file as blocks of complete lines.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::PathBuf;

use flate2::read::MultiGzDecoder;
use memchr::memrchr;

/// The size of a block. A line longer than that makes its block longer.
const BLOCK: usize = 1 << 20;
/// A line longer than this is cut.
const MAX_LINE: usize = 16 << 20;

#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Source {
    Stdin,
    File(PathBuf),
}

impl Source {
    pub fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        let path = match self {
            Self::Stdin => return decompress(io::stdin()),
            Self::File(path) => path,
        };
        if path.is_dir() {
            return Err(io::Error::new(
                io::ErrorKind::IsADirectory,
                "is a directory",
            ));
        }
        decompress(File::open(path)?)
    }
}

/// Decompresses what starts as a gzip file does, whatever its name is.
fn decompress(mut input: impl Read + Send + 'static) -> io::Result<Box<dyn Read + Send>> {
    let mut head = [0; 2];
    let mut len = 0;
    while len < head.len() {
        match input.read(&mut head[len..])? {
            0 => break,
            read => len += read,
        }
    }
    let whole = io::Cursor::new(head).take(len as u64).chain(input);
    Ok(if head == [0x1f, 0x8b] {
        Box::new(MultiGzDecoder::new(BufReader::with_capacity(
            1 << 16,
            whole,
        )))
    } else {
        Box::new(whole)
    })
}

/// Reads sources one after the other, in blocks of complete lines.
pub struct Blocks {
    /// The sources that are not opened yet, the next one last.
    sources: Vec<Source>,
    input: Option<Box<dyn Read + Send>>,
    /// The start of a line whose end is not read yet.
    partial: Vec<u8>,
    /// Sources that could not be read to their end.
    pub failures: Vec<(Source, io::Error)>,
    current: Option<Source>,
}

impl Blocks {
    pub fn new(mut sources: Vec<Source>) -> Self {
        sources.reverse();
        Self {
            sources,
            input: None,
            partial: Vec::new(),
            failures: Vec::new(),
            current: None,
        }
    }

    /// Replaces the contents of `block` by the next lines. Returns `false` after the last block.
    pub fn next(&mut self, block: &mut Vec<u8>) -> bool {
        block.clear();
        loop {
            let Some(input) = &mut self.input else {
                let Some(source) = self.sources.pop() else {
                    return false;
                };
                match source.open() {
                    Ok(input) => self.input = Some(input),
                    Err(error) => self.failures.push((source.clone(), error)),
                }
                self.current = Some(source);
                continue;
            };
            block.append(&mut self.partial);
            let mut at_end = false;
            while !at_end && block.len() < MAX_LINE {
                let before = block.len();
                match input
                    .take((BLOCK.saturating_sub(before)).max(BLOCK / 4) as u64)
                    .read_to_end(block)
                {
                    Ok(0) => at_end = true,
                    Ok(_) => {}
                    Err(error) => {
                        at_end = true;
                        self.failures
                            .extend(self.current.take().map(|source| (source, error)));
                    }
                }
                if block.len() >= BLOCK && memrchr(b'\n', &block[before..]).is_some() {
                    break;
                }
            }
            if at_end {
                self.input = None;
            } else if let Some(line_end) = memrchr(b'\n', block) {
                self.partial.extend_from_slice(&block[line_end + 1..]);
                block.truncate(line_end + 1);
            }
            if !block.is_empty() {
                return true;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_end_with_a_line_and_lose_no_byte() {
        let dir = std::env::temp_dir().join(format!("tracked-cli-blocks-{}", std::process::id()));
        std::fs::create_dir_all(&dir).expect("a folder");
        let path = dir.join("a.log");
        let text: Vec<u8> = (0..400_000)
            .flat_map(|n: u32| format!("line {n}\n").into_bytes())
            .chain(*b"half")
            .collect();
        std::fs::write(&path, &text).expect("a file");
        let mut blocks = Blocks::new(vec![Source::File(path.clone()), Source::File(path)]);
        let (mut block, mut all) = (Vec::new(), Vec::new());
        while blocks.next(&mut block) {
            assert!(block.ends_with(b"\n") || block.ends_with(b"half"));
            all.extend_from_slice(&block);
        }
        assert_eq!(all, [&text[..], &text[..]].concat());
        std::fs::remove_dir_all(&dir).expect("the folder is removed");
    }
}
