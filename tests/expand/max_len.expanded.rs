fn say(text: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("text"),
            options: ::tracked_core::__private::Some(
                &::tracked_core::__private::Options {
                    max_len: 1024usize,
                    ..::tracked_core::__private::Options::DEFAULT
                },
            ),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (text,),
        |(text,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::text(&text)]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(text,)| -> () {
            write(text);
        },
    )
}
