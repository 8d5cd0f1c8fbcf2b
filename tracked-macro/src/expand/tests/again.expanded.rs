fn load(path: &str) -> io::Result<()> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    error: ::tracked_core::__private::EventConfig {
                        again: ::tracked_core::__private::std::option::Option::Some(
                            ::tracked_core::__private::std::option::Option::Some(
                                ::tracked_core::__private::Level::Debug,
                            ),
                        ),
                        ..::tracked_core::__private::EventConfig::ERROR
                    },
                    panic: ::tracked_core::__private::EventConfig {
                        again: ::tracked_core::__private::std::option::Option::Some(
                            ::tracked_core::__private::std::option::Option::None,
                        ),
                        ..::tracked_core::__private::EventConfig::PANIC
                    },
                    cancel: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::Some(
                            ::tracked_core::__private::Level::Info,
                        ),
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[::tracked_core::__private::MessagePart::Text("gone")],
                        ),
                        again: ::tracked_core::__private::std::option::Option::Some(
                            ::tracked_core::__private::std::option::Option::Some(
                                Level::Trace,
                            ),
                        ),
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("path")
        },
        (path,),
        |(path,)| -> io::Result<()> { read(path) },
        ::tracked_core::__private::Probe::<
            io::Result<()>,
            ::tracked_core::__private::Careful<
                ::tracked_core::__private::OfResult<fn(&()) -> io::Result<()>>,
            >,
        >::NEW
            .__tracked_classify(),
        ::tracked_core::__private::run_body!(),
    )
}
