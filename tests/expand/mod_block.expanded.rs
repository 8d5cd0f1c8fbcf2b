mod orders {
    use super::Item;
    pub fn place(items: &[Item]) {
        ::tracked_core::__private::call_noted(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("items"),
                options: ::tracked_core::__private::Some(
                    &::tracked_core::__private::Options {
                        max_len: 40usize,
                        ..::tracked_core::__private::Options::DEFAULT
                    },
                ),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (items,),
            |(items,), __tracked_call| {
                use ::tracked_core::__private::ByName as _;
                __tracked_call
                    .args(&[::tracked_core::__private::Value(&items).__tracked_show()]);
            },
            ::tracked_core::__private::Plain,
            ::tracked_core::__private::Inline,
            move |(items,)| -> () {
                store(items);
            },
        )
    }
    fn cancel(id: u8, reason: &str) {
        ::tracked_core::__private::call(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("id"),
                options: ::tracked_core::__private::Some(
                    &::tracked_core::__private::Options {
                        max_len: 40usize,
                        start: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::Report::START
                        },
                        done: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::Report::DONE
                        },
                        ..::tracked_core::__private::Options::DEFAULT
                    },
                ),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (id, reason),
            |(id, reason), __tracked_call| {
                __tracked_call.args(&[::tracked_core::__private::scalar(&id)]);
            },
            ::tracked_core::__private::Plain,
            ::tracked_core::__private::Inline,
            move |(id, reason)| -> () {
                remove(id, reason);
            },
        )
    }
    impl Item {
        fn price(&self) -> u8 {
            ::tracked_core::__private::call(
                &::tracked_core::__private::Site {
                    module: ::tracked_core::__private::module_path!(),
                    file: ::tracked_core::__private::file!(),
                    line: ::tracked_core::__private::line!(),
                    options: ::tracked_core::__private::Some(
                        &::tracked_core::__private::Options {
                            max_len: 40usize,
                            ..::tracked_core::__private::Options::DEFAULT
                        },
                    ),
                    ..::tracked_core::__private::Site::DEFAULT
                },
                (),
                ::tracked_core::__private::nothing,
                ::tracked_core::__private::Plain,
                ::tracked_core::__private::Inline,
                move |()| -> u8 { self.price },
            )
        }
    }
}
