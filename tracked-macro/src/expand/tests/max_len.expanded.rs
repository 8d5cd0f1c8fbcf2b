fn say(text: &str) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("text"),
            options: __tracked::Some(
                &__tracked::Options {
                    max_len: 1024usize,
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (text,),
        { __tracked::each },
        __tracked::Plain,
        __tracked::Inline,
        move |(text,)| -> () {
            write(text);
        },
    )
}
