fn pay(iban: &str, token: &str) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("iban,token"),
            options: __tracked::Some(
                &__tracked::Options {
                    start: __tracked::Report {
                        text: __tracked::Some(
                            &[
                                __tracked::Piece::Text("[redacted] "),
                                __tracked::Piece::Text("[redacted]"),
                            ],
                        ),
                        ..__tracked::Report::START
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (iban, token),
        |(iban, token), __tracked_call| {
            __tracked_call.args(&[__tracked::REDACTED, __tracked::REDACTED]);
        },
        __tracked::Plain,
        __tracked::Inline,
        move |(iban, token)| -> () {
            transfer(iban, token);
        },
    )
}
fn count(tokens: u8) -> u8 {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("tokens"),
            options: __tracked::None,
        },
        (tokens,),
        { __tracked::each },
        __tracked::Plain,
        __tracked::Inline,
        move |(tokens,)| -> u8 { tokens },
    )
}
