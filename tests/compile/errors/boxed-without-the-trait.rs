//! A `Box<dyn Trait>` of a type without the trait.

use tracked_core::tracked;

trait Shape {}

struct Square;

struct Line;

impl Shape for Square {}

#[tracked]
fn shape(flat: bool) -> Result<Box<dyn Shape>, String> {
    if flat {
        return Ok(Box::new(Line));
    }
    Ok(Box::new(Square))
}

fn main() {}
