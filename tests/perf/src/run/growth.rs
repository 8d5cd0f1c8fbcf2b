//! What more arguments, calls in calls, text and threads cost.
use super::subject::Subject;
pub fn subject(of: &str, what: &str) -> Subject {
    panic!("{of}/{what}?")
}
