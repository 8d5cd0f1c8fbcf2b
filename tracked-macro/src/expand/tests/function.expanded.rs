fn add(a: u64, b: u64) -> u64 {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("a,b"),
            options: __tracked::None,
        },
        (a, b),
        { __tracked::each },
        __tracked::Plain,
        __tracked::Inline,
        move |(a, b)| -> u64 { a + b },
    )
}
pub(crate) fn tick() {
    use ::tracked_core::__private as __tracked;
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
        move |()| -> () {
            println!("tick");
        },
    )
}
