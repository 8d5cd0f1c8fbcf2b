//! Classes of bytes, by which most texts are found to need no change.

/// A byte that `Debug` may escape in a string.
pub(super) const ESCAPED: u8 = 1;

/// A byte without which a text contains no secret.
pub(super) const MARK: u8 = 2;

/// A comma, before which the name of a pair may be.
pub(super) const COMMA: u8 = 4;

/// A byte of a name.
pub(super) const NAME: u8 = 8;

/// The classes of all bytes of a text.
///
/// Comparing blocks of bytes is slower than this table, because the compiler does not vectorize that many ranges.
#[inline]
pub(super) fn classes(text: &str) -> u8 {
    text.bytes().fold(0, |found, byte| found | class_of(byte))
}

#[inline]
pub(super) fn class_of(byte: u8) -> u8 {
    TABLE[usize::from(byte)]
}

const fn class(byte: u8) -> u8 {
    let escaped = match byte {
        b' ' | b'!' | b'#'..=b'[' | b']'..=b'~' => 0,
        _ => ESCAPED,
    };
    let other = match byte {
        b':' | b'=' | b'(' => MARK,
        b'B' => MARK | NAME,
        b',' => COMMA,
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'-' | b'.' | 128.. => NAME,
        _ => 0,
    };
    escaped | other
}

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
