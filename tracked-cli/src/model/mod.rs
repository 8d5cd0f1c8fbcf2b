//! From records to calls.
//!
//! ```text
//! calls       open calls, their ends, and the visitor of both
//!   |           names        functions and threads as numbers
//!   |           coverage     the time during which at least one callee ran
//!   |           by_parent    what callees leave for a caller that has not ended
//!   |
//! filter      which calls a command shows
//!   |           fields       the fields of a record
//!   |
//! failures    failures by the call where they arose
//! histogram   quantiles of times
//! ```

pub mod by_parent;
pub mod calls;
pub mod coverage;
pub mod failures;
pub mod fields;
pub mod filter;
pub mod histogram;
pub mod names;
