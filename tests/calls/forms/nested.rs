//! Items, macros, inner attributes, closures, blocks and tracked functions within the body of a function.

use std::fmt::Debug;

use futures::executor::block_on;
use tracked_core::tracked;

use crate::support::expect;

#[tracked]
fn with_items(a: u32) -> u32 {
    const FACTOR: u32 = 3;
    static OFFSET: u32 = 4;

    use std::cmp::max as larger;

    type Number = u32;

    #[derive(Debug, Clone, PartialEq)]
    struct Local<T>(T);

    enum Choice {
        This,
        That(Number),
    }

    impl<T: Debug> Local<T> {
        fn show(&self) -> String {
            format!("{:?}", self.0)
        }
    }

    trait Doubled {
        fn doubled(&self) -> Number;
    }

    impl Doubled for Number {
        fn doubled(&self) -> Number {
            self * 2
        }
    }

    macro_rules! plus {
        ($e:expr) => {
            $e + OFFSET
        };
    }

    fn helper(choice: &Choice) -> Number {
        match choice {
            Choice::This => 1,
            Choice::That(n) => *n,
        }
    }

    let sum = helper(&Choice::This) + helper(&Choice::That(a));
    assert_eq!(Local(a).clone().show(), a.to_string());
    larger(plus!(sum * FACTOR), a.doubled())
}

#[tracked]
fn items_after_use() -> u32 {
    return later();

    fn later() -> u32 {
        5
    }
}

#[test]
fn a_body_can_contain_items() {
    assert_eq!(with_items(1), 10);
    assert_eq!(items_after_use(), 5);
}

#[tracked]
fn inner_attributes(a: u32) -> u32 {
    #![allow(unused_variables, reason = "represents any inner attribute")]
    //! Documentation of the function within its body.
    let unused = a;
    a + 1
}

#[tracked]
async fn async_inner_attributes(a: u32) -> u32 {
    #![allow(unused_variables, reason = "represents any inner attribute")]
    let unused = a;
    a + 1
}

#[tracked]
fn attributes_on_statements(a: u32) -> u32 {
    #[cfg(any())]
    let a = nothing_of_the_kind;
    #[allow(unused_variables, reason = "represents any attribute")]
    let unused = a;
    #[cfg(not(any()))]
    {
        a + 1
    }
    #[cfg(any())]
    {
        a + 2
    }
}

#[tracked]
fn only_a_comment() {
    // Nothing to do.
}

#[tracked]
fn only_a_macro() {
    assert!(true, "a statement macro as the tail");
}

#[tracked]
fn macro_with_braces(list: &[u32]) -> Vec<u32> {
    macro_rules! twice {
        { $($n:expr),* } => { vec![$($n, $n),*] };
    }
    twice! { list[0], list[1] }
}

#[tracked]
fn block_tail(a: u32) -> u32 {
    {
        let b = a + 1;
        b * 2
    }
}

#[tracked]
fn unsafe_tail(a: &u32) -> u32 {
    // SAFETY: the pointer comes from a reference.
    unsafe { *std::ptr::from_ref(a) }
}

#[tracked]
fn const_block() -> [Vec<u32>; 2] {
    [const { Vec::new() }; 2]
}

#[tracked]
fn statements_that_start_like_operators(a: &mut u32) -> i32 {
    if *a == 0 {}
    *a += 1;
    match *a {
        0 => {}
        _ => *a += 1,
    }
    -1
}

#[tracked]
fn struct_literal_tail(a: u32) -> std::ops::Range<u32> {
    std::ops::Range {
        start: a,
        end: a + 1,
    }
}

#[rustfmt::skip]
#[allow(redundant_semicolons, reason = "part of the layout")]
#[tracked]
fn odd_layout(a
    : u32) ->
    u32
{ let b = a
    ; ; ; b
}

#[test]
fn a_body_can_have_attributes_comments_and_macros() {
    assert_eq!(inner_attributes(1), 2);
    assert_eq!(block_on(async_inner_attributes(1)), 2);
    assert_eq!(attributes_on_statements(1), 2);
    only_a_comment();
    only_a_macro();
    assert_eq!(macro_with_braces(&[1, 2]), [1, 1, 2, 2]);
    assert_eq!(block_tail(1), 4);
    assert_eq!(unsafe_tail(&1), 1);
    assert_eq!(const_block(), [[], []]);
    let mut a = 0;
    assert_eq!(statements_that_start_like_operators(&mut a), -1);
    assert_eq!(a, 2);
    assert_eq!(struct_literal_tail(1), 1..2);
    assert_eq!(odd_layout(1), 1);
}

fn host(a: u32) -> u32 {
    #[tracked]
    fn guest(a: u32) -> u32 {
        a + 1
    }

    struct Local;

    impl Local {
        #[tracked]
        fn method(&self, a: u32) -> u32 {
            #[tracked]
            fn innermost(a: u32) -> u32 {
                a * 2
            }
            innermost(a) + 1
        }
    }

    let closure = |a: u32| {
        #[tracked]
        fn in_a_closure(a: u32) -> u32 {
            a
        }
        in_a_closure(a)
    };
    guest(a) + Local.method(a) + closure(a)
}

#[test]
fn functions_in_functions_can_be_annotated() {
    let sum = expect(
        &[
            "INFO start {..}guest(a=1)",
            "INFO done {..}guest(a=1) in TIME",
            "INFO start {..}Local::method(a=1)",
            "INFO start {..}innermost(a=1)",
            "INFO done {..}innermost(a=1) in TIME",
            "INFO done {..}Local::method(a=1) in TIME",
            "INFO start {..}in_a_closure(a=1)",
            "INFO done {..}in_a_closure(a=1) in TIME",
        ],
        || host(1),
    );
    assert_eq!(sum, 6);
}

const _: () = {
    impl InConst {
        #[tracked]
        fn method(&self) -> u32 {
            3
        }
    }
};

struct InConst;

static TABLE: [fn(u32) -> u32; 2] = [with_items, {
    #[tracked]
    fn in_a_static(a: u32) -> u32 {
        a
    }
    in_a_static
}];

#[test]
fn functions_in_constants_can_be_annotated() {
    assert_eq!(InConst.method(), 3);
    assert_eq!(TABLE[1](7), 7);
}

#[tracked]
async fn async_blocks_and_closures(list: &[u32]) -> Result<u32, std::num::TryFromIntError> {
    let fallible = async {
        let len = u32::try_from(list.len())?;
        Ok::<_, std::num::TryFromIntError>(len)
    };
    let returning = async {
        if list.is_empty() {
            return 0;
        }
        1
    };
    let closure = |n: u32| async move { n + 1 };
    let moving = async move { list.first().copied().unwrap_or(0) };
    Ok(fallible.await? + returning.await + closure(1).await + moving.await)
}

#[tracked]
fn sync_with_an_async_block(a: u32) -> u32 {
    block_on(async {
        if a > 5 {
            return 5;
        }
        a
    })
}

#[tracked]
fn closures_that_fail(list: &[&str]) -> Option<u32> {
    let parse = |text: &str| -> Option<u32> {
        let n = text.parse::<u32>().ok()?;
        Some(n)
    };
    let mut sum = 0;
    for text in list {
        sum += parse(text)?;
    }
    Some(sum)
}

#[test]
fn a_body_can_contain_blocks_and_closures() {
    assert_eq!(block_on(async_blocks_and_closures(&[4])), Ok(8));
    assert_eq!(sync_with_an_async_block(7), 5);
    assert_eq!(closures_that_fail(&["1", "2"]), Some(3));
    assert_eq!(closures_that_fail(&["x"]), None);
}

#[tracked]
fn let_else(list: &[u32]) -> Result<u32, &'static str> {
    let [first, ..] = list else {
        return Err("empty");
    };
    let Some(last) = list.last() else {
        unreachable!()
    };
    Ok(first + last)
}

#[tracked]
fn question_mark_in_places(texts: &[&str]) -> Result<Vec<u32>, std::num::ParseIntError> {
    let array = [texts[0].parse::<u32>()?, texts[1].parse::<u32>()?];
    if texts[0].parse::<u32>()? > 5 {
        return Ok(vec![]);
    }
    match texts[1].parse::<u32>()? {
        0 => Ok(vec![0]),
        n => Ok(vec![array[0], n]),
    }
}

#[tracked]
fn loops(mut n: u32) -> u32 {
    let mut steps = 0;
    'outer: loop {
        while n > 1 {
            if n > 1000 {
                break 'outer;
            }
            n = if n % 2 == 0 { n / 2 } else { 3 * n + 1 };
            steps += 1;
            if steps == 3 {
                continue 'outer;
            }
        }
        break;
    }
    steps
}

#[test]
fn a_body_can_contain_every_expression() {
    assert_eq!(let_else(&[1, 2]), Ok(3));
    assert_eq!(let_else(&[]), Err("empty"));
    assert_eq!(question_mark_in_places(&["1", "2"]), Ok(vec![1, 2]));
    assert_eq!(loops(6), 8);
}
