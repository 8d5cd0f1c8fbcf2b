//! From records to calls.
//!
//! ```text
//! pipeline    threads that summarize blocks, and the summaries in the order of the log
//!   |
//! summary     the records of a block that are needed, and sums of the other calls
//!   |
//! calls       open calls, their ends, and the visitor of both
//!   |           coverage     the time during which at least one callee ran
//!   |           by_parent    what callees leave for a caller that has not ended
//!   |
//! filter      which calls a command shows
//!   |           fields       the fields of a record
//!   |
//! failures    failures by the call where they arose
//! outcome     what came of a call
//! gaps        what a record costs
//! stats       counts and times of each function
//! histogram   quantiles of times
//! ```

pub mod by_parent;
pub mod calls;
pub mod coverage;
pub mod failures;
pub mod fields;
pub mod filter;
pub mod gaps;
pub mod histogram;
pub mod outcome;
pub mod pipeline;
pub mod stats;
pub mod summary;
