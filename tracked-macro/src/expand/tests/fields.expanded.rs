fn send(text: &str, n: u8) {
    use ::tracked_core::__private as __tracked;
    __tracked::call_opened(
        __tracked::open(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Each(
                    &["text", "len", "head", "http.method", REGION, "n"],
                ),
                options: __tracked::None,
            },
            |__tracked_call| {
                use __tracked::ByName as _;
                __tracked_call
                    .args(
                        &[
                            __tracked::known(&text),
                            __tracked::Value(&&(text.len())).__tracked_show(),
                            __tracked::display(&&(text[..1])),
                            __tracked::Value(&&("GET")).__tracked_show(),
                            __tracked::unless_secret(
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
                                __tracked::debug(&&(region())),
                            ),
                            __tracked::known(&n),
                        ],
                    );
            },
        ),
        (text, n),
        __tracked::Plain,
        __tracked::Inline,
        move |(text, n)| -> () {
            write(text, n);
        },
    )
}
