fn by_name() {
    ::tracked_core::__private::call(
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
            ..::tracked_core::__private::callsite!("")
        },
        (),
        |()| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
fn by_number() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    start: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::Some(
                            ::tracked_core::__private::Level::Trace,
                        ),
                        ..::tracked_core::__private::EventConfig::START
                    },
                    done: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::Some(
                            ::tracked_core::__private::Level::Trace,
                        ),
                        ..::tracked_core::__private::EventConfig::DONE
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("")
        },
        (),
        |()| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
fn by_path() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    start: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::Some(
                            Level::Warn,
                        ),
                        ..::tracked_core::__private::EventConfig::START
                    },
                    done: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::Some(
                            Level::Warn,
                        ),
                        ..::tracked_core::__private::EventConfig::DONE
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("")
        },
        (),
        |()| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
