fn by_name() {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::Some(
                &__tracked::Options {
                    start: __tracked::Report {
                        level: __tracked::Some(__tracked::Level::Debug),
                        ..__tracked::Report::START
                    },
                    done: __tracked::Report {
                        level: __tracked::Some(__tracked::Level::Debug),
                        ..__tracked::Report::DONE
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
fn by_number() {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::Some(
                &__tracked::Options {
                    start: __tracked::Report {
                        level: __tracked::Some(__tracked::Level::Trace),
                        ..__tracked::Report::START
                    },
                    done: __tracked::Report {
                        level: __tracked::Some(__tracked::Level::Trace),
                        ..__tracked::Report::DONE
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
fn by_path() {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::Some(
                &__tracked::Options {
                    start: __tracked::Report {
                        level: __tracked::Some(Level::Warn),
                        ..__tracked::Report::START
                    },
                    done: __tracked::Report {
                        level: __tracked::Some(Level::Warn),
                        ..__tracked::Report::DONE
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
