fn process_file(filename: &str) -> io::Result<usize> {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("filename"),
            options: __tracked::Some(
                &__tracked::Options {
                    done: __tracked::Report {
                        text: __tracked::Some(
                            &[
                                __tracked::Piece::Text("파일 처리 완료: "),
                                __tracked::Piece::Value,
                            ],
                        ),
                        ..__tracked::Report::DONE
                    },
                    error: __tracked::Report {
                        text: __tracked::Some(
                            &[
                                __tracked::Piece::Text("파일 처리 중 에러 발생: "),
                                __tracked::Piece::Error,
                            ],
                        ),
                        ..__tracked::Report::ERROR
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (filename,),
        |(filename,), __tracked_call| {
            __tracked_call.args(&[__tracked::known(&filename)]);
            __tracked_call
                .values(
                    __tracked::Event::Done,
                    &[__tracked::format_args!("{0}", filename)],
                );
        },
        {
            use __tracked::kinds::*;
            (&&&&&&&&__tracked::Probe::<io::Result<usize>>::NEW).__tracked_kind()
        },
        __tracked::Inline,
        move |(filename,)| -> io::Result<usize> {
            Ok(fs::read_to_string(filename)?.lines().count())
        },
    )
}
fn start_tracking(filename: &str) -> io::Result<usize> {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("filename"),
            options: __tracked::Some(
                &__tracked::Options {
                    start: __tracked::Report {
                        text: __tracked::Some(
                            &[__tracked::Piece::Text("추적 시작")],
                        ),
                        ..__tracked::Report::START
                    },
                    done: __tracked::Report {
                        text: __tracked::Some(
                            &[__tracked::Piece::Text("추적 종료")],
                        ),
                        ..__tracked::Report::DONE
                    },
                    error: __tracked::Report {
                        text: __tracked::Some(
                            &[
                                __tracked::Piece::Text(
                                    "프로세스 실행 중 에러 발생: ",
                                ),
                                __tracked::Piece::Error,
                            ],
                        ),
                        ..__tracked::Report::ERROR
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (filename,),
        { __tracked::each },
        {
            use __tracked::kinds::*;
            (&&&&&&&&__tracked::Probe::<io::Result<usize>>::NEW).__tracked_kind()
        },
        __tracked::Inline,
        move |(filename,)| -> io::Result<usize> { process_file(filename) },
    )
}
fn show(name: &str, width: usize, value: f64) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("name,width,value"),
            options: __tracked::Some(
                &__tracked::Options {
                    done: __tracked::Report {
                        text: __tracked::Some(
                            &[
                                __tracked::Piece::Text("{"),
                                __tracked::Piece::Value,
                                __tracked::Piece::Text("} = "),
                                __tracked::Piece::Value,
                                __tracked::Piece::Text(" after "),
                                __tracked::Piece::Elapsed,
                            ],
                        ),
                        ..__tracked::Report::DONE
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (name, width, value),
        |(name, width, value), __tracked_call| {
            __tracked_call
                .args(
                    &[
                        __tracked::known(&name),
                        __tracked::known(&width),
                        __tracked::known(&value),
                    ],
                );
            __tracked_call
                .values(
                    __tracked::Event::Done,
                    &[
                        __tracked::format_args!("{0:>width$}", name, width = * width),
                        __tracked::format_args!("{0:?}", value),
                    ],
                );
        },
        __tracked::Plain,
        __tracked::Inline,
        move |(name, width, value)| -> () {},
    )
}
fn risky(input: &[u8]) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("input"),
            options: __tracked::Some(
                &__tracked::Options {
                    panic: __tracked::Report {
                        text: __tracked::Some(
                            &[
                                __tracked::Piece::Name,
                                __tracked::Piece::Text(" fell over: "),
                                __tracked::Piece::Error,
                            ],
                        ),
                        ..__tracked::Report::PANIC
                    },
                    cancel: __tracked::Report {
                        text: __tracked::Some(
                            &[
                                __tracked::Piece::Name,
                                __tracked::Piece::Text("("),
                                __tracked::Piece::Args,
                                __tracked::Piece::Text(") given up"),
                            ],
                        ),
                        ..__tracked::Report::CANCEL
                    },
                    ..__tracked::Options::DEFAULT
                },
            ),
        },
        (input,),
        |(input,), __tracked_call| {
            use __tracked::ByName as _;
            __tracked_call.args(&[__tracked::Value(&input).__tracked_show()]);
        },
        __tracked::Plain,
        __tracked::Inline,
        move |(input,)| -> () {},
    )
}
