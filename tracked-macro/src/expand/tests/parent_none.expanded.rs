fn job() {
    ::tracked_core::__private::capture(
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
            |__tracked_visit| { __tracked_visit(&[]) },
        )
        .under(|| None)
        .run__rust_end_short_backtrace(
            (),
            |()| -> () {
                work();
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
}
