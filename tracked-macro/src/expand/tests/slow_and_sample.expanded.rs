fn tick(n: u32) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    slow: ::tracked_core::__private::std::option::Option::Some(
                        250000000u64,
                    ),
                    sample: 0.01f64,
                    start: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::None,
                        ..::tracked_core::__private::EventConfig::START
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("n")
        },
        (n,),
        |(n,)| -> () {
            work(n);
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
