mod orders {
    use super::Item;
    pub fn place(items: &[Item]) {
        ::tracked_core::__private::call_eager(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        max_len: 40usize,
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("items")
            },
            (
                ::tracked_core::__private::Probe::argument(&items)
                    .__tracked_argument(items),
            ),
            |(items,)| -> () {
                store(items);
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
    }
    fn cancel(id: u8, reason: &str) {
        ::tracked_core::__private::call(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        max_len: 40usize,
                        start: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::EventConfig::START
                        },
                        done: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::EventConfig::DONE
                        },
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("id")
            },
            ::tracked_core::__private::recorded_by(
                (id, reason),
                |(id, reason), __tracked_visit| {
                    __tracked_visit(&[::tracked_core::__private::Value::of(&id)])
                },
            ),
            |(id, reason)| -> () {
                remove(id, reason);
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
    }
    impl Item {
        fn price(&self) -> u8 {
            ::tracked_core::__private::call(
                &::tracked_core::__private::Callsite {
                    config: ::tracked_core::__private::std::option::Option::Some(
                        &::tracked_core::__private::Config {
                            max_len: 40usize,
                            ..::tracked_core::__private::Config::DEFAULT
                        },
                    ),
                    ..::tracked_core::__private::callsite!("")
                },
                (),
                move |()| -> u8 { self.price },
                { ::tracked_core::__private::returned },
                ::tracked_core::__private::run_body!(),
            )
        }
    }
}
