async fn fetch(url: Url, retries: u32, _unused: String) -> Result<Page, FetchError> {
    ::tracked_core::__private::deferred(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("url,retries,_unused"),
                ..::tracked_core::__private::Site::DEFAULT
            },
            (url, retries, _unused),
            |(url, retries, _unused), __tracked_call| {
                use ::tracked_core::__private::ByName as _;
                __tracked_call
                    .args(
                        &[
                            ::tracked_core::__private::Value(&url).__tracked_show(),
                            ::tracked_core::__private::scalar(&retries),
                            ::tracked_core::__private::Value(&_unused).__tracked_show(),
                        ],
                    );
            },
            {
                use ::tracked_core::__private::kinds::*;
                (&&&&&&&&::tracked_core::__private::Probe::<
                    Result<Page, FetchError>,
                >::NEW)
                    .__tracked_kind()
            },
            move |(url, retries, _unused)| async move {
                match {
                    ::tracked_core::__private::hold((&_unused, &url));
                    if false {
                        return ::tracked_core::__private::typed::<
                            Result<Page, FetchError>,
                        >();
                    }
                } {
                    () => client().get(url, retries).await,
                }
            },
        )
        .await
}
async fn ready(id: u32) -> u32 {
    ::tracked_core::__private::ready(
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
            ::tracked_core::__private::Plain,
            move |(id,)| async move {
                match {
                    ::tracked_core::__private::hold(());
                    if false {
                        return ::tracked_core::__private::typed::<u32>();
                    }
                } {
                    () => id,
                }
            },
        ),
    )
}
