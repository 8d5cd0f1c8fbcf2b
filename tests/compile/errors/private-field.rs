//! A field of another module.

use tracked_core::tracked;

mod account {
    #[derive(Default)]
    pub struct Account {
        balance: i64,
    }
}

#[tracked]
fn balance(account: &account::Account) -> i64 {
    account.balance
}

fn main() {}
