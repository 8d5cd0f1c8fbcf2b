fn tick(n: u32) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("n"),
            options: __tracked::Some(
                &__tracked::Options {
                    slow: __tracked::Some(250000000u64),
                    sample: 0.01f64,
                    start: __tracked::Report {
                        level: __tracked::None,
                        ..__tracked::Report::START
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (n,),
        { __tracked::each },
        __tracked::Plain,
        __tracked::Inline,
        move |(n,)| -> () {
            work(n);
        },
    )
}
