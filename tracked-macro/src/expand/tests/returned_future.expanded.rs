fn fetch(url: Url) -> impl Future<Output = Result<Page, FetchError>> + Send {
    use ::tracked_core::__private as __tracked;
    __tracked::deferred_opened(
        __tracked::open(
            &__tracked::Site {
                module: __tracked::module!(),
                line: __tracked::line!(),
                args: __tracked::Names::Joined("url"),
                options: __tracked::None,
            },
            |__tracked_call| {
                use __tracked::ByName as _;
                __tracked_call.args(&[__tracked::Value(&url).__tracked_show()]);
            },
        ),
        (url,),
        {
            use __tracked::kinds::*;
            (&&&&&&&&__tracked::Probe::<Result<Page, FetchError>>::NEW).__tracked_kind()
        },
        move |(url,)| -> _ {
            let request = client().get(url);
            async move { request.await }
        },
    )
}
fn boxed(url: Url) -> Pin<Box<dyn Future<Output = Page> + Send>> {
    use ::tracked_core::__private as __tracked;
    __tracked::call_noted(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("url"),
            options: __tracked::None,
        },
        (url,),
        |(url,), __tracked_call| {
            use __tracked::ByName as _;
            __tracked_call.args(&[__tracked::Value(&url).__tracked_show()]);
        },
        __tracked::Deferred({
            use __tracked::kinds::*;
            (&&&&&&&&__tracked::Probe::<Page>::NEW).__tracked_kind()
        }),
        __tracked::Inline,
        move |(url,)| -> Pin<Box<dyn Future<Output = Page> + Send>> {
            Box::pin(fetch(url))
        },
    )
}
