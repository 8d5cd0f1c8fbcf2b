fn process_file(filename: &str) -> io::Result<usize> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    done: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Text(
                                    "파일 처리 완료: ",
                                ),
                                ::tracked_core::__private::MessagePart::Value(1usize),
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::DONE
                    },
                    error: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Text(
                                    "파일 처리 중 에러 발생: ",
                                ),
                                ::tracked_core::__private::MessagePart::Error,
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::ERROR
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("filename")
        },
        ::tracked_core::__private::recorded_by(
            (filename,),
            |(filename,), __tracked_visit| {
                __tracked_visit(
                    &[
                        ::tracked_core::__private::Value::of(&filename),
                        ::tracked_core::__private::Value::Format(
                            ::tracked_core::__private::std::format_args!("{0}", filename),
                        ),
                    ],
                )
            },
        ),
        |(filename,)| -> io::Result<usize> {
            Ok(fs::read_to_string(filename)?.lines().count())
        },
        ::tracked_core::__private::Probe::<
            io::Result<usize>,
            ::tracked_core::__private::Careful<
                ::tracked_core::__private::OfResult<fn(&()) -> io::Result<usize>>,
            >,
        >::NEW
            .__tracked_classify(),
        ::tracked_core::__private::run_body!(),
    )
}
fn start_tracking(filename: &str) -> io::Result<usize> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    start: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Text(
                                    "추적 시작",
                                ),
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::START
                    },
                    done: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Text(
                                    "추적 종료",
                                ),
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::DONE
                    },
                    error: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Text(
                                    "프로세스 실행 중 에러 발생: ",
                                ),
                                ::tracked_core::__private::MessagePart::Error,
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::ERROR
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("filename")
        },
        (filename,),
        |(filename,)| -> io::Result<usize> { process_file(filename) },
        ::tracked_core::__private::Probe::<
            io::Result<usize>,
            ::tracked_core::__private::Careful<
                ::tracked_core::__private::OfResult<fn(&()) -> io::Result<usize>>,
            >,
        >::NEW
            .__tracked_classify(),
        ::tracked_core::__private::run_body!(),
    )
}
fn show(name: &str, width: usize, value: f64) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    done: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Text("{"),
                                ::tracked_core::__private::MessagePart::Value(3usize),
                                ::tracked_core::__private::MessagePart::Text("} = "),
                                ::tracked_core::__private::MessagePart::Value(4usize),
                                ::tracked_core::__private::MessagePart::Text(" after "),
                                ::tracked_core::__private::MessagePart::Elapsed,
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::DONE
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("name,width,value")
        },
        ::tracked_core::__private::recorded_by(
            (name, width, value),
            |(name, width, value), __tracked_visit| {
                __tracked_visit(
                    &[
                        ::tracked_core::__private::Value::of(&name),
                        ::tracked_core::__private::Value::of(&width),
                        ::tracked_core::__private::Value::of(&value),
                        ::tracked_core::__private::Value::Format(
                            ::tracked_core::__private::std::format_args!(
                                "{0:>width$}", name, width = * width
                            ),
                        ),
                        ::tracked_core::__private::Value::Format(
                            ::tracked_core::__private::std::format_args!("{0:?}", value),
                        ),
                    ],
                )
            },
        ),
        |(name, width, value)| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
fn risky(input: &[u8]) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Callsite {
            config: ::tracked_core::__private::std::option::Option::Some(
                &::tracked_core::__private::Config {
                    panic: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Name,
                                ::tracked_core::__private::MessagePart::Text(
                                    " fell over: ",
                                ),
                                ::tracked_core::__private::MessagePart::Error,
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::PANIC
                    },
                    cancel: ::tracked_core::__private::EventConfig {
                        message: ::tracked_core::__private::std::option::Option::Some(
                            &[
                                ::tracked_core::__private::MessagePart::Name,
                                ::tracked_core::__private::MessagePart::Text("("),
                                ::tracked_core::__private::MessagePart::Args,
                                ::tracked_core::__private::MessagePart::Text(") given up"),
                            ],
                        ),
                        ..::tracked_core::__private::EventConfig::CANCEL
                    },
                    ..::tracked_core::__private::Config::DEFAULT
                },
            ),
            ..::tracked_core::__private::callsite!("input")
        },
        (input,),
        |(input,)| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
