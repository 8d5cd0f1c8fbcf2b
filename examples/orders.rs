//! How is a whole module annotated at once? The log shows a secret, a huge value, an error that is retried and slow
//! calls.
//!
//! ```sh
//! cargo run --example orders
//! ```
//!
//! logs to stderr, as a tree if stderr is a terminal,
//!
//! ```text
//! 2026-11-22 12:00:00,123 - INFO - start place(id=7, items=[Item { number: 1 }, Item { number: 2 },…, card_token=[redacted])
//! 2026-11-22 12:00:00,123 - INFO - start charge(cents=500500, card_token=[redacted], attempt=1)
//! 2026-11-22 12:00:00,123 - WARN - error charge(cents=500500, card_token=[redacted], attempt=1) in 1.20µs: the bank did not answer in time
//! 2026-11-22 12:00:00,123 - INFO - start charge(cents=500500, card_token=[redacted], attempt=2)
//! 2026-11-22 12:00:00,123 - INFO - done charge(cents=500500, card_token=[redacted], attempt=2) in 1.20µs -> 1500500
//! 2026-11-22 12:00:00,123 - INFO - start store(id=7, receipt=1500500)
//! 2026-11-22 12:00:00,183 - WARN - order 7 is stored (slow)
//! 2026-11-22 12:00:00,183 - WARN - done place(id=7, items=[Item { number: 1 }, Item { number: 2 },…, card_token=[redacted]) in 60.20ms (slow)
//! ```

use std::thread::sleep;
use std::time::Duration;

use orders::Item;
use tracked_core::tracked;

fn main() {
    tracked_core::init();
    let items: Vec<Item> = (1..=1000).map(|number| Item { number }).collect();
    let _ = orders::place(7, &items, "4111 1111 1111 1111");
}

/// The options of the module are the defaults of its functions, which override some of them.
#[tracked(max_len = 40, slow = "50ms")]
mod orders {
    use super::{Duration, sleep};
    use std::error::Error;
    use std::fmt::{self, Display, Formatter};

    use tracked_core::{Level, tracked};

    #[derive(Debug)]
    pub struct Item {
        pub number: u32,
    }

    pub fn place(id: u32, items: &[Item], card_token: &str) -> Result<(), Declined> {
        let cents = price(items);
        let receipt = (1..=3)
            .find_map(|attempt| charge(cents, card_token, attempt).ok())
            .ok_or(Declined::Refused)?;
        store(id, receipt);
        Ok(())
    }

    // A timeout is only a warning because the call is repeated.
    #[tracked(err(level_by = Declined::level), ret)]
    fn charge(cents: u32, card_token: &str, attempt: u32) -> Result<u64, Declined> {
        match (attempt, card_token) {
            (1, _) => Err(Declined::TimedOut),
            (_, "") => Err(Declined::Refused),
            _ => Ok(u64::from(cents) + 1_000_000),
        }
    }

    #[tracked(done = "order {id} is stored")]
    fn store(id: u32, receipt: u64) {
        sleep(Duration::from_millis(60));
        let _ = (id, receipt);
    }

    #[tracked(off)]
    fn price(items: &[Item]) -> u32 {
        items.iter().map(|item| item.number).sum()
    }

    #[derive(Debug)]
    pub enum Declined {
        TimedOut,
        Refused,
    }

    #[tracked(off)]
    impl Declined {
        fn level(&self) -> Level {
            match self {
                Declined::TimedOut => Level::Warn,
                Declined::Refused => Level::Error,
            }
        }
    }

    #[tracked(off)]
    impl Display for Declined {
        fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
            f.write_str(match self {
                Declined::TimedOut => "the bank did not answer in time",
                Declined::Refused => "the bank refuses",
            })
        }
    }

    #[tracked(off)]
    impl Error for Declined {}
}
