fn failures_only(id: u32) -> Result<(), String> {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("id"),
            options: __tracked::Some(
                &__tracked::Options {
                    start: __tracked::Report {
                        level: __tracked::None,
                        ..__tracked::Report::START
                    },
                    done: __tracked::Report {
                        level: __tracked::None,
                        ..__tracked::Report::DONE
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (id,),
        { __tracked::each },
        {
            use __tracked::kinds::*;
            (&&&&&&&&__tracked::Probe::<Result<(), String>>::NEW).__tracked_kind()
        },
        __tracked::Inline,
        move |(id,)| -> Result<(), String> { Err(format!("no {id}")) },
    )
}
fn quiet() {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::Some(
                &__tracked::Options {
                    error: __tracked::Report {
                        level: __tracked::None,
                        ..__tracked::Report::ERROR
                    },
                    panic: __tracked::Report {
                        level: __tracked::None,
                        ..__tracked::Report::PANIC
                    },
                    cancel: __tracked::Report {
                        level: __tracked::None,
                        ..__tracked::Report::CANCEL
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (),
        { __tracked::nothing },
        __tracked::Plain,
        __tracked::Inline,
        move |()| -> () {},
    )
}
