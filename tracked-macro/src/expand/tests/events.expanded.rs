async fn fetch(id: u8) -> Result<u8, Error> {
    use ::tracked_core::__private as __tracked;
    __tracked::deferred(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("id"),
                options: __tracked::Some(
                    &__tracked::Options {
                        start: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Trace),
                            text: __tracked::Some(&[__tracked::Piece::Text("go")]),
                            ..__tracked::Report::START
                        },
                        done: __tracked::Report {
                            level: __tracked::Some(QUIET),
                            ..__tracked::Report::DONE
                        },
                        error: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Warn),
                            ..__tracked::Report::ERROR
                        },
                        panic: __tracked::Report {
                            level: __tracked::Some(__tracked::Level::Warn),
                            ..__tracked::Report::PANIC
                        },
                        cancel: __tracked::Report {
                            level: __tracked::None,
                            ..__tracked::Report::CANCEL
                        },
                        ..__tracked::Options::DEFAULT
                    },
                ),
            },
            (id,),
            { __tracked::each },
            {
                use __tracked::kinds::*;
                (&&&__tracked::Probe::<Result<u8, Error>>::NEW).__tracked_kind()
            },
            move |(id,)| async move {
                match {
                    __tracked::hold(());
                    if false {
                        return __tracked::typed::<Result<u8, Error>>();
                    }
                } {
                    () => ask(id).await,
                }
            },
        )
        .await
}
