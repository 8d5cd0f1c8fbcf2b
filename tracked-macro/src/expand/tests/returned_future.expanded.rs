fn fetch(url: Url) -> impl Future<Output = Result<Page, FetchError>> + Send {
    ::tracked_core::__private::capture(
            &::tracked_core::__private::callsite!("url"),
            |__tracked_visit| {
                use ::tracked_core::__private::FieldValue as _;
                __tracked_visit(
                    &[(&::tracked_core::__private::Field(&url)).__tracked_value()],
                )
            },
        )
        .future(
            (url,),
            |(url,)| -> _ {
                let request = client().get(url);
                async move { request.await }
            },
            ::tracked_core::__private::classify!(Result < Page, FetchError >),
            ::tracked_core::__private::run_body!(),
        )
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
        .run_returning(
            (url,),
            |(url,)| -> Pin<Box<dyn Future<Output = Page> + Send>> {
                Box::pin(fetch(url))
            },
            {
                use ::tracked_core::__private::PlainReturn as _;
                ::tracked_core::__private::Probe::<
                    Page,
                    ::tracked_core::__private::Careful<fn(&()) -> Page>,
                >::NEW
                    .__tracked_boxed::<
                        Pin<Box<dyn Future<Output = Page> + Send>>,
                    >(::tracked_core::__private::classify!(Page), |future| future)
            },
            ::tracked_core::__private::run_body!(),
        )
}
