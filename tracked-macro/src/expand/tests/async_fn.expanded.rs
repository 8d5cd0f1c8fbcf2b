async fn fetch(url: Url, retries: u32, _unused: String) -> Result<Page, FetchError> {
    use ::tracked_core::__private as __tracked;
    __tracked::deferred(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("url,retries,_unused"),
                options: __tracked::None,
            },
            (url, retries, _unused),
            |(url, retries, _unused), __tracked_call| {
                use __tracked::ByName as _;
                __tracked_call
                    .args(
                        &[
                            __tracked::Value(&url).__tracked_show(),
                            __tracked::known(&retries),
                            __tracked::Value(&_unused).__tracked_show(),
                        ],
                    );
            },
            {
                use __tracked::kinds::*;
                (&&&&&&&&__tracked::Probe::<Result<Page, FetchError>>::NEW)
                    .__tracked_kind()
            },
            move |(url, retries, _unused)| async move {
                match {
                    __tracked::hold((&_unused, &url));
                    if false {
                        return __tracked::typed::<Result<Page, FetchError>>();
                    }
                } {
                    () => client().get(url, retries).await,
                }
            },
        )
        .await
}
async fn ready(id: u32) -> u32 {
    use ::tracked_core::__private as __tracked;
    __tracked::ready(
        __tracked::deferred(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("id"),
                options: __tracked::None,
            },
            (id,),
            { __tracked::each },
            __tracked::Plain,
            move |(id,)| async move {
                match {
                    __tracked::hold(());
                    if false {
                        return __tracked::typed::<u32>();
                    }
                } {
                    () => id,
                }
            },
        ),
    )
}
