//! Ten functions as real programs have them.

/// Three return a plain value, one an `Option` and three a `Result`; one is a method, one takes a struct, and one is
/// async and returns a `Result`. Of each: the signature, the type of its value, and the body.
///
/// In the texts, `NUMBER` is the number of the function, and `VALUE` the type or the constructor of the value.
pub const FORMS: [[&str; 3]; 10] = [
    [
        "fn NAME(start: u64, text: &str) -> VALUE",
        "u64",
        "
            let mut sum = start.wrapping_mul(NUMBER);
            for (place, byte) in text.bytes().enumerate() {
                if byte.is_ascii_digit() {
                    sum = sum.wrapping_add(u64::from(byte - b'0') << (place % 8));
                } else {
                    sum ^= u64::from(byte);
                }
            }
            VALUE(sum.rotate_left(7))",
    ],
    [
        "fn NAME(text: &str, width: usize) -> VALUE",
        "String",
        r#"
            let mut padded = text.trim().to_uppercase();
            while padded.len() < width {
                padded.push('.');
            }
            if padded.len() > NUMBER {
                padded.truncate(NUMBER);
                padded.push_str(" and more");
            }
            VALUE(padded)"#,
    ],
    [
        "fn NAME(values: &[u64], limit: u64) -> Option<VALUE>",
        "u64",
        "
            let highest = values
                .iter()
                .copied()
                .filter(|value| *value < limit)
                .max()?;
            let below = values.iter().filter(|value| **value < highest).count();
            Some(VALUE(highest * NUMBER + below as u64))",
    ],
    [
        "fn NAME(value: f64, steps: u32) -> VALUE",
        "f64",
        "
            let mut guess = value / 2.0 + f64::from(NUMBER);
            for step in 0..steps {
                let next = (guess + value / guess) / 2.0;
                if (next - guess).abs() < 1e-9 {
                    return VALUE(next + f64::from(step));
                }
                guess = next;
            }
            VALUE(guess)",
    ],
    [
        "fn NAME(text: &str, base: u32) -> Result<VALUE, ParseIntError>",
        "u64",
        "
            let mut total = NUMBER;
            for part in text.split(',') {
                let part = part.trim();
                if part.is_empty() {
                    continue;
                }
                total += u64::from_str_radix(part, base)?;
            }
            Ok(VALUE(total))",
    ],
    [
        "fn NAME(key: &str, pairs: &str) -> Result<VALUE, Fault>",
        "String",
        r#"
            let Some((name, value)) = pairs.split_once('=') else {
                return Err(Fault::Missing(key.to_owned()));
            };
            if name != key {
                return Ok(VALUE(name.to_owned()));
            }
            let number: u64 = value.parse()?;
            Ok(VALUE(format!("{key} is {}", number + NUMBER)))"#,
    ],
    [
        "fn NAME(bytes: &[u8]) -> Result<VALUE, Utf8Error>",
        "usize",
        "
            let text = std::str::from_utf8(bytes)?;
            let mut depth = 0_usize;
            for letter in text.chars() {
                match letter {
                    '(' => depth += NUMBER,
                    ')' => depth = depth.saturating_sub(NUMBER),
                    _ => {}
                }
            }
            Ok(VALUE(depth))",
    ],
    [
        "fn NAME(&mut self, amount: u64, note: &str) -> VALUE",
        "u64",
        "
            if amount > NUMBER {
                self.notes.push(note.to_owned());
            }
            self.balance = self.balance.saturating_add(amount);
            if self.notes.len() > NUMBER {
                self.notes.remove(0);
            }
            VALUE(self.balance)",
    ],
    [
        "fn NAME(order: &Order, discount: u64) -> VALUE",
        "u64",
        "
            let full: u64 = order.lines.iter().map(|(_, price)| price * NUMBER).sum();
            let named = order.lines.iter().filter(|(name, _)| !name.is_empty()).count();
            if named < order.lines.len() {
                return VALUE(full);
            }
            VALUE(full.saturating_sub(discount + order.id))",
    ],
    [
        "async fn NAME(id: u64, name: &str) -> Result<VALUE, Fault>",
        "String",
        r#"
            let Some(found) = look_up(id + NUMBER).await else {
                return Err(Fault::Missing(name.to_owned()));
            };
            let number: u64 = name.parse()?;
            Ok(VALUE(format!("{name}: {}", found + number)))"#,
    ],
];
