//! `#[track_caller]`: a function and its panics still see the location of the caller.

use std::panic::{Location, catch_unwind};

use tracked_core::tracked;

use crate::panics::place_of_panic;
use crate::support::{expect, records};

type CallerLocation = &'static Location<'static>;

#[tracked]
#[track_caller]
fn here() -> CallerLocation {
    Location::caller()
}

#[track_caller]
#[tracked]
fn attribute_below() -> CallerLocation {
    Location::caller()
}

#[tracked]
#[track_caller]
fn in_ok(fail: bool) -> Result<CallerLocation, String> {
    if fail {
        return Err("failed".to_owned());
    }
    Ok(Location::caller())
}

#[tracked]
#[track_caller]
fn in_err() -> Result<(), CallerLocation> {
    Err(Location::caller())
}

#[tracked]
#[track_caller]
fn converted() -> Result<(), Located> {
    Err("text")?;
    Ok(())
}

#[tracked]
fn converted_here() -> Result<(), Located> {
    None.ok_or("text")?;
    Ok(())
}

/// An error that stores the location at which `?` or `from` created it.
#[derive(Debug)]
struct Located(CallerLocation);

impl From<&str> for Located {
    #[tracked]
    #[track_caller]
    fn from(_: &str) -> Self {
        Self(Location::caller())
    }
}

#[tracked]
#[track_caller]
fn passed_on() -> CallerLocation {
    here()
}

#[tracked]
#[track_caller]
fn impl_trait() -> impl Iterator<Item = CallerLocation> {
    std::iter::once(Location::caller())
}

#[tracked]
#[track_caller]
fn consuming(text: String, list: &mut Vec<String>) -> (CallerLocation, &mut String) {
    list.push(text);
    (Location::caller(), &mut list[0])
}

#[tracked]
#[track_caller]
fn generic<T: Default, const N: usize>(_: [T; N]) -> (CallerLocation, T) {
    (Location::caller(), T::default())
}

/// Without `#[track_caller]`: it is itself the caller of the functions that it calls.
#[tracked]
fn not_marked() -> CallerLocation {
    here()
}

struct Asked;

impl Asked {
    #[tracked]
    #[track_caller]
    fn method(&self) -> CallerLocation {
        Location::caller()
    }

    #[tracked]
    #[track_caller]
    fn failing_method(&mut self, n: u32) -> Result<CallerLocation, u32> {
        if n == 0 {
            Err(n)
        } else {
            Ok(Location::caller())
        }
    }
}

trait Ask {
    #[tracked]
    #[track_caller]
    fn by_default(&self) -> CallerLocation {
        Location::caller()
    }
}

impl Ask for Asked {}

/// Without the attribute itself, but `Index` has it.
struct Marked;

impl std::ops::Index<u32> for Marked {
    type Output = CallerLocation;

    #[tracked]
    fn index(&self, _: u32) -> &CallerLocation {
        Box::leak(Box::new(Location::caller()))
    }
}

#[test]
fn a_method_of_index_has_the_location_of_its_caller() {
    let place = Marked[1];
    assert_eq!((place.file(), place.line()), (file!(), line!() - 1));
}

impl std::ops::Index<u32> for Asked {
    type Output = str;

    #[tracked]
    #[track_caller]
    fn index(&self, index: u32) -> &str {
        panic!("no {index}")
    }
}

#[track_caller]
fn assert_line(place: CallerLocation) {
    assert_eq!(
        (place.file(), place.line()),
        (file!(), Location::caller().line())
    );
}

#[test]
fn the_location_is_the_callers() {
    assert_line(here());
    assert_line(attribute_below());
    assert_line(in_ok(false).unwrap());
    assert_line(in_err().unwrap_err());
    assert_line(passed_on());
    assert_line(impl_trait().next().unwrap());
    assert_line(consuming("a".to_owned(), &mut Vec::new()).0);
    assert_line(generic([1, 2]).0);
    assert_line(Asked.method());
    assert_line(Asked.failing_method(1).unwrap());
    assert_line(Asked.by_default());
    assert_ne!(not_marked().line(), line!());
}

/// `?` calls `from`, with the location of the `?` unless its function has `#[track_caller]`.
#[test]
fn a_question_mark_passes_its_location_on() {
    assert_line(converted().unwrap_err().0);
    let line = line_of("None.ok_or(\"text\")?;");
    assert_eq!(converted_here().unwrap_err().0.line(), line);
}

fn line_of(text: &str) -> u32 {
    let line = include_str!("track_caller.rs")
        .lines()
        .position(|line| line.trim() == text);
    u32::try_from(line.unwrap() + 1).unwrap()
}

#[test]
fn the_column_is_the_callers_too() {
    #[rustfmt::skip]
    let (first, second) = (here(), here());
    assert_ne!(first.column(), second.column());
}

#[test]
fn a_pointer_to_the_function_has_the_location_of_the_function() {
    // A shim is the caller, so the location is that of the function.
    let pointer: fn() -> CallerLocation = here;
    assert_eq!(pointer().file(), file!());
    let object: &dyn Ask = &Asked;
    assert_eq!(object.by_default().file(), file!());
    let line = line!() + 1;
    let place = Some(()).map(|()| here()).unwrap();
    assert_eq!(place.line(), line);
}

#[tracked]
#[track_caller]
fn panics(why: &str) -> u32 {
    panic!("{why}")
}

#[tracked]
#[track_caller]
fn unwraps(value: Option<u32>) -> Result<u32, String> {
    Ok(value.unwrap())
}

#[tracked]
#[track_caller]
fn never(why: &str) -> ! {
    panic!("{why}")
}

#[test]
fn panics_have_the_location_of_the_caller() {
    let place = place_of_panic(|| assert_eq!(panics("boom"), 0));
    assert_eq!(place, (file!().to_owned(), line!() - 1));
    let place = place_of_panic(|| drop(unwraps(None)));
    assert_eq!(place, (file!().to_owned(), line!() - 1));
    let place = place_of_panic(|| never("boom"));
    assert_eq!(place, (file!().to_owned(), line!() - 1));
    let place = place_of_panic(|| assert!(Asked[1].is_empty()));
    assert_eq!(place, (file!().to_owned(), line!() - 1));
}

#[test]
fn records_are_those_of_other_functions() {
    expect(&["INFO start here()", "INFO done here() in TIME"], here);
    expect(
        &[
            "INFO start in_ok(fail=true)",
            "ERROR error in_ok(fail=true) in TIME: failed",
        ],
        || in_ok(true).unwrap_err(),
    );
    expect(
        &[
            r#"INFO start panics(why="boom")"#,
            // The body is not a closure, so only a panic hook sees the message: see `logger/setup.rs`.
            r#"ERROR panic panics(why="boom") in TIME"#,
        ],
        || catch_unwind(|| panics("boom")).unwrap_err(),
    );
}

/// A record has the location of the tracked function, not of its caller.
#[test]
fn records_have_the_location_of_the_function() {
    for record in records(here) {
        assert_eq!(record.target, module_path!());
        assert_eq!(record.file.as_deref(), Some(file!()));
        let function = line_of("fn here() -> CallerLocation {");
        let lines = function - 2..=function;
        assert!(
            lines.contains(&record.line.unwrap()),
            "{:?} is not in {lines:?}",
            record.line
        );
    }
}
