fn fetch(url: Url) -> impl Future<Output = Result<Page, FetchError>> + Send {
    ::tracked_core::__private::deferred_opened(
        ::tracked_core::__private::open(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                args: ::tracked_core::__private::Names::Joined("url"),
                ..::tracked_core::__private::Site::DEFAULT
            },
            |__tracked_call| {
                use ::tracked_core::__private::ByName as _;
                __tracked_call
                    .args(&[::tracked_core::__private::Value(&url).__tracked_show()]);
            },
        ),
        (url,),
        {
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&&::tracked_core::__private::Probe::<Result<Page, FetchError>>::NEW)
                .__tracked_kind()
        },
        move |(url,)| -> _ {
            let request = client().get(url);
            async move { request.await }
        },
    )
}
fn boxed(url: Url) -> Pin<Box<dyn Future<Output = Page> + Send>> {
    ::tracked_core::__private::call_noted(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("url"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (url,),
        |(url,), __tracked_call| {
            use ::tracked_core::__private::ByName as _;
            __tracked_call
                .args(&[::tracked_core::__private::Value(&url).__tracked_show()]);
        },
        ::tracked_core::__private::Deferred({
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&&::tracked_core::__private::Probe::<Page>::NEW).__tracked_kind()
        }),
        ::tracked_core::__private::Inline,
        move |(url,)| -> Pin<Box<dyn Future<Output = Page> + Send>> {
            Box::pin(fetch(url))
        },
    )
}
