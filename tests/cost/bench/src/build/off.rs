//! What is left of tracking in the machine code where the level is compiled out.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::process::Command;

use super::Wanted;
use super::column::Column;
use super::function::{Form, Function};
use super::package::{Package, Profile};
use crate::table::Table;

/// Prints the table.
pub fn measure(wanted: &Wanted) {
    let columns = wanted.columns(&[
        Column::Plain,
        Column::Limit,
        Column::Tracked,
        Column::Tracing,
        Column::Fastrace,
    ]);
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    let table = Table::begin("Machine code with the level compiled out", &names);
    let plain = Compiled::new(Column::Plain);
    let compiled: Vec<Compiled> = columns
        .iter()
        .map(|column| Compiled::new(*column))
        .collect();
    for (name, _) in &SYNC {
        let cells: Vec<String> = compiled
            .iter()
            .map(|compiled| {
                let code = compiled.code(name);
                let same = if code.instructions == plain.code(name).instructions {
                    "the same"
                } else {
                    "another"
                };
                format!("{} B, {same}", code.bytes)
            })
            .collect();
        table.line(name, &cells);
    }
    for (name, _) in &ASYNC {
        let cells: Vec<String> = compiled
            .iter()
            .map(|compiled| {
                let code = compiled.code(name);
                format!(
                    "future {} B, code {} B, {} instructions",
                    compiled.sizes[*name],
                    code.bytes,
                    code.instructions.len()
                )
            })
            .collect();
        table.line(name, &cells);
    }
}

static SYNC: [(&str, Form); 3] = [
    (
        "add",
        Form {
            params: &[("left", "u64"), ("right", "u64")],
            body: "left + right",
            ..Form::PLAIN
        },
    ),
    (
        "parse",
        Form {
            params: &[("text", "&str")],
            output: "Result<u64, ParseIntError>",
            fails: true,
            body: "text.parse()",
            ..Form::PLAIN
        },
    ),
    (
        "deposit",
        Form {
            receiver: Some("Account"),
            params: &[("amount", "u64")],
            body: "self.balance += amount; self.balance",
            ..Form::PLAIN
        },
    ),
];

static ASYNC: [(&str, Form); 2] = [
    (
        "never_suspended",
        Form {
            params: &[("left", "u64"), ("right", "u64")],
            is_async: true,
            body: "left * 3 + right",
            ..Form::PLAIN
        },
    ),
    (
        "suspended_3_times",
        Form {
            params: &[("left", "u64"), ("right", "u64")],
            is_async: true,
            body: "
                let first = left + Pause(false).await;
                let second = first * right + Pause(false).await;
                second + left + Pause(false).await",
            ..Form::PLAIN
        },
    ),
];

/// The functions as one way has left them.
struct Compiled {
    /// Those that were made of this program, by the name that a disassembler shows.
    functions: BTreeMap<String, Code>,
    /// Of the futures, in bytes.
    sizes: BTreeMap<String, String>,
}

/// The code of a function.
#[derive(Default)]
struct Code {
    bytes: u64,
    /// Less the addresses, which depend on what else there is in the program.
    instructions: Vec<String>,
}

impl Compiled {
    fn new(column: Column) -> Self {
        let package = Package::new(
            &format!("off-{}", column.name()),
            &column.dependencies_off(),
        )
        // Symbols that tell for which function a generic one was made.
        .apart("-Csymbol-mangling-version=v0");
        package.compile_program(Profile::Release, &program(column));
        let program = package.program(Profile::Release);
        let sizes = run(&mut Command::new(&program));
        let disassembly = run(Command::new("objdump")
            .args(["--disassemble", "--demangle", "--no-show-raw-insn"])
            .arg(program));
        Compiled {
            functions: functions(&disassembly, &format!("off_{}", column.name())),
            sizes: sizes
                .lines()
                .filter_map(|line| line.split_once(' '))
                .map(|(name, size)| (name.to_owned(), size.to_owned()))
                .collect(),
        }
    }

    /// What there is under this name, with all that is in it.
    fn code(&self, name: &str) -> Code {
        let mut all = Code::default();
        for (full, code) in &self.functions {
            if full
                .split("::")
                .any(|part| part.trim_matches(['<', '>']) == name)
            {
                all.bytes += code.bytes;
                all.instructions.extend(code.instructions.iter().cloned());
            }
        }
        assert!(all.bytes > 0, "no {name}");
        all
    }
}

/// A program of these functions, none of which the compiler can make part of another, that tells the futures' sizes.
fn program(column: Column) -> String {
    const PRELUDE: &str = "
        #![allow(dead_code)]
        use std::fmt::Display;
        use std::future::Future;
        use std::hint::black_box;
        use std::num::ParseIntError;
        use std::pin::Pin;
        use std::task::{Context, Poll, Waker};

        #[derive(Debug, Default)]
        pub struct Account { balance: u64 }

        pub struct Pause(bool);
        impl Future for Pause {
            type Output = u64;
            fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u64> {
                if std::mem::replace(&mut self.0, true) { Poll::Ready(black_box(1)) } else { Poll::Pending }
            }
        }

        fn finish(mut future: Pin<Box<dyn Future<Output = u64>>>) -> u64 {
            let mut context = Context::from_waker(Waker::noop());
            loop {
                if let Poll::Ready(value) = future.as_mut().poll(&mut context) { return value; }
            }
        }
    ";
    let mut program = format!("{PRELUDE}{}", column.prelude());
    let mut main = String::new();
    for (name, form) in SYNC.iter().chain(&ASYNC) {
        let function = Function {
            name: (*name).to_owned(),
            form,
            body: form.body.to_owned(),
        };
        program += &column.write(&function);
        if form.is_async {
            write!(
                main,
                "let future = {name}(black_box(1), black_box(2));
                println!(\"{name} {{}}\", size_of_val(&future));
                black_box(finish(black_box(Box::pin(future))));"
            )
            .expect("a string");
        } else {
            writeln!(main, "let _ = black_box({});", function.call()).expect("a string");
        }
    }
    program + "fn main() {\n" + &main + "}\n"
}

fn run(command: &mut Command) -> String {
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{command:?}: {error}"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The functions of a disassembled program that are a crate's own or made for it.
fn functions(disassembly: &str, of_crate: &str) -> BTreeMap<String, Code> {
    let mut functions = BTreeMap::new();
    for block in disassembly.split("\n\n") {
        let mut lines = block.lines();
        let Some(name) = lines
            .next()
            .and_then(|head| head.split_once(" <")?.1.strip_suffix(">:"))
            .filter(|name| name.contains(of_crate))
        else {
            continue;
        };
        let lines: Vec<(u64, &str)> = lines.filter_map(address_and_instruction).collect();
        let is_padding = |(_, instruction): &&(u64, &str)| {
            ["nop", "cs nop", "data16", "xchg   %ax,%ax", "int3"]
                .iter()
                .any(|padding| instruction.starts_with(padding))
        };
        let used = lines.len() - lines.iter().rev().take_while(is_padding).count();
        let (Some((start, _)), Some(last)) = (lines.first(), used.checked_sub(1)) else {
            continue;
        };
        let end = lines
            .get(used)
            .map_or(lines[last].0 + 1, |(address, _)| *address);
        let code = Code {
            bytes: end - start,
            instructions: lines[..used]
                .iter()
                .map(|(_, instruction)| without_addresses(instruction))
                .collect(),
        };
        functions.insert(name.to_owned(), code);
    }
    functions
}

/// `  401000:\tmov    %rsp,%rbp`
fn address_and_instruction(line: &str) -> Option<(u64, &str)> {
    let (address, instruction) = line.split_once(":\t")?;
    let address = u64::from_str_radix(address.trim(), 16).ok()?;
    Some((address, instruction.trim()))
}

/// `jne    401020 <plain::add+0x20>` without the `401020`, `lea    0x3d2a1(%rip),%rdi  # 43e2b4 <x>` without what is
/// behind `lea` up to the bracket and the comment.
fn without_addresses(instruction: &str) -> String {
    let (code, _comment) = instruction.split_once('#').unwrap_or((instruction, ""));
    let (operation, operands) = code.split_once(' ').unwrap_or((code, ""));
    let operands = operands.trim();
    let operands = match (operands.split_once("(%rip)"), operands.split_once('<')) {
        (Some((_, rest)), _) => format!("(%rip){rest}"),
        (None, Some((_, symbol))) => symbol
            .split_once("::")
            .map_or(symbol, |(_crate, rest)| rest)
            .to_owned(),
        (None, None) => operands.to_owned(),
    };
    format!("{operation} {operands}")
}
