fn fetch(url: Url) -> impl Future<Output = Result<Page, FetchError>> + Send {
    ::tracked_core::__private::deferred(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["url"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        (url,),
        |(url,), __call| {
            use ::tracked_core::__private::ByName as _;
            __call.args(&[::tracked_core::__private::Value(url).show()]);
        },
        {
            use ::tracked_core::__private::kind::*;
            (&&&&&&&Probe::<Result<Page, FetchError>>::NEW).kind()
        },
        move |(url,)| -> _ {
            let request = client().get(url);
            async move { request.await }
        },
    )
}
fn boxed(url: Url) -> Pin<Box<dyn Future<Output = Page> + Send>> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["url"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        (url,),
        |(url,), __call| {
            use ::tracked_core::__private::ByName as _;
            __call.args(&[::tracked_core::__private::Value(url).show()]);
        },
        {
            use ::tracked_core::__private::kind::*;
            (&&&&&&Probe::<Pin<Box<dyn Future<Output = Page> + Send>>>::NEW.output())
                .kind()
        },
        move |(url,)| -> Pin<Box<dyn Future<Output = Page> + Send>> {
            Box::pin(fetch(url))
        },
    )
}
