fn pay(iban: &str, token: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("iban,token"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    start: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[
                                ::tracked_core::__private::Piece::Text("[redacted] "),
                                ::tracked_core::__private::Piece::Text("[redacted]"),
                            ],
                        ),
                        ..::tracked_core::__private::Report::START
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (iban, token),
        |(iban, token), __tracked_call| {
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::REDACTED,
                        ::tracked_core::__private::REDACTED,
                    ],
                );
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(iban, token)| -> () {
            transfer(iban, token);
        },
    )
}
fn count(tokens: u8) -> u8 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("tokens"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (tokens,),
        |(tokens,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::scalar(&tokens)]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(tokens,)| -> u8 { tokens },
    )
}
