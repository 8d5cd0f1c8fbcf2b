async fn fetch(url: Url, retries: u32, _unused: String) -> Result<Page, FetchError> {
    ::tracked_core::__private::future(
            &::tracked_core::__private::callsite!("url,retries,_unused"),
            ::tracked_core::__private::recorded_by(
                (url, retries, _unused),
                |(url, retries, _unused), __tracked_visit| {
                    use ::tracked_core::__private::FieldValue as _;
                    __tracked_visit(
                        &[
                            (&::tracked_core::__private::Field(&url)).__tracked_value(),
                            ::tracked_core::__private::Value::of(&retries),
                            (&::tracked_core::__private::Field(&_unused))
                                .__tracked_value(),
                        ],
                    )
                },
            ),
            move |(url, retries, _unused)| async move {
                match {
                    let _ = (&_unused, &url);
                    if false {
                        return ::tracked_core::__private::return_type::<
                            Result<Page, FetchError>,
                        >();
                    }
                } {
                    () => client().get(url, retries).await,
                }
            },
            ::tracked_core::__private::Probe::<
                Result<Page, FetchError>,
                fn(&()) -> FetchError,
            >::NEW
                .__tracked_classify(),
        )
        .await
}
async fn ready(id: u32) -> u32 {
    ::tracked_core::__private::ready(
        ::tracked_core::__private::future(
            &::tracked_core::__private::callsite!("id"),
            (id,),
            move |(id,)| async move {
                match {
                    if false {
                        return ::tracked_core::__private::return_type::<u32>();
                    }
                } {
                    () => id,
                }
            },
            { ::tracked_core::__private::returned },
        ),
    )
}
