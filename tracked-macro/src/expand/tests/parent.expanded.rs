fn job(context: &Context) {
    use ::tracked_core::__private as __tracked;
    __tracked::call_opened(
        __tracked::open(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined(""),
                options: __tracked::None,
            },
            |__tracked_call| {
                __tracked_call.parent(*context);
            },
        ),
        (context,),
        __tracked::Plain,
        __tracked::Inline,
        move |(context,)| -> () {
            work(context);
        },
    )
}
