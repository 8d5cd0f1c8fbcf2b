impl<T> Store<T> {
    const SIZE: usize = 8;
    const fn size() -> usize {
        Self::SIZE
    }
    fn put(&mut self, key: u8, value: T) {
        ::tracked_core::__private::call_once(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        start: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Debug,
                            ),
                            ..::tracked_core::__private::EventConfig::START
                        },
                        done: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Debug,
                            ),
                            ..::tracked_core::__private::EventConfig::DONE
                        },
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("key")
            },
            (key, value),
            |(key, value), __tracked_visit| {
                __tracked_visit(&[::tracked_core::__private::Value::of(&key)])
            },
            move |(key, value)| -> () {
                self.insert(key, value);
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
    }
    fn len(&self) -> usize {
        ::tracked_core::__private::call(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        start: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Info,
                            ),
                            ..::tracked_core::__private::EventConfig::START
                        },
                        done: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Info,
                            ),
                            ..::tracked_core::__private::EventConfig::DONE
                        },
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("")
            },
            (),
            move |()| -> usize { self.0.len() },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
    }
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
