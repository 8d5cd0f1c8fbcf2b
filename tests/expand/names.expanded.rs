const AUDIT: &str = "audit";
fn log_in(user: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("user"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    target: ::tracked_core::__private::Some(AUDIT),
                    name: ::tracked_core::__private::Some("log-in"),
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (user,),
        |(user,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::text(&user)]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(user,)| -> () {
            greet(user);
        },
    )
}
