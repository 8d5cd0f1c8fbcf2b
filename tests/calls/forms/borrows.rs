//! Borrows, moves and reborrows of arguments: the borrow checker accepts the same functions with the attribute.

use std::collections::HashMap;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

#[tracked]
fn in_and_out(list: &mut Vec<u32>) -> &mut u32 {
    list.push(0);
    list.last_mut().unwrap()
}

#[tracked]
fn identity(value: &mut u32) -> &mut u32 {
    value
}

#[tracked]
fn reborrowed(value: &mut u32) -> &mut u32 {
    *value += 1;
    let again = &mut *value;
    *again += 1;
    again
}

#[tracked]
fn one_of_two<'a>(first: &'a mut u32, second: &'a mut u32, take_first: bool) -> &'a mut u32 {
    if take_first {
        return first;
    }
    second
}

#[tracked]
fn conditional<'a>(map: &'a mut HashMap<u32, String>, key: &u32) -> Option<&'a mut String> {
    if map.is_empty() {
        map.insert(0, "first".to_owned());
    }
    if !map.contains_key(key) {
        return None;
    }
    map.get_mut(key)
}

#[tracked]
fn failing<'a>(list: &'a mut Vec<u32>, index: usize) -> Result<&'a mut u32, String> {
    let len = list.len();
    list.get_mut(index)
        .ok_or_else(|| format!("{index} of {len}"))
}

#[tracked]
fn split(list: &mut [u32]) -> (&mut [u32], &mut [u32]) {
    let middle = list.len() / 2;
    list.split_at_mut(middle)
}

#[tracked]
fn iterated<'a>(list: &'a mut [String]) -> impl Iterator<Item = &'a mut String> {
    list.iter_mut().filter(|item| !item.is_empty())
}

#[test]
fn mutable_references_pass_through() {
    let mut list = vec![1];
    *in_and_out(&mut list) = 2;
    assert_eq!(list, [1, 2]);
    *identity(&mut list[0]) += 4;
    *reborrowed(&mut list[0]) += 1;
    assert_eq!(list, [8, 2]);
    let (mut a, mut b) = (1, 2);
    *one_of_two(&mut a, &mut b, false) = 5;
    assert_eq!((a, b), (1, 5));
    let mut map = HashMap::new();
    conditional(&mut map, &0).unwrap().push('!');
    assert_eq!(map[&0], "first!");
    assert!(conditional(&mut map, &1).is_none());
    *failing(&mut list, 0).unwrap() = 1;
    assert_eq!(
        expect(
            &[
                "INFO start failing(list=[1, 2], index=2)",
                "ERROR error failing(list={..}, index=2) in TIME: 2 of 2",
            ],
            || failing(&mut list, 2),
        ),
        Err("2 of 2".to_owned())
    );
    let (left, right) = split(&mut list);
    std::mem::swap(&mut left[0], &mut right[0]);
    assert_eq!(list, [2, 1]);
    let mut texts = ["a".to_owned(), String::new()];
    for text in iterated(&mut texts) {
        text.push('b');
    }
    assert_eq!(texts, ["ab", ""]);
}

#[derive(Debug)]
struct Node {
    value: u32,
    next: Option<Box<Node>>,
}

/// The body uses the argument itself as a cursor.
#[tracked]
fn last(mut node: &mut Node) -> &mut u32 {
    while node.next.is_some() {
        node = node.next.as_mut().unwrap();
    }
    &mut node.value
}

#[tracked]
fn advanced<'a>(input: &mut &'a [u8], n: usize) -> &'a [u8] {
    let (head, tail) = input.split_at(n);
    *input = tail;
    head
}

#[tracked]
fn taken<'a>(list: &mut &'a mut [u32]) -> Option<&'a mut u32> {
    let (first, rest) = std::mem::take(list).split_first_mut()?;
    *list = rest;
    Some(first)
}

#[test]
fn an_argument_can_be_a_cursor() {
    let tail = Node {
        value: 2,
        next: None,
    };
    let mut node = Node {
        value: 1,
        next: Some(Box::new(tail)),
    };
    *last(&mut node) = 7;
    assert_eq!(node.next.unwrap().value, 7);
    let mut input: &[u8] = b"abc";
    assert_eq!(advanced(&mut input, 1), b"a");
    assert_eq!(input, b"bc");
    let mut numbers = [1, 2];
    let mut rest = &mut numbers[..];
    *taken(&mut rest).unwrap() = 5;
    assert_eq!(rest, [2]);
    assert_eq!(numbers, [5, 2]);
}

#[derive(Debug)]
struct Parts {
    name: String,
    list: Vec<u32>,
}

#[tracked]
fn moved(text: String) -> String {
    text
}

#[tracked]
fn moved_into_closure(text: String) -> impl Fn() -> usize {
    move || text.len()
}

#[tracked]
fn partly_moved(parts: Parts) -> (String, usize) {
    let name = parts.name;
    (name, parts.list.len())
}

#[tracked]
fn conditionally_moved(parts: Parts, give: bool) -> Option<Vec<u32>> {
    if give { Some(parts.list) } else { None }
}

#[tracked]
fn moved_in_a_loop(mut parts: Vec<Parts>) -> String {
    let mut names = String::new();
    while let Some(part) = parts.pop() {
        names += &part.name;
    }
    names
}

#[tracked]
fn reassigned(mut text: String, mut n: u32) -> String {
    drop(text);
    text = n.to_string();
    n += 1;
    text + &n.to_string()
}

#[tracked]
fn shadowed(text: &str) -> usize {
    let text = text.trim();
    let text: Vec<char> = text.chars().collect();
    text.len()
}

#[tracked]
fn destructured(parts: Parts) -> String {
    let Parts { mut name, list } = parts;
    for n in list {
        name.push_str(&n.to_string());
    }
    name
}

#[test]
fn parts_of_arguments_can_be_moved() {
    let parts = || Parts {
        name: "n".to_owned(),
        list: vec![1, 2],
    };
    let text = expect(
        &[
            r#"INFO start moved(text="t")"#,
            r#"INFO done moved(text="t") in TIME"#,
        ],
        || moved("t".to_owned()),
    );
    assert_eq!(text, "t");
    assert_eq!(moved_into_closure("abc".to_owned())(), 3);
    let name = expect(
        &[
            r#"INFO start partly_moved(parts=Parts { name: "n", list: [1, 2] })"#,
            r#"INFO done partly_moved(parts=Parts { name: "n", list: [1, 2] }) in TIME"#,
        ],
        || partly_moved(parts()),
    );
    assert_eq!(name, ("n".to_owned(), 2));
    assert_eq!(conditionally_moved(parts(), true), Some(vec![1, 2]));
    assert_eq!(conditionally_moved(parts(), false), None);
    assert_eq!(moved_in_a_loop(vec![parts(), parts()]), "nn");
    assert_eq!(reassigned("t".to_owned(), 1), "12");
    assert_eq!(shadowed(" ab "), 2);
    assert_eq!(destructured(parts()), "n12");
}

struct Machine {
    list: Vec<u32>,
    log: Vec<String>,
}

impl Machine {
    #[tracked]
    fn disjoint(&mut self) -> u32 {
        let (list, log) = (&mut self.list, &mut self.log);
        for n in list.iter_mut() {
            *n += 1;
            log.push(n.to_string());
        }
        self.list.iter().sum()
    }

    #[tracked]
    fn two_phase(&mut self) {
        self.list.push(self.list.len() as u32);
        self.add(self.list[0]);
    }

    #[tracked]
    fn add(&mut self, n: u32) {
        self.list.push(n);
    }

    #[tracked]
    fn closure_over_self(&mut self) -> usize {
        let mut note = |text: &str| self.log.push(text.to_owned());
        note("a");
        note("b");
        self.log.len()
    }

    #[tracked]
    fn get_or_add(&mut self, n: u32) -> &mut u32 {
        if let Some(i) = self.list.iter().position(|&m| m == n) {
            return &mut self.list[i];
        }
        self.list.push(n);
        self.list.last_mut().unwrap()
    }

    #[tracked]
    fn into_log(self) -> Vec<String> {
        let Self { log, .. } = self;
        log
    }

    #[tracked]
    fn drain(&mut self) -> std::vec::Drain<'_, u32> {
        self.list.drain(..)
    }

    #[tracked]
    fn name(&self) -> &str {
        self.log.first().map_or("", |name| name)
    }

    #[tracked]
    async fn async_disjoint(&mut self, more: &mut Vec<u32>) -> &mut [u32] {
        let list = &mut self.list;
        list.append(more);
        crate::suspend().await;
        self.log.push("appended".to_owned());
        &mut self.list[..]
    }
}

#[test]
fn fields_of_self_are_borrowed_separately() {
    let mut machine = Machine {
        list: vec![1, 2],
        log: Vec::new(),
    };
    assert_eq!(machine.disjoint(), 5);
    machine.two_phase();
    assert_eq!(machine.list, [2, 3, 2, 2]);
    assert_eq!(machine.closure_over_self(), 4);
    *machine.get_or_add(3) = 9;
    *machine.get_or_add(7) += 1;
    assert_eq!(machine.list, [2, 9, 2, 2, 8]);
    assert_eq!(machine.drain().sum::<u32>(), 23);
    block_on(machine.async_disjoint(&mut vec![4]))[0] = 5;
    assert_eq!(machine.list, [5]);
    assert_eq!(machine.name(), "2");
    assert_eq!(machine.into_log(), ["2", "3", "a", "b", "appended"]);
}

#[tracked]
fn deferred(flag: bool) -> String {
    let text;
    if flag {
        text = String::from("yes");
    } else {
        return String::new();
    }
    text
}

#[tracked]
fn captured_and_returned(list: &mut Vec<u32>) -> usize {
    let mut push = |n| list.push(n);
    push(1);
    push(2);
    list.len()
}

#[tracked]
fn threads(list: &mut [u32]) -> u32 {
    std::thread::scope(|scope| {
        for n in list.iter_mut() {
            scope.spawn(move || *n += 1);
        }
    });
    list.iter().sum()
}

#[test]
fn locals_and_captures_are_borrowed_as_before() {
    assert_eq!(deferred(true), "yes");
    assert_eq!(deferred(false), "");
    assert_eq!(captured_and_returned(&mut Vec::new()), 2);
    assert_eq!(threads(&mut [1, 2]), 5);
}
