fn by_name() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    start: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::Some(
                            ::tracked_core::__private::Level::Debug,
                        ),
                        ..::tracked_core::__private::Report::START
                    },
                    done: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::Some(
                            ::tracked_core::__private::Level::Debug,
                        ),
                        ..::tracked_core::__private::Report::DONE
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (),
        ::tracked_core::__private::nothing,
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |()| -> () {},
    )
}
fn by_number() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    start: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::Some(
                            ::tracked_core::__private::Level::Trace,
                        ),
                        ..::tracked_core::__private::Report::START
                    },
                    done: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::Some(
                            ::tracked_core::__private::Level::Trace,
                        ),
                        ..::tracked_core::__private::Report::DONE
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (),
        ::tracked_core::__private::nothing,
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |()| -> () {},
    )
}
fn by_path() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    start: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::Some(Level::Warn),
                        ..::tracked_core::__private::Report::START
                    },
                    done: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::Some(Level::Warn),
                        ..::tracked_core::__private::Report::DONE
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (),
        ::tracked_core::__private::nothing,
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |()| -> () {},
    )
}
