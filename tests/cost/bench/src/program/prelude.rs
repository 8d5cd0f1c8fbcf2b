// The types that the functions of a generated program use.

use std::fmt::{self, Display, Formatter};
use std::future::Future;
use std::hint::black_box;
use std::num::ParseIntError;
use std::pin::Pin;
use std::str::Utf8Error;

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

async fn look_up(id: u64) -> Option<u64> { id.checked_mul(3) }
