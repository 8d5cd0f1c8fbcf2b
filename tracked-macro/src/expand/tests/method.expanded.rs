impl Account {
    fn withdraw(&mut self, amount: u64) -> Result<u64, Overdrawn> {
        ::tracked_core::__private::call_mut(
            &::tracked_core::__private::callsite!("amount"),
            (amount,),
            move |(amount,)| -> Result<u64, Overdrawn> {
                self.balance -= amount;
                Ok(self.balance)
            },
            ::tracked_core::__private::Probe::<
                Result<u64, Overdrawn>,
                fn(&()) -> Overdrawn,
            >::NEW
                .__tracked_classify(),
            ::tracked_core::__private::run_body!(),
        )
    }
    fn close(self) -> u64 {
        ::tracked_core::__private::call_mut(
            &::tracked_core::__private::callsite!(""),
            (),
            move |()| -> u64 {
                let _ = &self;
                self.balance
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
    }
}
