fn fetch() -> io::Result<()> {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::None,
        },
        (),
        { __tracked::nothing },
        __tracked::level_by(
            {
                use __tracked::kinds::*;
                (&&&&&&&&__tracked::Probe::<io::Result<()>>::NEW).__tracked_kind()
            },
            severity,
        ),
        __tracked::Inline,
        move |()| -> io::Result<()> { connect() },
    )
}
async fn find(id: u32) -> Option<u8> {
    use ::tracked_core::__private as __tracked;
    __tracked::deferred(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("id"),
                options: __tracked::None,
            },
            (id,),
            { __tracked::each },
            __tracked::fails_if(
                __tracked::Plain,
                Option::is_none,
                |value: &Option<u8>| {
                    use __tracked::kinds::*;
                    (&&__tracked::Returned(value))
                        .__tracked_ok()
                        .map(|value| {
                            use __tracked::ByName as _;
                            __tracked::Value(value).__tracked_show()
                        })
                },
            ),
            move |(id,)| async move {
                match {
                    __tracked::hold(());
                    if false {
                        return __tracked::typed::<Option<u8>>();
                    }
                } {
                    () => look_up(id).await,
                }
            },
        )
        .await
}
