// `self` stays where it is: the closure owns it, all of it where it is taken by value.

impl Account {
    #[tracked]
    fn withdraw(&mut self, amount: u64) -> Result<u64, Overdrawn> {
        self.balance -= amount;
        Ok(self.balance)
    }

    #[tracked]
    fn close(self) -> u64 {
        self.balance
    }
}
