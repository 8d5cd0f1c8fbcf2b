//! A program of functions as real programs have them: the same functions in each style.

use std::fmt::Write as _;

use crate::style::Style;

/// Whether functions share their types.
#[derive(Clone, Copy, PartialEq)]
pub enum Signatures {
    /// Ten signatures in all: generic code is compiled ten times.
    Ten,
    /// Each function has a signature of its own, and 100 different results: generic code is compiled for each.
    AllDifferent,
}

impl Signatures {
    pub const ALL: [Signatures; 2] = [Signatures::Ten, Signatures::AllDifferent];

    pub fn name(self) -> &'static str {
        match self {
            Signatures::Ten => "ten signatures",
            Signatures::AllDifferent => "all signatures different",
        }
    }
}

/// A function in parts, so that a style can change the body.
pub struct Function {
    pub name: String,
    /// The name and the type of each.
    pub parameters: Vec<(&'static str, &'static str)>,
    pub output: String,
    pub body: String,
    pub form: &'static Form,
}

/// What a hundred functions have in common. In the texts, `NUMBER` is the number of the function, and `VALUE` the type
/// or the constructor of the value that the function computes.
pub struct Form {
    /// The type of `self`, if the function is a method.
    pub receiver: Option<&'static str>,
    parameters: &'static [(&'static str, &'static str)],
    output: &'static str,
    /// The type of the value, if all functions of the form share it.
    value: &'static str,
    /// Whether the function returns a `Result`.
    pub is_fallible: bool,
    pub is_async: bool,
    body: &'static str,
}

impl Function {
    fn new(number: u32, signatures: Signatures) -> Self {
        let form = &FORMS[number as usize % FORMS.len()];
        let mut parameters = form.parameters.to_vec();
        let (value, constructor) = match signatures {
            Signatures::Ten => (form.value.to_owned(), "("),
            Signatures::AllDifferent => {
                let variant = number as usize / FORMS.len() % 100;
                let [first, second] = [variant / 10, variant % 10].map(|index| PRIMITIVES[index]);
                parameters.extend([("first", first), ("second", second)]);
                (format!("({second}, {})", form.value), "(second, ")
            }
        };
        Function {
            name: format!("f{number}"),
            parameters,
            output: form.output.replace("VALUE", &value),
            body: form
                .body
                .replace("VALUE(", constructor)
                .replace("NUMBER", &number.to_string()),
            form,
        }
    }

    /// The source, with these attributes and this body.
    pub fn source(&self, attributes: &str, name: &str, body: &str) -> String {
        let Function { output, form, .. } = self;
        let receiver = form.receiver.map(|_| "&mut self".to_owned());
        let parameters = self
            .parameters
            .iter()
            .map(|(name, of_type)| format!("{name}: {of_type}"));
        let parameters: Vec<String> = receiver.into_iter().chain(parameters).collect();
        let parameters = parameters.join(", ");
        let keyword = if form.is_async { "async fn" } else { "fn" };
        let function = format!(
            "{attributes}\npub {keyword} {name}({parameters}) -> {output} {{\n{body}\n}}\n"
        );
        match form.receiver {
            Some(receiver) => format!("impl {receiver} {{\n{function}}}\n"),
            None => function,
        }
    }

    /// The source as written by a user, with these attributes.
    pub fn annotated(&self, attributes: &str) -> String {
        self.source(attributes, &self.name, &self.body)
    }

    /// A statement that calls the function through a pointer, so that the call is not inlined.
    fn call(&self) -> String {
        let receiver = self.form.receiver.map(|of_type| format!("&mut {of_type}"));
        let types = self
            .parameters
            .iter()
            .map(|(_, of_type)| (*of_type).to_owned());
        let types: Vec<String> = receiver.into_iter().chain(types).collect();
        let arguments: Vec<&str> = types.iter().map(|of_type| sample(of_type)).collect();
        let (types, arguments) = (types.join(", "), arguments.join(", "));
        let path = match self.form.receiver {
            Some(receiver) => format!("{receiver}::{}", self.name),
            None => self.name.clone(),
        };
        if self.form.is_async {
            format!("black_box(wait(pin!({path}({arguments}))));")
        } else {
            format!("black_box(black_box({path} as fn({types}) -> _)({arguments}));")
        }
    }
}

/// A value of the type of an argument.
fn sample(of_type: &str) -> &'static str {
    match of_type {
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
        "&mut Account" => "&mut Account::default()",
        "bool" => "true",
        "char" => "'x'",
        "f32" => "1.5",
        _ => "7",
    }
}

/// Types that are combined so that a hundred functions of a form have a hundred signatures.
const PRIMITIVES: [&str; 10] = [
    "u8", "u16", "u32", "u64", "i16", "i32", "i64", "bool", "char", "f32",
];

/// A program of so many functions, which calls each once.
pub fn program(style: Style, signatures: Signatures, functions: u32) -> String {
    let functions: Vec<Function> = (0..functions)
        .map(|number| Function::new(number, signatures))
        .collect();
    let mut program = format!("{PRELUDE}{}", style.prelude());
    let mut main = String::new();
    // A function for each ten calls, because a `main` of all calls would be larger than any function that people write.
    for (number, functions) in functions.chunks(10).enumerate() {
        let sources: String = functions
            .iter()
            .map(|function| style.write(function))
            .collect();
        let calls: Vec<String> = functions.iter().map(Function::call).collect();
        let calls = calls.join("\n");
        write!(program, "{sources}fn call_{number}() {{\n{calls}\n}}\n").expect("a string");
        writeln!(main, "call_{number}();").expect("a string");
    }
    program + "fn main() {\n" + &main + "}\n"
}

const PRELUDE: &str = r#"
#![allow(dead_code, unused_parens, unused_variables)]
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

impl Form {
    const SYNC: Form = Form {
        receiver: None,
        parameters: &[],
        output: "VALUE",
        value: "u64",
        is_fallible: false,
        is_async: false,
        body: "",
    };
}

/// Of ten functions, three return a plain value, one an `Option` and three a `Result`; one is a method, one takes a
/// struct, and one is async and returns a `Result`.
static FORMS: [Form; 10] = [
    Form {
        parameters: &[("start", "u64"), ("text", "&str")],
        body: "
            let mut sum = start.wrapping_mul(NUMBER);
            for (place, byte) in text.bytes().enumerate() {
                if byte.is_ascii_digit() {
                    sum = sum.wrapping_add(u64::from(byte - b'0') << (place % 8));
                } else {
                    sum ^= u64::from(byte);
                }
            }
            VALUE(sum.rotate_left(7))",
        ..Form::SYNC
    },
    Form {
        parameters: &[("text", "&str"), ("width", "usize")],
        value: "String",
        body: r#"
            let mut padded = text.trim().to_uppercase();
            while padded.len() < width {
                padded.push('.');
            }
            if padded.len() > NUMBER {
                padded.truncate(NUMBER);
                padded.push_str(" and more");
            }
            VALUE(padded)"#,
        ..Form::SYNC
    },
    Form {
        parameters: &[("values", "&[u64]"), ("limit", "u64")],
        output: "Option<VALUE>",
        body: "
            let highest = values
                .iter()
                .copied()
                .filter(|value| *value < limit)
                .max()?;
            let below = values.iter().filter(|value| **value < highest).count();
            Some(VALUE(highest * NUMBER + below as u64))",
        ..Form::SYNC
    },
    Form {
        parameters: &[("value", "f64"), ("steps", "u32")],
        value: "f64",
        body: "
            let mut guess = value / 2.0 + f64::from(NUMBER);
            for step in 0..steps {
                let next = (guess + value / guess) / 2.0;
                if (next - guess).abs() < 1e-9 {
                    return VALUE(next + f64::from(step));
                }
                guess = next;
            }
            VALUE(guess)",
        ..Form::SYNC
    },
    Form {
        parameters: &[("text", "&str"), ("base", "u32")],
        output: "Result<VALUE, ParseIntError>",
        is_fallible: true,
        body: "
            let mut total = NUMBER;
            for part in text.split(',') {
                let part = part.trim();
                if part.is_empty() {
                    continue;
                }
                total += u64::from_str_radix(part, base)?;
            }
            Ok(VALUE(total))",
        ..Form::SYNC
    },
    Form {
        parameters: &[("key", "&str"), ("pairs", "&str")],
        output: "Result<VALUE, Fault>",
        value: "String",
        is_fallible: true,
        body: r#"
            let Some((name, value)) = pairs.split_once('=') else {
                return Err(Fault::Missing(key.to_owned()));
            };
            if name != key {
                return Ok(VALUE(name.to_owned()));
            }
            let number: u64 = value.parse()?;
            Ok(VALUE(format!("{key} is {}", number + NUMBER)))"#,
        ..Form::SYNC
    },
    Form {
        parameters: &[("bytes", "&[u8]")],
        output: "Result<VALUE, Utf8Error>",
        value: "usize",
        is_fallible: true,
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
            Ok(VALUE(depth))",
        ..Form::SYNC
    },
    Form {
        receiver: Some("Account"),
        parameters: &[("amount", "u64"), ("note", "&str")],
        body: "
            if amount > NUMBER {
                self.notes.push(note.to_owned());
            }
            self.balance = self.balance.saturating_add(amount);
            if self.notes.len() > NUMBER {
                self.notes.remove(0);
            }
            VALUE(self.balance)",
        ..Form::SYNC
    },
    Form {
        parameters: &[("order", "&Order"), ("discount", "u64")],
        body: "
            let full: u64 = order.lines.iter().map(|(_, price)| price * NUMBER).sum();
            let named = order.lines.iter().filter(|(name, _)| !name.is_empty()).count();
            if named < order.lines.len() {
                return VALUE(full);
            }
            VALUE(full.saturating_sub(discount + order.id))",
        ..Form::SYNC
    },
    Form {
        parameters: &[("id", "u64"), ("name", "&str")],
        output: "Result<VALUE, Fault>",
        value: "String",
        is_fallible: true,
        is_async: true,
        body: r#"
            let Some(found) = look_up(id + NUMBER).await else {
                return Err(Fault::Missing(name.to_owned()));
            };
            let number: u64 = name.parse()?;
            Ok(VALUE(format!("{name}: {}", found + number)))"#,
        ..Form::SYNC
    },
];
