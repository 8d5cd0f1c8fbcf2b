fn load(path: &str) {
    ::tracked_core::__private::capture(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        redacted: ::tracked_core::__private::std::option::Option::Some(
                            &["iban"],
                        ),
                        done: ::tracked_core::__private::EventConfig {
                            message: ::tracked_core::__private::std::option::Option::Some(
                                &[
                                    ::tracked_core::__private::MessagePart::Padded(
                                        &::tracked_core::__private::MessagePart::Recorded("rows"),
                                        |part| {
                                            ::tracked_core::__private::std::format!("{0:>3}", part)
                                        },
                                    ),
                                    ::tracked_core::__private::MessagePart::Text(" rows"),
                                ],
                            ),
                            ..::tracked_core::__private::EventConfig::DONE
                        },
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("path,n")
            },
            |__tracked_visit| {
                use ::tracked_core::__private::FieldValue as _;
                __tracked_visit(
                    &[
                        ::tracked_core::__private::Value::of(&path),
                        (&::tracked_core::__private::Field(&&(1))).__tracked_value(),
                    ],
                )
            },
        )
        .run__rust_end_short_backtrace(
            (path,),
            |(path,)| -> () {
                read(path);
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
}
