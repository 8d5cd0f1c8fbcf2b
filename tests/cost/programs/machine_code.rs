//! Functions that are tracked with `--cfg=tracked`. None is inlined, so that each has a symbol.

use std::hint::black_box;
use std::num::ParseIntError;

#[cfg(tracked)]
use tracked_core::tracked;

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn add(a: u64, b: u64) -> u64 {
    a + b
}

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn parse(text: &str) -> Result<u64, ParseIntError> {
    text.parse()
}

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn blend(red: f64, green: f64, blue: f64, share: f64, names: &[&str], at: usize) -> f64 {
    let mean = (red + green + blue) / 3.0;
    mean * share + names[at].len() as f64
}

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn owned(name: String, times: usize) -> Vec<String> {
    vec![name; times]
}

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn join(mut head: String, tail: Vec<String>) -> Result<String, Vec<String>> {
    if head.is_empty() {
        return Err(tail);
    }
    for part in tail {
        head.push_str(&part);
    }
    Ok(head)
}

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn absorb(name: Box<str>, _unused: Vec<u8>) -> usize {
    name.len()
}

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn histogram(text: &str, most: usize) -> Result<Vec<(char, usize)>, String> {
    let mut counts: Vec<(char, usize)> = Vec::new();
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let is_full = counts.len() == most;
        match counts.iter_mut().find(|(other, _)| *other == c) {
            Some((_, count)) => *count += 1,
            None if is_full => return Err(format!("more than {most} at {c:?}")),
            None => counts.push((c, 1)),
        }
    }
    counts.sort();
    if counts.is_empty() {
        return Err("no letter".to_owned());
    }
    Ok(counts)
}

#[cfg_attr(tracked, tracked)]
#[inline(never)]
fn largest<T: PartialOrd + Copy + std::fmt::Debug>(items: &[T], least: T) -> T {
    let mut largest = least;
    for item in items {
        if *item > largest {
            largest = *item;
        }
    }
    largest
}

struct Account {
    balance: u64,
    moves: Vec<i64>,
}

impl Account {
    #[cfg_attr(tracked, tracked(ret, skip(self)))]
    #[inline(never)]
    fn deposit(&mut self, amount: u64) -> u64 {
        self.balance += amount;
        self.moves.push(amount as i64);
        self.balance
    }

    #[cfg_attr(tracked, tracked(level = "debug", err))]
    #[inline(never)]
    fn withdraw(&mut self, amount: u64) -> Result<u64, &'static str> {
        self.balance = self.balance.checked_sub(amount).ok_or("too little")?;
        self.moves.push(-(amount as i64));
        Ok(self.balance)
    }

    #[cfg_attr(tracked, tracked(fields(before = self.balance)))]
    #[inline(never)]
    fn refund(&mut self, amount: u64) {
        self.balance += amount;
        self.moves.push(1);
    }
}

fn main() {
    black_box(add as fn(_, _) -> _);
    black_box(parse as fn(_) -> _);
    black_box(blend as fn(_, _, _, _, _, _) -> _);
    black_box(owned as fn(_, _) -> _);
    black_box(join as fn(_, _) -> _);
    black_box(absorb as fn(_, _) -> _);
    black_box(histogram as fn(_, _) -> _);
    black_box(largest::<u8> as fn(_, _) -> _);
    black_box(Account::deposit as fn(_, _) -> _);
    black_box(Account::withdraw as fn(_, _) -> _);
    black_box(Account::refund as fn(_, _));
}
