mod orders {
    use super::Item;
    pub fn place(items: &[Item]) {
        use ::tracked_core::__private as __tracked;
        __tracked::call_noted(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("items"),
                options: __tracked::Some(
                    &__tracked::Options {
                        max_len: 40usize,
                        ..__tracked::Options::DEFAULT
                    },
                ),
            },
            (items,),
            |(items,), __tracked_call| {
                use __tracked::ByName as _;
                __tracked_call.args(&[__tracked::Value(&items).__tracked_show()]);
            },
            __tracked::Plain,
            __tracked::Inline,
            move |(items,)| -> () {
                store(items);
            },
        )
    }
    fn cancel(id: u8, reason: &str) {
        use ::tracked_core::__private as __tracked;
        __tracked::call(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("id"),
                options: __tracked::Some(
                    &__tracked::Options {
                        max_len: 40usize,
                        start: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Warn),
                            ..__tracked::Report::START
                        },
                        done: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Warn),
                            ..__tracked::Report::DONE
                        },
                        ..__tracked::Options::DEFAULT
                    },
                ),
            },
            (id, reason),
            |(id, reason), __tracked_call| {
                __tracked_call.args(&[__tracked::known(&id)]);
            },
            __tracked::Plain,
            __tracked::Inline,
            move |(id, reason)| -> () {
                remove(id, reason);
            },
        )
    }
    impl Item {
        fn price(&self) -> u8 {
            use ::tracked_core::__private as __tracked;
            __tracked::call(
                &__tracked::Site {
                    module: __tracked::module!(),
                    line: __tracked::line!(),
                    args: __tracked::Names::Joined(""),
                    options: __tracked::Some(
                        &__tracked::Options {
                            max_len: 40usize,
                            ..__tracked::Options::DEFAULT
                        },
                    ),
                },
                (),
                { __tracked::nothing },
                __tracked::Plain,
                __tracked::Inline,
                move |()| -> u8 { self.price },
            )
        }
    }
}
