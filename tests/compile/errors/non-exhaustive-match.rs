//! A variant that a `match` forgot.

use tracked_core::tracked;

enum Light {
    Red,
    Yellow,
    Green,
}

impl Light {
    #[tracked]
    fn next(self) -> Self {
        match self {
            Self::Red => Self::Green,
            Self::Green => Self::Yellow,
        }
    }
}

fn main() {}
