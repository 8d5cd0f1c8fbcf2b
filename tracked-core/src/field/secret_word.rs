//! Finds the words of secret names in a text, in few instructions for each byte. Most texts contain none.
//!
//! A text is read by pairs of bytes: the first byte with the second, the third with the fourth. A word that begins at an
//! even place of the text has its first letter paired with its second. One that begins at an odd place has its second
//! letter paired with its third. A text without these pairs does not contain the word.

use std::iter;
use std::ops::Range;

/// Each word of secret names twice, as it is paired from an even place and from an odd place: the word, the place of its
/// rarest pair, and other pairs, in which `.` is any byte. `basic` begins credentials.
const WORDS: [(&str, usize, &[&[u8; 2]]); 28] = [
    ("authorization", 6, &[b"au", b"th"]),
    ("authorization", 7, &[b"ut"]),
    ("basic", 0, &[b"si"]),
    ("basic", 3, &[b"as"]),
    ("bearer", 0, &[b"ar", b"er"]),
    ("bearer", 1, &[b".b", b"re"]),
    ("cookie", 2, &[b"co", b"ie"]),
    ("cookie", 1, &[b"ki"]),
    ("credential", 0, &[b"ed", b"en", b"ti"]),
    ("credential", 7, &[b"re", b"de"]),
    ("dsn", 0, &[b"n."]),
    ("dsn", 1, &[b".d"]),
    ("jwt", 0, &[]),
    ("jwt", 1, &[]),
    ("key", 0, &[b"y."]),
    ("key", 1, &[b".k"]),
    ("passphrase", 4, &[b"pa", b"ss"]),
    ("passphrase", 5, &[b"as", b"sp"]),
    ("passwd", 4, &[b"pa"]),
    ("passwd", 3, &[b"as"]),
    ("password", 4, &[b"ss", b"rd"]),
    ("password", 3, &[b"as", b"or"]),
    ("pwd", 0, &[]),
    ("pwd", 1, &[b".p"]),
    ("secret", 2, &[b"se", b"et"]),
    ("secret", 1, &[b"re"]),
    ("token", 2, &[b"to"]),
    ("token", 1, &[b".t", b"en"]),
];

/// The bits of the rarest pairs, in the order of [`WORDS`]. The bits of other pairs follow.
const RAREST: u64 = (1 << WORDS.len()) - 1;

/// The number of bits for pairs. Then each class of bytes has two bits: for the first byte of a pair, and for the second.
const PAIRS: usize = 58;

/// A byte that `Debug` may escape in a string.
const ESCAPED: u64 = 0b11 << PAIRS;

/// A byte without which a text contains no secret.
const MARK: u64 = 0b11 << (PAIRS + 2);

/// The `@` behind the password of a URL. The last byte of a `…` is one too, because the `@` may be cut off.
const AT_SIGN: u64 = 0b11 << (PAIRS + 4);

const fn classes(byte: u8) -> u64 {
    let escaped = match byte {
        b' ' | b'!' | b'#'..=b'[' | b']'..=b'~' => 0,
        _ => ESCAPED,
    };
    let other = match byte {
        b':' | b'=' | b'(' | b'B' => MARK,
        b'@' | 0xA6 => AT_SIGN,
        _ => 0,
    };
    escaped | other
}

struct Table {
    /// The bits that a byte has as the first of a pair, and those that it has as the second. Two bytes have the bits in
    /// common that their pair has.
    of_byte: [[u64; 256]; 2],
    /// The bits of all pairs of each word.
    of_word: [u64; WORDS.len()],
}

static TABLE: Table = Table::new();

impl Table {
    const fn new() -> Self {
        let mut table = Table {
            of_byte: [[0; 256]; 2],
            of_word: [0; WORDS.len()],
        };
        table.add_classes();
        // The pairs behind the rarest ones.
        let mut others = [[0; 2]; PAIRS];
        let mut end = WORDS.len();
        let mut index = 0;
        while index < WORDS.len() {
            let (word, place, pairs) = WORDS[index];
            let word = word.as_bytes();
            table.add(index, [word[place], word[place + 1]]);
            table.of_word[index] = 1 << index;
            let mut number = 0;
            while number < pairs.len() {
                let pair = *pairs[number];
                let mut bit = WORDS.len();
                while bit < end && (others[bit][0] != pair[0] || others[bit][1] != pair[1]) {
                    bit += 1;
                }
                if bit == end {
                    others[bit] = pair;
                    end += 1;
                    table.add(bit, pair);
                }
                table.of_word[index] |= 1 << bit;
                number += 1;
            }
            index += 1;
        }
        table
    }

    const fn add_classes(&mut self) {
        const FIRST: u64 = 0b01_01_01 << PAIRS;
        const SECOND: u64 = 0b10_10_10 << PAIRS;
        let mut byte = 0;
        loop {
            self.of_byte[0][byte as usize] = classes(byte) & FIRST | SECOND;
            self.of_byte[1][byte as usize] = classes(byte) & SECOND | FIRST;
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
    }

    /// Adds a pair, in any case.
    const fn add(&mut self, bit: usize, [first, second]: [u8; 2]) {
        let mut byte = 0_u8;
        loop {
            let letter = byte.to_ascii_lowercase();
            if first == b'.' || first == letter {
                self.of_byte[0][byte as usize] |= 1 << bit;
            }
            if second == b'.' || second == letter {
                self.of_byte[1][byte as usize] |= 1 << bit;
            }
            if byte == u8::MAX {
                break;
            }
            byte += 1;
        }
    }

    #[inline]
    fn of_pair(&self, first: u8, second: u8) -> u64 {
        self.of_byte[0][usize::from(first)] & self.of_byte[1][usize::from(second)]
    }

    #[inline]
    fn of_pairs(&self, bytes: &[u8]) -> u64 {
        let pairs = bytes.chunks_exact(2);
        pairs.fold(0, |bits, pair| bits | self.of_pair(pair[0], pair[1]))
    }
}

/// Which pairs and which classes of bytes a text contains.
#[derive(Clone, Copy)]
pub(super) struct Contents(u64);

impl Contents {
    #[inline]
    pub(super) fn of(text: &str) -> Self {
        const BLOCK: usize = 16;
        let bytes = text.as_bytes();
        let Some(last) = bytes.last() else {
            return Contents(0);
        };
        let mut bits = TABLE.of_pair(*last, b' ');
        let mut rest = &bytes[..bytes.len() & !1];
        // The last block overlaps the one before, because a loop for the rest takes more instructions.
        if let Some((_, block)) = rest.split_last_chunk::<BLOCK>() {
            bits |= TABLE.of_pairs(block);
            rest = &rest[..rest.len() - 1];
            while let Some((block, after)) = rest.split_first_chunk::<BLOCK>() {
                bits |= TABLE.of_pairs(block);
                rest = after;
            }
        } else {
            bits |= TABLE.of_pairs(rest);
        }
        Contents(bits)
    }

    /// Whether `Debug` may escape a part of the string.
    #[inline]
    pub(super) fn is_escaped(self) -> bool {
        self.0 & ESCAPED != 0
    }

    #[inline]
    pub(super) fn may_contain_secret(self) -> bool {
        self.0 & MARK != 0 && self.0 & (AT_SIGN | RAREST) != 0 && self.has_at_sign_or_word()
    }

    #[inline]
    pub(super) fn has_at_sign(self) -> bool {
        self.0 & AT_SIGN != 0
    }

    #[inline]
    fn has_at_sign_or_word(self) -> bool {
        let has_all = |pairs: u64| self.0 & pairs == pairs;
        self.has_at_sign() || words(self.0).any(|index| has_all(TABLE.of_word[index]))
    }
}

/// The words whose rarest pairs have these bits, by their index.
#[inline]
fn words(bits: u64) -> impl Iterator<Item = usize> {
    let mut rest = bits & RAREST;
    iter::from_fn(move || {
        let is_any = rest != 0;
        let index = rest.trailing_zeros() as usize;
        rest &= rest.wrapping_sub(1);
        is_any.then_some(index)
    })
}

/// The first word from a position on.
pub(super) fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let text = &text.as_bytes()[from..];
    for (number, pair) in text.chunks_exact(2).enumerate() {
        for index in words(TABLE.of_pair(pair[0], pair[1])) {
            if let Some(word) = word_at(text, 2 * number, index) {
                return Some(from + word.start..from + word.end);
            }
        }
    }
    None
}

/// The word whose rarest pair is at a position.
fn word_at(text: &[u8], at: usize, index: usize) -> Option<Range<usize>> {
    let (word, place, _) = WORDS[index];
    let start = at.checked_sub(place)?;
    let range = start..start + word.len();
    let found = text.get(range.clone())?;
    found.eq_ignore_ascii_case(word.as_bytes()).then_some(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::callsite::secret;

    #[test]
    fn each_word_of_a_secret_name_is_found_at_any_place() {
        let second = |pair: &(&'static str, &'static str)| pair.1;
        let words = secret::PAIRS.iter().map(second).chain(["basic"]);
        for word in words.chain(secret::WORDS.iter().copied()) {
            for word in [word.to_owned(), word.to_uppercase()] {
                for (before, after) in (0..40).flat_map(|n| (0..40).map(move |m| (n, m))) {
                    let text = format!("{}:{word}{}", "-".repeat(before), "-".repeat(after));
                    assert!(Contents::of(&text).may_contain_secret(), "{text}");
                    let found = next_word(&text, 0).map(|word| word.start);
                    assert_eq!(found, Some(before + 1), "{text}");
                }
            }
        }
    }

    #[test]
    fn most_texts_are_not_searched_for_words() {
        for text in [
            "",
            ":",
            "12:30:45",
            "orders (id, name)",
            "https://a.org?page=3",
        ] {
            assert!(!Contents::of(text).may_contain_secret(), "{text}");
        }
    }
}
