fn half(n: u32) -> Result<u32, String> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("n"),
        (n,),
        |(n,)| -> Result<u32, String> { halve(n) },
        |value: &Result<u32, String>| {
            use ::tracked_core::__private::FieldValue as _;
            ::tracked_core::__private::Probe::<
                Result<u32, String>,
                fn(&()) -> String,
            >::NEW
                .__tracked_classify()(value)
                .show(|| {
                    ::tracked_core::__private::Probe::of(value)
                        .__tracked_result()
                        .__tracked_success(value)
                        .map(|value| {
                            (&::tracked_core::__private::Field(value)).__tracked_value()
                        })
                })
        },
        ::tracked_core::__private::run_body!(),
    )
}
fn shown(n: u32) -> u32 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    done: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::Some(
                            ::tracked_core::__private::Level::Debug,
                        ),
                        ..::tracked_core::__private::EventConfig::DONE
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("n")
        },
        (n,),
        |(n,)| -> u32 { n },
        |value: &u32| {
            use ::tracked_core::__private::FieldValue as _;
            ::tracked_core::__private::returned(value)
                .show(|| {
                    ::tracked_core::__private::Probe::of(value)
                        .__tracked_result()
                        .__tracked_success(value)
                        .map(|value| ::tracked_core::__private::Value::display(value))
                })
        },
        ::tracked_core::__private::run_body!(),
    )
}
