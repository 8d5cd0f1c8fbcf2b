fn failures_only(id: u32) -> Result<(), String> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    start: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::None,
                        ..::tracked_core::__private::EventConfig::START
                    },
                    done: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::None,
                        ..::tracked_core::__private::EventConfig::DONE
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("id")
        },
        (id,),
        |(id,)| -> Result<(), String> { Err(format!("no {id}")) },
        ::tracked_core::__private::Probe::<Result<(), String>, fn(&()) -> String>::NEW
            .__tracked_classify(),
        ::tracked_core::__private::run_body!(),
    )
}
fn quiet() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    error: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::None,
                        ..::tracked_core::__private::EventConfig::ERROR
                    },
                    panic: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::None,
                        ..::tracked_core::__private::EventConfig::PANIC
                    },
                    cancel: ::tracked_core::__private::EventConfig {
                        level: ::tracked_core::__private::std::option::Option::None,
                        ..::tracked_core::__private::EventConfig::CANCEL
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("")
        },
        (),
        |()| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
