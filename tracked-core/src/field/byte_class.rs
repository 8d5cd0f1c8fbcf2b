//! Classes of bytes, by which most texts are found to need no change.

/// A byte that `Debug` may escape in a string.
pub(super) const ESCAPED: u8 = 1;

/// A byte without which a text contains no secret.
pub(super) const MARK: u8 = 2;

/// Whether a text contains a byte of one of these classes.
#[inline]
pub(super) fn contains(text: &str, classes: u8) -> bool {
    // Looking at every byte is faster than stopping at the first: blocks are vectorized.
    let blocks = text.as_bytes().chunks_exact(16);
    let rest = blocks.remainder().iter();
    let rest = rest.fold(0, |found, &byte| found | TABLE[usize::from(byte)]);
    let blocks = blocks.map(|block| block.iter().fold(0, |found, &byte| found | class(byte)));
    blocks.fold(rest, |found, block| found | block) & classes != 0
}

pub(super) const fn is_mark(byte: u8) -> bool {
    matches!(byte, b':' | b'=' | b'(' | b'B')
}

const fn class(byte: u8) -> u8 {
    let escaped = match byte {
        b' ' | b'!' | b'#'..=b'[' | b']'..=b'~' => 0,
        _ => ESCAPED,
    };
    let mark = if is_mark(byte) { MARK } else { 0 };
    escaped | mark
}

/// The classes of each byte, for texts that are too short to be vectorized.
static TABLE: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    loop {
        table[byte as usize] = class(byte);
        if byte == u8::MAX {
            break table;
        }
        byte += 1;
    }
};
