async fn fetch(id: u8) -> Result<u8, Error> {
    ::tracked_core::__private::deferred(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("id"),
                options: ::tracked_core::__private::Some(
                    &::tracked_core::__private::Options {
                        start: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Trace,
                            ),
                            text: ::tracked_core::__private::Some(
                                &[::tracked_core::__private::Piece::Text("go")],
                            ),
                            ..::tracked_core::__private::Report::START
                        },
                        done: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(QUIET),
                            ..::tracked_core::__private::Report::DONE
                        },
                        error: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::Report::ERROR
                        },
                        panic: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::Some(
                                ::tracked_core::__private::Level::Warn,
                            ),
                            ..::tracked_core::__private::Report::PANIC
                        },
                        cancel: ::tracked_core::__private::Report {
                            level: ::tracked_core::__private::None,
                            ..::tracked_core::__private::Report::CANCEL
                        },
                        ..::tracked_core::__private::Options::DEFAULT
                    },
                ),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (id,),
            |(id,), __tracked_call| {
                __tracked_call.args(&[::tracked_core::__private::scalar(&id)]);
            },
            {
                use ::tracked_core::__private::kinds::*;
                (&&&::tracked_core::__private::Probe::<Result<u8, Error>>::NEW)
                    .__tracked_kind()
            },
            move |(id,)| async move {
                match {
                    ::tracked_core::__private::hold(());
                    if false {
                        return ::tracked_core::__private::typed::<Result<u8, Error>>();
                    }
                } {
                    () => ask(id).await,
                }
            },
        )
        .await
}
