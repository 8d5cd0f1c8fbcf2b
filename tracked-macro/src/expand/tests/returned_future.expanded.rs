fn fetch(url: Url) -> impl Future<Output = Result<Page, FetchError>> + Send {
    {
        struct __TrackedBounds<__TrackedFuture>(
            ::tracked_core::__private::std::marker::PhantomData<__TrackedFuture>,
        );
        impl<
            __TrackedFuture: Future<Output = ()> + Send,
        > ::tracked_core::__private::OpaqueFuture for __TrackedBounds<__TrackedFuture> {}
        use ::tracked_core::__private::{OpaqueFuture as _, PlainOpaque as _};
        (&__TrackedBounds(
            ::tracked_core::__private::std::marker::PhantomData::<
                ::tracked_core::__private::AnyFuture,
            >,
        ))
            .__tracked_future(
                ::tracked_core::__private::capture(
                    &::tracked_core::__private::callsite!("url"),
                    |__tracked_visit| {
                        use ::tracked_core::__private::FieldValue as _;
                        __tracked_visit(
                            &[
                                (&::tracked_core::__private::Field(&url)).__tracked_value(),
                            ],
                        )
                    },
                ),
                (url,),
                |(url,)| -> _ {
                    let request = client().get(url);
                    async move { request.await }
                },
                ::tracked_core::__private::Probe::<
                    Result<Page, FetchError>,
                    fn(&()) -> FetchError,
                >::NEW
                    .__tracked_classify(),
                ::tracked_core::__private::run_body!(),
            )
    }
}
fn boxed(url: Url) -> Pin<Box<dyn Future<Output = Page> + Send>> {
    ::tracked_core::__private::capture(
            &::tracked_core::__private::callsite!("url"),
            |__tracked_visit| {
                use ::tracked_core::__private::FieldValue as _;
                __tracked_visit(
                    &[(&::tracked_core::__private::Field(&url)).__tracked_value()],
                )
            },
        )
        .run_returning__rust_end_short_backtrace(
            (url,),
            |(url,)| -> Pin<Box<dyn Future<Output = Page> + Send>> {
                Box::pin(fetch(url))
            },
            ::tracked_core::__private::Probe::<
                Pin<Box<dyn Future<Output = Page> + Send>>,
                ::tracked_core::__private::Careful<fn(&()) -> (Page)>,
            >::ANY
                .__tracked_boxed(
                    ::tracked_core::__private::Probe::<
                        Page,
                        ::tracked_core::__private::OfResult<fn(&()) -> Page>,
                    >::ANY
                        .__tracked_result()
                        .__tracked_classify(),
                    |future| future,
                ),
            ::tracked_core::__private::run_body!(),
        )
}
