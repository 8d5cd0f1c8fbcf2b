impl<T> Store<T> {
    const SIZE: usize = 8;
    const fn size() -> usize {
        Self::SIZE
    }
    fn put(&mut self, key: u8, value: T) {
        ::tracked_core::__private::call_noted(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("key"),
                options: ::tracked_core::__private::Some(
                    &::tracked_core::__private::Options {
                        start: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Debug,
                            ),
                            ..::tracked_core::__private::Report::START
                        },
                        done: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Debug,
                            ),
                            ..::tracked_core::__private::Report::DONE
                        },
                        ..::tracked_core::__private::Options::DEFAULT
                    },
                ),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (key, value),
            |(key, value), __tracked_call| {
                __tracked_call.args(&[::tracked_core::__private::scalar(&key)]);
            },
            ::tracked_core::__private::Plain,
            ::tracked_core::__private::Inline,
            move |(key, value)| -> () {
                self.insert(key, value);
            },
        )
    }
    fn len(&self) -> usize {
        ::tracked_core::__private::call(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                options: ::tracked_core::__private::Some(
                    &::tracked_core::__private::Options {
                        start: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Info,
                            ),
                            ..::tracked_core::__private::Report::START
                        },
                        done: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Info,
                            ),
                            ..::tracked_core::__private::Report::DONE
                        },
                        ..::tracked_core::__private::Options::DEFAULT
                    },
                ),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (),
            ::tracked_core::__private::nothing,
            ::tracked_core::__private::Plain,
            ::tracked_core::__private::Inline,
            move |()| -> usize { self.0.len() },
        )
    }
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
