const AUDIT: &str = "audit";
fn log_in(user: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    target: ::tracked_core::__private::std::option::Option::Some(AUDIT),
                    name: ::tracked_core::__private::std::option::Option::Some("log-in"),
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("user")
        },
        (user,),
        |(user,)| -> () {
            greet(user);
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
