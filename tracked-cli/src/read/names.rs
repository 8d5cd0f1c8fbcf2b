//! Names as numbers.

use memchr::memchr;

const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

/// A hash of a name: eight bytes at a time, with one multiplication each.
#[derive(Debug, Default)]
pub struct Hash(u64);

impl Hash {
    pub fn of(name: &[u8]) -> u64 {
        let mut hash = Self::default();
        let words = name.chunks_exact(8);
        let rest = words.remainder();
        for word in words {
            hash.add(word.try_into().map_or(0, u64::from_le_bytes));
        }
        let mut last = [0; 8];
        last[..rest.len()].copy_from_slice(rest);
        hash.finish(u64::from_le_bytes(last), name.len())
    }

    #[inline]
    pub fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(23) ^ word).wrapping_mul(FACTOR);
    }

    /// The hash, with the last bytes of a name that has `len` bytes.
    #[inline]
    pub fn finish(mut self, last: u64, len: usize) -> u64 {
        self.add(last ^ len as u64);
        self.0 ^ (self.0 >> 29)
    }
}

/// Each name once, with a number. The table has open addressing, because the hash is computed while a name is read.
#[derive(Debug, Default)]
pub struct Names {
    names: Vec<(u64, Box<[u8]>)>,
    /// A power of two of places: the number of the name plus one, or zero.
    table: Vec<u32>,
}

impl Names {
    /// The number of a name whose hash is known. A name has no end of a line.
    #[inline]
    pub fn number_of(&mut self, name: &[u8], hash: u64) -> Option<u32> {
        if self.names.len() * 2 >= self.table.len() {
            self.grow();
        }
        let place = self.place(name, hash);
        if self.table[place] == 0 {
            if memchr(b'\n', name).is_some() {
                return None;
            }
            self.names.push((hash, name.into()));
            self.table[place] = u32::try_from(self.names.len()).unwrap_or(u32::MAX);
        }
        Some(self.table[place] - 1)
    }

    pub fn name(&self, number: u32) -> &[u8] {
        self.names
            .get(number as usize)
            .map_or(&[], |(_, name)| name)
    }

    /// The names with a number of at least `first`, and their hashes.
    pub fn since(&self, first: usize) -> &[(u64, Box<[u8]>)] {
        self.names.get(first..).unwrap_or_default()
    }

    #[inline]
    fn place(&self, name: &[u8], hash: u64) -> usize {
        let mask = self.table.len() - 1;
        #[allow(
            clippy::cast_possible_truncation,
            reason = "the mask keeps the low bits only"
        )]
        let mut place = hash as usize & mask;
        loop {
            match self.table[place] {
                0 => return place,
                number => {
                    let (other_hash, other) = &self.names[number as usize - 1];
                    if *other_hash == hash && **other == *name {
                        return place;
                    }
                }
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.table = vec![0; (self.table.len() * 2).max(64)];
        for number in 0..self.names.len() {
            let place = {
                let (hash, name) = &self.names[number];
                self.place(name, *hash)
            };
            self.table[place] = u32::try_from(number + 1).unwrap_or(u32::MAX);
        }
    }
}

/// The name without the path of its module: `function` or `Type::method`.
pub fn short_name(path: &str) -> &str {
    let Some((rest, _)) = path.rsplit_once("::") else {
        return path;
    };
    let owner = rest.rsplit("::").next().unwrap_or(rest);
    let is_type = owner.starts_with(|c: char| c.is_uppercase() || c == '<');
    let start = if is_type {
        rest.len() - owner.len()
    } else {
        rest.len() + 2
    };
    &path[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_has_one_number() {
        let mut names = Names::default();
        for round in 0..2 {
            for number in 0..1000_u32 {
                let name = format!("crate::function_{number}");
                assert_eq!(
                    names.number_of(name.as_bytes(), Hash::of(name.as_bytes())),
                    Some(number),
                    "{round}"
                );
                assert_eq!(names.name(number), name.as_bytes());
            }
        }
        assert_eq!(names.number_of(b"a\nb", 1), None);
    }

    #[test]
    fn short_names_keep_the_type() {
        for (path, name) in [
            ("f", "f"),
            ("a::b::f", "f"),
            ("a::Store::save", "Store::save"),
            ("Store::save", "Store::save"),
        ] {
            assert_eq!(short_name(path), name);
        }
    }
}
