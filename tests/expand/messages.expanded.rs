fn process_file(filename: &str) -> io::Result<usize> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("filename"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    done: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[
                                ::tracked_core::__private::Piece::Text(
                                    "파일 처리 완료: ",
                                ),
                                ::tracked_core::__private::Piece::Value,
                            ],
                        ),
                        ..::tracked_core::__private::Report::DONE
                    },
                    error: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[
                                ::tracked_core::__private::Piece::Text(
                                    "파일 처리 중 에러 발생: ",
                                ),
                                ::tracked_core::__private::Piece::Error,
                            ],
                        ),
                        ..::tracked_core::__private::Report::ERROR
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (filename,),
        |(filename,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::text(&filename)]);
            __tracked_call
                .values(
                    ::tracked_core::__private::Event::Done,
                    &[::tracked_core::__private::format_args!("{0}", filename)],
                );
        },
        {
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&&::tracked_core::__private::Probe::<io::Result<usize>>::NEW)
                .__tracked_kind()
        },
        ::tracked_core::__private::Inline,
        move |(filename,)| -> io::Result<usize> {
            Ok(fs::read_to_string(filename)?.lines().count())
        },
    )
}
fn start_tracking(filename: &str) -> io::Result<usize> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("filename"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    start: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[::tracked_core::__private::Piece::Text("추적 시작")],
                        ),
                        ..::tracked_core::__private::Report::START
                    },
                    done: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[::tracked_core::__private::Piece::Text("추적 종료")],
                        ),
                        ..::tracked_core::__private::Report::DONE
                    },
                    error: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[
                                ::tracked_core::__private::Piece::Text(
                                    "프로세스 실행 중 에러 발생: ",
                                ),
                                ::tracked_core::__private::Piece::Error,
                            ],
                        ),
                        ..::tracked_core::__private::Report::ERROR
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (filename,),
        |(filename,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::text(&filename)]);
        },
        {
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&&::tracked_core::__private::Probe::<io::Result<usize>>::NEW)
                .__tracked_kind()
        },
        ::tracked_core::__private::Inline,
        move |(filename,)| -> io::Result<usize> { process_file(filename) },
    )
}
fn show(name: &str, width: usize, value: f64) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("name,width,value"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    done: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[
                                ::tracked_core::__private::Piece::Text("{"),
                                ::tracked_core::__private::Piece::Value,
                                ::tracked_core::__private::Piece::Text("} = "),
                                ::tracked_core::__private::Piece::Value,
                                ::tracked_core::__private::Piece::Text(" after "),
                                ::tracked_core::__private::Piece::Elapsed,
                            ],
                        ),
                        ..::tracked_core::__private::Report::DONE
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (name, width, value),
        |(name, width, value), __tracked_call| {
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::text(&name),
                        ::tracked_core::__private::scalar(&width),
                        ::tracked_core::__private::scalar(&value),
                    ],
                );
            __tracked_call
                .values(
                    ::tracked_core::__private::Event::Done,
                    &[
                        ::tracked_core::__private::format_args!(
                            "{0:>width$}", name, width = * width
                        ),
                        ::tracked_core::__private::format_args!("{0:?}", value),
                    ],
                );
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(name, width, value)| -> () {},
    )
}
fn risky(input: &[u8]) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("input"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    panic: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[
                                ::tracked_core::__private::Piece::Name,
                                ::tracked_core::__private::Piece::Text(" fell over: "),
                                ::tracked_core::__private::Piece::Error,
                            ],
                        ),
                        ..::tracked_core::__private::Report::PANIC
                    },
                    cancel: ::tracked_core::__private::Report {
                        text: ::tracked_core::__private::Some(
                            &[
                                ::tracked_core::__private::Piece::Name,
                                ::tracked_core::__private::Piece::Text("("),
                                ::tracked_core::__private::Piece::Args,
                                ::tracked_core::__private::Piece::Text(") given up"),
                            ],
                        ),
                        ..::tracked_core::__private::Report::CANCEL
                    },
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (input,),
        |(input,), __tracked_call| {
            use ::tracked_core::__private::ByName as _;
            __tracked_call
                .args(&[::tracked_core::__private::Value(&input).__tracked_show()]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(input,)| -> () {},
    )
}
