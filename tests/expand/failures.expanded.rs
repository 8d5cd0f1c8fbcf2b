fn fetch() -> io::Result<()> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (),
        ::tracked_core::__private::nothing,
        ::tracked_core::__private::level_by(
            {
                use ::tracked_core::__private::kinds::*;
                (&&&&&&&&::tracked_core::__private::Probe::<io::Result<()>>::NEW)
                    .__tracked_kind()
            },
            severity,
        ),
        ::tracked_core::__private::Inline,
        move |()| -> io::Result<()> { connect() },
    )
}
async fn find(id: u32) -> Option<u8> {
    ::tracked_core::__private::deferred(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("id"),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (id,),
            |(id,), __tracked_call| {
                __tracked_call.args(&[::tracked_core::__private::scalar(&id)]);
            },
            ::tracked_core::__private::fails_if(
                ::tracked_core::__private::Plain,
                Option::is_none,
                |value: &Option<u8>| {
                    use ::tracked_core::__private::kinds::*;
                    (&&::tracked_core::__private::Returned(value))
                        .__tracked_ok()
                        .map(|value| {
                            use ::tracked_core::__private::ByName as _;
                            ::tracked_core::__private::Value(value).__tracked_show()
                        })
                },
            ),
            move |(id,)| async move {
                match {
                    ::tracked_core::__private::hold(());
                    if false {
                        return ::tracked_core::__private::typed::<Option<u8>>();
                    }
                } {
                    () => look_up(id).await,
                }
            },
        )
        .await
}
