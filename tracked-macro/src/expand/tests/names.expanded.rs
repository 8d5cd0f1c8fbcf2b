const AUDIT: &str = "audit";
fn log_in(user: &str) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("user"),
            options: __tracked::Some(
                &__tracked::Options {
                    target: __tracked::Some(AUDIT),
                    name: __tracked::Some("log-in"),
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (user,),
        { __tracked::each },
        __tracked::Plain,
        __tracked::Inline,
        move |(user,)| -> () {
            greet(user);
        },
    )
}
