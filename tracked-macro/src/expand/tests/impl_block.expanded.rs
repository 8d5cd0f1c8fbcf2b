impl<T> Store<T> {
    const SIZE: usize = 8;
    const fn size() -> usize {
        Self::SIZE
    }
    fn put(&mut self, key: u8, value: T) {
        use ::tracked_core::__private as __tracked;
        __tracked::call_noted(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("key"),
                options: __tracked::Some(
                    &__tracked::Options {
                        start: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Debug),
                            ..__tracked::Report::START
                        },
                        done: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Debug),
                            ..__tracked::Report::DONE
                        },
                        ..__tracked::Options::DEFAULT
                    },
                ),
            },
            (key, value),
            |(key, value), __tracked_call| {
                __tracked_call.args(&[__tracked::known(&key)]);
            },
            __tracked::Plain,
            __tracked::Inline,
            move |(key, value)| -> () {
                self.insert(key, value);
            },
        )
    }
    fn len(&self) -> usize {
        use ::tracked_core::__private as __tracked;
        __tracked::call(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined(""),
                options: __tracked::Some(
                    &__tracked::Options {
                        start: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Info),
                            ..__tracked::Report::START
                        },
                        done: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Info),
                            ..__tracked::Report::DONE
                        },
                        ..__tracked::Options::DEFAULT
                    },
                ),
            },
            (),
            { __tracked::nothing },
            __tracked::Plain,
            __tracked::Inline,
            move |()| -> usize { self.0.len() },
        )
    }
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
