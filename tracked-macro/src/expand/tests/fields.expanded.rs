fn send(text: &str, n: u8) {
    ::tracked_core::__private::capture(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        fields: ::tracked_core::__private::std::option::Option::Some(
                            &["text", "len", "head", "http.method", REGION, "n"],
                        ),
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("")
            },
            |__tracked_visit| {
                use ::tracked_core::__private::FieldValue as _;
                __tracked_visit(
                    &[
                        ::tracked_core::__private::Value::of(&text),
                        (&::tracked_core::__private::Field(&&(text.len())))
                            .__tracked_value(),
                        ::tracked_core::__private::Value::display(&&(text[..1])),
                        (&::tracked_core::__private::Field(&&("GET"))).__tracked_value(),
                        ::tracked_core::__private::Value::debug(&&(region()))
                            .redact_if_secret(REGION),
                        ::tracked_core::__private::Value::of(&n),
                    ],
                )
            },
        )
        .run__rust_end_short_backtrace(
            (text, n),
            |(text, n)| -> () {
                write(text, n);
            },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
}
