impl Account {
    fn withdraw(&mut self, amount: u64) -> Result<u64, Overdrawn> {
        ::tracked_core::__private::call(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("amount"),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (amount,),
            |(amount,), __tracked_call| {
                __tracked_call.args(&[::tracked_core::__private::scalar(&amount)]);
            },
            {
                use ::tracked_core::__private::kinds::*;
                (&&&&&&&&::tracked_core::__private::Probe::<Result<u64, Overdrawn>>::NEW)
                    .__tracked_kind()
            },
            ::tracked_core::__private::Inline,
            move |(amount,)| -> Result<u64, Overdrawn> {
                self.balance -= amount;
                Ok(self.balance)
            },
        )
    }
    fn close(self) -> u64 {
        ::tracked_core::__private::call(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (),
            ::tracked_core::__private::nothing,
            ::tracked_core::__private::Plain,
            ::tracked_core::__private::Inline,
            move |()| -> u64 {
                ::tracked_core::__private::hold((&self,));
                self.balance
            },
        )
    }
}
