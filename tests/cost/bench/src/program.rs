//! A program of many functions in one style.

use std::fmt::Write as _;

use crate::forms::FORMS;
use crate::function::Function;
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

/// A program of so many functions. It refers to each function, so that each is compiled, but it calls none.
pub fn program(style: Style, signatures: Signatures, functions: u32) -> String {
    let mut program = format!("{PRELUDE}{}", style.prelude());
    let mut main = String::new();
    for number in 0..functions {
        let function = self::function(number, signatures);
        let Function { name, output, .. } = &function;
        program += &style.write(&function);
        if function.is_async {
            // A future is compiled where it is polled or becomes a `dyn Future`.
            let arguments = function.arguments(str::to_owned);
            let mut boxed = self::function(number, signatures);
            boxed.is_async = false;
            boxed.output = format!("Pin<Box<dyn Future<Output = {output}> + '_>>");
            program += &boxed.source(
                "",
                &format!("boxed_{name}"),
                &format!("Box::pin({name}({arguments}))"),
            );
            writeln!(main, "black_box(boxed_{name} as *const ());").expect("a string");
        } else {
            let path = function
                .receiver
                .map_or(String::new(), |receiver| format!("{receiver}::"));
            writeln!(main, "black_box({path}{name} as *const ());").expect("a string");
        }
    }
    program + "fn main() {\n" + &main + "}\n"
}

const PRELUDE: &str = concat!(
    "#![allow(dead_code, unused_parens, unused_variables)]\n",
    include_str!("program/prelude.rs")
);

/// The function with this number.
fn function(number: u32, signatures: Signatures) -> Function {
    let [signature, value, body] = FORMS[number as usize % FORMS.len()];
    let (signature, value, constructor) = match signatures {
        Signatures::Ten => (signature.to_owned(), value.to_owned(), "("),
        Signatures::AllDifferent => {
            let variant = number as usize / FORMS.len() % 100;
            let [first, second] = [variant / 10, variant % 10].map(|index| PRIMITIVES[index]);
            let more = format!(", first: {first}, second: {second}) -> ");
            let value = format!("({second}, {value})");
            (signature.replace(") -> ", &more), value, "(second, ")
        }
    };
    let name = format!("f{number}");
    Function::new(
        &signature.replace("NAME", &name).replace("VALUE", &value),
        &body
            .replace("VALUE(", constructor)
            .replace("NUMBER", &number.to_string()),
    )
}

/// Types that are combined so that a hundred functions of a form have a hundred signatures.
const PRIMITIVES: [&str; 10] = [
    "u8", "u16", "u32", "u64", "i16", "i32", "i64", "bool", "char", "f32",
];
