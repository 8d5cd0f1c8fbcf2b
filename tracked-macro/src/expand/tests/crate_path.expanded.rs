fn run() {
    use my_framework::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::None,
        },
        (),
        { __tracked::nothing },
        __tracked::Plain,
        __tracked::Inline,
        move |()| -> () {},
    )
}
