//! Eight bytes of text at once, as a number whose lowest byte is the first one.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = ONES << 7;

/// The highest bit of each byte that equals `byte`. Bits above the lowest one can be wrong.
#[inline]
pub fn equal_bytes(word: u64, byte: u8) -> u64 {
    let zeros = word ^ (ONES * u64::from(byte));
    zeros.wrapping_sub(ONES) & !zeros & HIGHS
}

/// The number of bytes below the lowest of these bits.
#[inline]
pub fn position(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// The decimal number at the start of a text, and the number of its digits, if it has at most seven.
#[inline]
pub fn number(text: [u8; 8]) -> Option<(u64, usize)> {
    let digits = u64::from_le_bytes(text) ^ (ONES * u64::from(b'0'));
    let others = (digits.wrapping_add(ONES * 0x76) | digits) & HIGHS;
    let len = position(others);
    (others != 0 && len > 0).then(|| (value(digits << (64 - 8 * len)), len))
}

/// Eight decimal digits.
#[inline]
pub fn eight_digits(text: [u8; 8]) -> Option<u64> {
    let digits = u64::from_le_bytes(text) ^ (ONES * u64::from(b'0'));
    let others = (digits.wrapping_add(ONES * 0x76) | digits) & HIGHS;
    (others == 0).then(|| value(digits))
}

/// The value of eight digits, each in its byte: pairs of digits, then of pairs, then of quadruples.
#[inline]
fn value(digits: u64) -> u64 {
    const PAIRS: u64 = 0x0000_00ff_0000_00ff;
    let pairs = digits.wrapping_mul(10).wrapping_add(digits >> 8);
    let low = (pairs & PAIRS).wrapping_mul(100 + (1_000_000 << 32));
    let high = (pairs >> 16 & PAIRS).wrapping_mul(1 + (10_000 << 32));
    low.wrapping_add(high) >> 32
}

/// Eight hexadecimal digits. The value of each digit is computed in its byte, and checked by the reverse.
#[inline]
pub fn hex(digits: [u8; 8]) -> Option<u32> {
    let text = u64::from_le_bytes(digits);
    let values = (text & (ONES * 15)) + (text >> 6 & ONES) * 9;
    let is_letter = ((values & (ONES * 15)) + ONES * 6) >> 4 & ONES;
    if values & (ONES * 0xf0) != 0 || values + ONES * 48 + is_letter * 39 != text {
        return hex_digits(digits);
    }
    let bytes = values.swap_bytes();
    let bytes = (bytes | bytes >> 4) & 0x00ff_00ff_00ff_00ff;
    let halves = (bytes | bytes >> 8) & 0x0000_ffff_0000_ffff;
    u32::try_from((halves | halves >> 16) & 0xffff_ffff).ok()
}

/// The same with capital letters, or none if there are other digits.
#[cold]
fn hex_digits(digits: [u8; 8]) -> Option<u32> {
    digits.iter().try_fold(0, |word, digit| {
        Some(word << 4 | u32::from(hex_digit(*digit)?))
    })
}

pub fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn word(text: &str) -> [u8; 8] {
        text.as_bytes().try_into().expect("eight bytes")
    }

    #[test]
    fn hexadecimal_digits_are_read() {
        for digits in [
            "00000000", "0123abcd", "ffffffff", "DEADbeef", "g0000000", "0000000/", "`0000000",
            ":0000000",
        ] {
            assert_eq!(
                hex(word(digits)),
                u32::from_str_radix(digits, 16).ok(),
                "{digits}"
            );
        }
    }

    proptest! {
        #[test]
        fn numbers_are_read(number in 0_u64..100_000_000, rest in any::<[u8; 8]>()) {
            let digits = number.to_string();
            let mut text = rest;
            text[..digits.len()].copy_from_slice(digits.as_bytes());
            let len = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
            let expected = std::str::from_utf8(&text[..len]).expect("digits").parse().expect("a number");
            prop_assert_eq!(super::number(text), (len < 8).then_some((expected, len)));
            prop_assert_eq!(eight_digits(text), (len == 8).then_some(expected));
        }

        #[test]
        fn bytes_are_found(text in any::<[u8; 8]>(), byte: u8) {
            let found = equal_bytes(u64::from_le_bytes(text), byte);
            let expected = text.iter().position(|other| *other == byte);
            prop_assert_eq!((found != 0).then(|| position(found)), expected);
        }
    }
}
