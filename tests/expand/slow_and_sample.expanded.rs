fn tick(n: u32) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("n"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    slow: ::tracked_core::__private::Some(250000000u64),
                    sample: 0.01f64,
                    start: ::tracked_core::__private::Report {
                        level: ::tracked_core::__private::None,
                        ..::tracked_core::__private::Report::START
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (n,),
        |(n,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::scalar(&n)]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(n,)| -> () {
            work(n);
        },
    )
}
