fn half(n: u32) -> Result<u32, String> {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("n"),
            options: __tracked::None,
        },
        (n,),
        { __tracked::each },
        __tracked::shows(
            {
                use __tracked::kinds::*;
                (&&&&&&&&__tracked::Probe::<Result<u32, String>>::NEW).__tracked_kind()
            },
            |value: &Result<u32, String>| {
                use __tracked::kinds::*;
                (&&__tracked::Returned(value))
                    .__tracked_ok()
                    .map(|value| {
                        use __tracked::ByName as _;
                        __tracked::Value(value).__tracked_show()
                    })
            },
        ),
        __tracked::Inline,
        move |(n,)| -> Result<u32, String> { halve(n) },
    )
}
fn shown(n: u32) -> u32 {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("n"),
            options: __tracked::Some(
                &__tracked::Options {
                    done: __tracked::Report {
                        level: __tracked::Some(__tracked::Level::Debug),
                        ..__tracked::Report::DONE
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (n,),
        { __tracked::each },
        __tracked::shows(
            __tracked::Plain,
            |value: &u32| {
                use __tracked::kinds::*;
                (&&__tracked::Returned(value))
                    .__tracked_ok()
                    .map(|value| __tracked::display(value))
            },
        ),
        __tracked::Inline,
        move |(n,)| -> u32 { n },
    )
}
