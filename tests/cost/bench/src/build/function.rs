//! The functions that are compiled: a mix as real programs have it, the same for every column.

use std::fmt::Write as _;

use super::column::Column;

/// A function by its parts. It can be written as it is, or with something around its body.
pub struct Function {
    pub name: String,
    pub form: &'static Form,
    pub body: String,
}

/// What functions of different numbers have in common.
pub struct Form {
    /// The type they are methods of.
    pub receiver: Option<&'static str>,
    pub params: &'static [(&'static str, &'static str)],
    pub output: &'static str,
    /// Whether that is a `Result`.
    pub fails: bool,
    pub is_async: bool,
    /// With `NUMBER` for each function's own.
    pub body: &'static str,
}

impl Function {
    /// The function of that number. None has the same code as another.
    fn new(number: u32) -> Self {
        let form = &MIX[number as usize % MIX.len()];
        Function {
            name: format!("f{number}"),
            form,
            body: form.body.replace("NUMBER", &number.to_string()),
        }
    }

    /// Writes it with these attributes.
    pub fn with(&self, attributes: &str) -> String {
        self.write(attributes, &self.body)
    }

    /// The same function under another name.
    pub fn renamed(&self, suffix: &str) -> Function {
        Function {
            name: format!("{}_{suffix}", self.name),
            form: self.form,
            body: self.body.clone(),
        }
    }

    /// Writes it with these attributes and another body.
    pub fn write(&self, attributes: &str, body: &str) -> String {
        let Function { name, form, .. } = self;
        let output = form.output;
        let mut params: Vec<String> = form
            .params
            .iter()
            .map(|(name, kind)| format!("{name}: {kind}"))
            .collect();
        if self.form.receiver.is_some() {
            params.insert(0, "&mut self".to_owned());
        }
        let params = params.join(", ");
        let keyword = if self.form.is_async { "async fn" } else { "fn" };
        let function =
            format!("{attributes}\npub {keyword} {name}({params}) -> {output} {{\n{body}\n}}\n");
        match self.form.receiver {
            Some(receiver) => format!("impl {receiver} {{\n{function}}}\n"),
            None => function,
        }
    }

    /// An expression that calls it so that the compiler can't see which function it is.
    pub fn call(&self) -> String {
        let mut kinds: Vec<&str> = self.form.params.iter().map(|(_, kind)| *kind).collect();
        let mut args: Vec<&str> = kinds.iter().map(|kind| sample(kind)).collect();
        let mut path = self.name.clone();
        if let Some(receiver) = self.form.receiver {
            kinds.insert(0, "&mut Account");
            args.insert(0, "&mut Account::default()");
            path = format!("{receiver}::{path}");
        }
        let kinds = kinds.join(", ");
        let args = args.join(", ");
        if self.form.is_async {
            format!("wait(pin!({path}({args})))")
        } else {
            format!("black_box({path} as fn({kinds}) -> _)({args})")
        }
    }
}

/// A value of each type of argument there is.
fn sample(kind: &str) -> &'static str {
    match kind {
        "u64" => "17",
        "u32" => "10",
        "usize" => "12",
        "f64" => "2.5",
        "&str" => "\"17,4\"",
        "&[u64]" => "&[3, 1, 4, 1, 5]",
        "&[u8]" => "b\"tracked\"",
        "&Order" => {
            "&Order { id: 7, lines: vec![(\"tea\".to_owned(), 3), (\"rice\".to_owned(), 9)] }"
        }
        _ => unreachable!("{kind}"),
    }
}

/// A program that has so many functions and calls each once.
pub fn program(column: Column, functions: u32) -> String {
    const PRELUDE: &str = r#"
        #![allow(dead_code)]
        use std::fmt::{self, Display, Formatter};
        use std::future::Future;
        use std::hint::black_box;
        use std::num::ParseIntError;
        use std::pin::{Pin, pin};
        use std::str::Utf8Error;
        use std::task::{Context, Poll, Waker};

        #[derive(Debug)]
        pub enum Fault { Missing(String), Number(ParseIntError) }
        impl Display for Fault {
            fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
                match self {
                    Fault::Missing(key) => write!(f, "{key} is missing"),
                    Fault::Number(error) => write!(f, "no number: {error}"),
                }
            }
        }
        impl std::error::Error for Fault {}
        impl From<ParseIntError> for Fault {
            fn from(error: ParseIntError) -> Self { Fault::Number(error) }
        }

        #[derive(Debug, Default)]
        pub struct Account { balance: u64, notes: Vec<String> }
        #[derive(Debug)]
        pub struct Order { id: u64, lines: Vec<(String, u64)> }

        fn wait<T>(future: Pin<&mut dyn Future<Output = T>>) -> T {
            match future.poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(value) => value,
                Poll::Pending => unreachable!(),
            }
        }
        async fn look_up(id: u64) -> Option<u64> { id.checked_mul(3) }
    "#;
    let mut program = format!("{PRELUDE}{}", column.prelude());
    let mut calls = String::new();
    for number in 0..functions {
        let function = Function::new(number);
        program += &column.write(&function);
        writeln!(calls, "black_box({});", function.call()).expect("a string");
        // A `main` of all calls would be one function larger than any that people write.
        if number % 10 == 9 {
            write!(program, "fn call_{number}() {{\n{calls}}}\n").expect("a string");
            calls.clear();
        }
    }
    program += "fn main() {\n";
    for number in (9..functions).step_by(10) {
        writeln!(program, "call_{number}();").expect("a string");
    }
    program + "}\n"
}

impl Form {
    pub const PLAIN: Form = Form {
        receiver: None,
        params: &[],
        output: "u64",
        fails: false,
        is_async: false,
        body: "",
    };
}

/// Of every ten functions four are plain, three can fail, one is a method, one takes a struct and one is async.
static MIX: [Form; 10] = [
    Form {
        params: &[("start", "u64"), ("text", "&str")],
        body: "
                let mut sum = start.wrapping_mul(NUMBER);
                for (place, byte) in text.bytes().enumerate() {
                    if byte.is_ascii_digit() {
                        sum = sum.wrapping_add(u64::from(byte - b'0') << (place % 8));
                    } else {
                        sum ^= u64::from(byte);
                    }
                }
                sum.rotate_left(7)",
        ..Form::PLAIN
    },
    Form {
        params: &[("text", "&str"), ("width", "usize")],
        output: "String",
        body: r#"
                let mut padded = text.trim().to_uppercase();
                while padded.len() < width {
                    padded.push('.');
                }
                if padded.len() > NUMBER {
                    padded.truncate(NUMBER);
                    padded.push_str(" and more");
                }
                padded"#,
        ..Form::PLAIN
    },
    Form {
        params: &[("values", "&[u64]"), ("limit", "u64")],
        output: "Option<u64>",
        body: "
                let highest = values
                    .iter()
                    .copied()
                    .filter(|value| *value < limit)
                    .max()?;
                let below = values.iter().filter(|value| **value < highest).count();
                Some(highest * NUMBER + below as u64)",
        ..Form::PLAIN
    },
    Form {
        params: &[("value", "f64"), ("steps", "u32")],
        output: "f64",
        body: "
                let mut guess = value / 2.0 + f64::from(NUMBER);
                for step in 0..steps {
                    let next = (guess + value / guess) / 2.0;
                    if (next - guess).abs() < 1e-9 {
                        return next + f64::from(step);
                    }
                    guess = next;
                }
                guess",
        ..Form::PLAIN
    },
    Form {
        params: &[("text", "&str"), ("base", "u32")],
        output: "Result<u64, ParseIntError>",
        fails: true,
        body: "
                let mut total = NUMBER;
                for part in text.split(',') {
                    let part = part.trim();
                    if part.is_empty() {
                        continue;
                    }
                    total += u64::from_str_radix(part, base)?;
                }
                Ok(total)",
        ..Form::PLAIN
    },
    Form {
        params: &[("key", "&str"), ("pairs", "&str")],
        output: "Result<String, Fault>",
        fails: true,
        body: r#"
                let Some((name, value)) = pairs.split_once('=') else {
                    return Err(Fault::Missing(key.to_owned()));
                };
                if name != key {
                    return Ok(name.to_owned());
                }
                let number: u64 = value.parse()?;
                Ok(format!("{key} is {}", number + NUMBER))"#,
        ..Form::PLAIN
    },
    Form {
        params: &[("bytes", "&[u8]")],
        output: "Result<usize, Utf8Error>",
        fails: true,
        body: "
                let text = std::str::from_utf8(bytes)?;
                let mut depth = 0_usize;
                for letter in text.chars() {
                    match letter {
                        '(' => depth += NUMBER,
                        ')' => depth = depth.saturating_sub(NUMBER),
                        _ => {}
                    }
                }
                Ok(depth)",
        ..Form::PLAIN
    },
    Form {
        receiver: Some("Account"),
        params: &[("amount", "u64"), ("note", "&str")],
        body: "
                if amount > NUMBER {
                    self.notes.push(note.to_owned());
                }
                self.balance = self.balance.saturating_add(amount);
                if self.notes.len() > NUMBER {
                    self.notes.remove(0);
                }
                self.balance",
        ..Form::PLAIN
    },
    Form {
        params: &[("order", "&Order"), ("discount", "u64")],
        body: "
                let full: u64 = order.lines.iter().map(|(_, price)| price * NUMBER).sum();
                let named = order.lines.iter().filter(|(name, _)| !name.is_empty()).count();
                if named < order.lines.len() {
                    return full;
                }
                full.saturating_sub(discount + order.id)",
        ..Form::PLAIN
    },
    Form {
        params: &[("id", "u64"), ("name", "&str")],
        output: "Result<String, Fault>",
        fails: true,
        is_async: true,
        body: r#"
                let Some(found) = look_up(id + NUMBER).await else {
                    return Err(Fault::Missing(name.to_owned()));
                };
                let number: u64 = name.parse()?;
                Ok(format!("{name}: {}", found + number))"#,
        ..Form::PLAIN
    },
];
