//! Finds the words of secret names in a text, in few instructions for each byte. Most texts contain none.
//!
//! A text is read by pairs of bytes: the first byte with the second, the third with the fourth. A word that begins at an
//! even place of the text has its first letter paired with its second. One that begins at an odd place has its second
//! letter paired with its third. A text without these pairs does not contain the word.

use std::iter;
use std::ops::Range;

/// What precedes the user and the password of a URL.
pub(super) const BEFORE_AUTHORITY: &str = "://";

/// Each word of secret names twice, as it is paired from an even place and from an odd place: the word, the place of its
/// rarest pair, and other pairs. `Basic` begins credentials.
///
/// In a pair, a small letter is this letter in any case, and a capital one is exactly this letter. `.` is any byte. `_` is
/// any byte except a small letter: a word ends there.
const WORDS: [(&str, usize, &[&[u8; 2]]); 30] = [
    ("authorization", 6, &[b"or"]),
    ("authorization", 7, &[]),
    ("Basic", 0, &[b"si"]),
    ("Basic", 1, &[b".B", b"ic"]),
    ("bearer", 0, &[b"ar", b"er"]),
    ("bearer", 1, &[b".b", b"re"]),
    ("cookie", 2, &[b"co", b"ie"]),
    ("cookie", 1, &[b"ki"]),
    ("credential", 0, &[b"ed", b"en"]),
    ("credential", 7, &[b"re", b"de"]),
    ("dsn", 0, &[b"n_"]),
    ("dsn", 1, &[b".d"]),
    ("jwt", 0, &[]),
    ("jwt", 1, &[]),
    ("key", 0, &[b"y_"]),
    ("key", 1, &[b".k"]),
    ("passphrase", 4, &[b"pa", b"ss"]),
    ("passphrase", 3, &[b"as"]),
    ("passwd", 4, &[b"pa"]),
    ("passwd", 3, &[b"as"]),
    ("password", 4, &[b"ss", b"rd"]),
    ("password", 3, &[b"as", b"or"]),
    ("pwd", 0, &[]),
    ("pwd", 1, &[b".p"]),
    ("secret", 2, &[b"se", b"et"]),
    ("secret", 1, &[b"re", b"t_"]),
    ("token", 2, &[b"to", b"n_"]),
    ("token", 1, &[b"en", b".t"]),
    (BEFORE_AUTHORITY, 0, &[]),
    (BEFORE_AUTHORITY, 1, &[]),
];

/// The bits of the rarest pairs, in the order of [`WORDS`]. The bits of other pairs follow.
const RAREST: u64 = (1 << WORDS.len()) - 1;

/// The bits of [`BEFORE_AUTHORITY`].
const URL: u64 = 0b11 << (WORDS.len() - 2);

/// The number of bits for pairs. Then each class of bytes has two bits: for the first byte of a pair, and for the second.
const PAIRS: usize = 58;

/// A byte that `Debug` may escape in a string.
const ESCAPED: u64 = 0b11 << PAIRS;

/// A byte without which a text contains no secret. A name before `(` or `,` is followed by a value only if one of them is
/// in quotes.
const MARK: u64 = 0b11 << (PAIRS + 2);

/// The `@` behind the password of a URL. The last byte of a `…` is one too, because the `@` may be cut off.
const AT_SIGN: u64 = 0b11 << (PAIRS + 4);

const fn classes(byte: u8) -> u64 {
    let escaped = match byte {
        b' ' | b'!' | b'#'..=b'[' | b']'..=b'~' => 0,
        _ => ESCAPED,
    };
    let other = match byte {
        b':' | b'=' | b'"' | b'\'' | b'B' => MARK,
        b'@' | 0xA6 => AT_SIGN,
        _ => 0,
    };
    escaped | other
}

struct Table {
    /// The bits that a byte has as the first of a pair, and those that it has as the second. Two bytes have the bits in
    /// common that their pair has.
    of_byte: [[u64; 256]; 2],
    /// The bits of the pairs of each word.
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

    const fn add(&mut self, bit: usize, pair: [u8; 2]) {
        let mut place = 0;
        while place < pair.len() {
            let mut byte = 0_u8;
            loop {
                if matches(pair[place], byte) {
                    self.of_byte[place][byte as usize] |= 1 << bit;
                }
                if byte == u8::MAX {
                    break;
                }
                byte += 1;
            }
            place += 1;
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

/// Whether a byte of a pair in [`WORDS`] stands for a byte of a text.
const fn matches(byte: u8, other: u8) -> bool {
    match byte {
        b'.' => true,
        b'_' => !other.is_ascii_lowercase(),
        b'A'..=b'Z' => byte == other,
        _ => byte == other.to_ascii_lowercase(),
    }
}

/// The number of bytes whose pairs are read at once.
const BLOCK: usize = 16;

/// Which pairs and which classes of bytes a text contains.
#[derive(Clone, Copy)]
pub(super) struct Contents(u64);

impl Contents {
    #[inline]
    pub(super) fn of(text: &str) -> Self {
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
        // Most texts fail one of the first two tests.
        const NEEDED: u64 = RAREST & !URL | AT_SIGN;
        self.0 & MARK != 0 && self.0 & NEEDED != 0 && self.found().next().is_some()
    }

    /// The words of which the text contains all pairs, by their index.
    #[inline]
    fn found(self) -> impl Iterator<Item = usize> {
        let Contents(bits) = self;
        let words = if bits & AT_SIGN == 0 {
            RAREST & !URL
        } else {
            RAREST
        };
        indices(bits & words)
            .filter(move |index| bits & TABLE.of_word[*index] == TABLE.of_word[*index])
    }

    /// The same words, each from even and from odd places, because redacting moves the text behind a secret.
    pub(super) fn words(self) -> Words {
        let both = |words, index| words | (0b11_u64 << (index & !1));
        Words(self.found().fold(0, both))
    }
}

/// Some of the words, as the bits of their rarest pairs.
#[derive(Clone, Copy)]
pub(super) struct Words(u64);

impl Words {
    /// The first of the words in a text, from a position on.
    pub(super) fn find(self, text: &str, from: usize) -> Option<Range<usize>> {
        let text = text.as_bytes();
        let mut last = [0; BLOCK];
        let mut at = from;
        while at < text.len() {
            let rest = &text[at..];
            let block = rest.first_chunk().unwrap_or_else(|| {
                last[..rest.len()].copy_from_slice(rest);
                &last
            });
            if TABLE.of_pairs(block) & self.0 != 0 {
                for place in (0..BLOCK / 2).map(|pair| 2 * pair) {
                    let found = TABLE.of_pair(block[place], block[place + 1]) & self.0;
                    if found == 0 {
                        continue;
                    }
                    let word = indices(found).find_map(|index| word_at(text, at + place, index));
                    if word.is_some() {
                        return word;
                    }
                }
            }
            at += BLOCK;
        }
        None
    }
}

/// The numbers of the bits that are set.
#[inline]
fn indices(bits: u64) -> impl Iterator<Item = usize> {
    let mut rest = bits;
    iter::from_fn(move || {
        let is_any = rest != 0;
        let index = rest.trailing_zeros() as usize;
        rest &= rest.wrapping_sub(1);
        is_any.then_some(index)
    })
}

/// The word whose rarest pair is at a position, unless it is a part of a longer word.
fn word_at(text: &[u8], at: usize, index: usize) -> Option<Range<usize>> {
    let (word, place, _) = WORDS[index];
    let start = at.checked_sub(place)?;
    let range = start..start + word.len();
    let found = text.get(range.clone())?;
    let is_found = found.eq_ignore_ascii_case(word.as_bytes()) && is_whole(text, &range);
    is_found.then_some(range)
}

/// Whether the word can be one of a secret name. In `tokens` and `monkey`, small letters continue it.
fn is_whole(text: &[u8], word: &Range<usize>) -> bool {
    let (before, word, after) = (&text[..word.start], &text[word.clone()], &text[word.end..]);
    let (first, last) = (word[0], word[word.len() - 1]);
    let is_end = match after {
        // `cookies`, `credentials`
        [b's', ..] if matches!(last, b'e' | b'l') => true,
        [next, ..] => !(next.is_ascii_lowercase() && last.is_ascii_lowercase()),
        [] => true,
    };
    let is_key = word.eq_ignore_ascii_case(b"key");
    let is_start = match before {
        // `apikey` and other secret keys: another word of the name comes before.
        [.., b'e' | b'i' | b'n' | b's'] if is_key => true,
        [.., b'a'..=b'z' | b'A'..=b'Z'] if !first.is_ascii_lowercase() => true,
        [.., b'0'..=b'9' | b'_' | b'-' | b'.' | 0x80..] => true,
        _ if is_key => false,
        // The letter of an escaped line end or tab is no part of the name.
        [] | [.., b'\\', b'n' | b'r' | b't'] => true,
        [.., previous] => !previous.is_ascii_alphabetic(),
    };
    is_start && is_end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::callsite::secret;

    /// The word is found at even and at odd places of a text and of its blocks.
    #[track_caller]
    fn check(before: &str, word: &str, after: &str) {
        for (n, m) in (0..20).flat_map(|n| (0..20).map(move |m| (n, m))) {
            let text = format!("{}{before}{word}{after}{}:@", "-".repeat(n), "-".repeat(m));
            let found = Contents::of(&text).words().find(&text, 0);
            let start = n + before.len();
            assert_eq!(found, Some(start..start + word.len()), "{text}");
        }
    }

    #[test]
    fn each_word_of_a_secret_name_is_found_at_any_place() {
        let second = secret::PAIRS.iter().map(|(_, second)| second);
        for word in second.chain(secret::WORDS) {
            let word = word.strip_suffix('s').unwrap_or(word);
            let capitalised = word[..1].to_uppercase() + &word[1..];
            check("-", word, "-");
            check("\\n", word, "2");
            check("\u{e9}", word, "\u{e9}");
            check("x", &capitalised, "X");
            check("X", &word.to_uppercase(), "_");
        }
        check("i", "key", "-");
        check("", "cookie", "s");
        check("", "credential", "s");
        check("", "Basic", " ");
        check("s", BEFORE_AUTHORITY, "s");
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
