// The closure captures `self`. If the method takes `self` by value, the closure owns all of it.

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
