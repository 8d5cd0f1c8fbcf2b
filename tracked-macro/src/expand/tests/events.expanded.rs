async fn fetch(id: u8) -> Result<u8, Error> {
    ::tracked_core::__private::future(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        start: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Trace,
                            ),
                            message: ::tracked_core::__private::std::option::Option::Some(
                                &[::tracked_core::__private::MessagePart::Text("go")],
                            ),
                            ..::tracked_core::__private::EventConfig::START
                        },
                        done: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                QUIET,
                            ),
                            ..::tracked_core::__private::EventConfig::DONE
                        },
                        error: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::EventConfig::ERROR
                        },
                        panic: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::EventConfig::PANIC
                        },
                        cancel: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::None,
                            ..::tracked_core::__private::EventConfig::CANCEL
                        },
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("id")
            },
            (id,),
            move |(id,)| async move {
                match {
                    if false {
                        return ::tracked_core::__private::return_type::<
                            Result<u8, Error>,
                        >();
                    }
                } {
                    () => ask(id).await,
                }
            },
            ::tracked_core::__private::Probe::<Result<u8, Error>>::NEW
                .by_debug()
                .__tracked_classify(),
        )
        .await
}
