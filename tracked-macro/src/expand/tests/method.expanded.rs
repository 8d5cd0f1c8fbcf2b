impl Account {
    fn withdraw(&mut self, amount: u64) -> Result<u64, Overdrawn> {
        use ::tracked_core::__private as __tracked;
        __tracked::call(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("amount"),
                options: __tracked::None,
            },
            (amount,),
            { __tracked::each },
            {
                use __tracked::kinds::*;
                (&&&&&&&&__tracked::Probe::<Result<u64, Overdrawn>>::NEW)
                    .__tracked_kind()
            },
            __tracked::Inline,
            move |(amount,)| -> Result<u64, Overdrawn> {
                self.balance -= amount;
                Ok(self.balance)
            },
        )
    }
    fn close(self) -> u64 {
        use ::tracked_core::__private as __tracked;
        __tracked::call(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined(""),
                options: __tracked::None,
            },
            (),
            { __tracked::nothing },
            __tracked::Plain,
            __tracked::Inline,
            move |()| -> u64 {
                __tracked::hold((&self,));
                self.balance
            },
        )
    }
}
