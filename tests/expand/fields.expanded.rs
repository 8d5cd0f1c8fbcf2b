fn send(text: &str, n: u8) {
    ::tracked_core::__private::call_opened(
        ::tracked_core::__private::open(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Each(
                    &["text", "len", "head", "http.method", REGION, "n"],
                ),
                ..::tracked_core::__private::Site::DEFAULT
            },
            |__tracked_call| {
                use ::tracked_core::__private::ByName as _;
                __tracked_call
                    .args(
                        &[
                            ::tracked_core::__private::text(&text),
                            ::tracked_core::__private::Value(&&(text.len()))
                                .__tracked_show(),
                            ::tracked_core::__private::display(&&(text[..1])),
                            ::tracked_core::__private::Value(&&("GET")).__tracked_show(),
                            ::tracked_core::__private::unless_secret(
                                REGION,
                                &[
                                    "api_key",
                                    "apikey",
                                    "authorization",
                                    "cookie",
                                    "credential",
                                    "passwd",
                                    "password",
                                    "private_key",
                                    "secret",
                                    "token",
                                ],
                                ::tracked_core::__private::debug(&&(region())),
                            ),
                            ::tracked_core::__private::scalar(&n),
                        ],
                    );
            },
        ),
        (text, n),
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(text, n)| -> () {
            write(text, n);
        },
    )
}
