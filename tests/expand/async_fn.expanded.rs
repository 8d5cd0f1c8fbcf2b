async fn fetch(url: Url, retries: u32, _unused: String) -> Result<Page, FetchError> {
    let _unused = _unused;
    let __call = ::tracked_core::__private::open(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["url", "retries", "_unused"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        |__call| {
            use ::tracked_core::__private::ByName as _;
            __call
                .args(
                    &[
                        ::tracked_core::__private::Value(&url).show(),
                        ::tracked_core::__private::Value(&retries).show(),
                        ::tracked_core::__private::Value(&_unused).show(),
                    ],
                );
        },
    );
    ::tracked_core::__private::future(
            __call,
            {
                use ::tracked_core::__private::kind::*;
                (&&&&&&&Probe::<Result<Page, FetchError>>::NEW).kind()
            },
            async move {
                match () {
                    () if false => {
                        return ::tracked_core::__private::typed::<
                            Result<Page, FetchError>,
                        >();
                    }
                    () => client().get(url, retries).await,
                }
            },
        )
        .await
}
async fn ready(id: u32) -> u32 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["id"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        (id,),
        |(id,), __call| {
            use ::tracked_core::__private::ByName as _;
            __call.args(&[::tracked_core::__private::Value(id).show()]);
        },
        ::tracked_core::__private::Plain,
        move |(id,)| -> u32 { id },
    )
}
