fn pay(iban: &str, token: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    start: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Text("[redacted] "),
                                ::tracked_core::__private::MessagePart::Text("[redacted]"),
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::START
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("iban,token")
        },
        ::tracked_core::__private::recorded_by(
            (iban, token),
            |(iban, token), __tracked_visit| {
                __tracked_visit(
                    &[
                        ::tracked_core::__private::Value::Redacted,
                        ::tracked_core::__private::Value::Redacted,
                    ],
                )
            },
        ),
        |(iban, token)| -> () {
            transfer(iban, token);
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
fn count(tokens: u8) -> u8 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    redacted: ::tracked_core::__private::std::option::Option::None,
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("tokens")
        },
        (tokens,),
        |(tokens,)| -> u8 { tokens },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
