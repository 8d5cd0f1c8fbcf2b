fn job(context: &Context) {
    ::tracked_core::__private::call_opened(
        ::tracked_core::__private::open(
            &::tracked_core::__private::Site {
                module: ::tracked_core::__private::module_path!(),
                file: ::tracked_core::__private::file!(),
                line: ::tracked_core::__private::line!(),
                ..::tracked_core::__private::Site::DEFAULT
            },
            |__tracked_call| {
                __tracked_call.parent(*context);
            },
        ),
        (context,),
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(context,)| -> () {
            work(context);
        },
    )
}
