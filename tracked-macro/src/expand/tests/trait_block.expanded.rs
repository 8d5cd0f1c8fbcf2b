trait Shape {
    fn area(&self) -> u8;
    fn twice(&self) -> u8 {
        ::tracked_core::__private::call(
            &::tracked_core::__private::Callsite {
                config: ::tracked_core::__private::std::option::Option::Some(
                    &::tracked_core::__private::Config {
                        done: ::tracked_core::__private::EventConfig {
                            level: ::tracked_core::__private::std::option::Option::None,
                            ..::tracked_core::__private::EventConfig::DONE
                        },
                        ..::tracked_core::__private::Config::DEFAULT
                    },
                ),
                ..::tracked_core::__private::callsite!("")
            },
            (),
            move |()| -> u8 { self.area() * 2 },
            { ::tracked_core::__private::returned },
            ::tracked_core::__private::run_body!(),
        )
    }
}
