fn add(a: u64, b: u64) -> u64 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("a,b"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (a, b),
        |(a, b), __tracked_call| {
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::scalar(&a),
                        ::tracked_core::__private::scalar(&b),
                    ],
                );
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(a, b)| -> u64 { a + b },
    )
}
pub(crate) fn tick() {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (),
        ::tracked_core::__private::nothing,
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |()| -> () {
            println!("tick");
        },
    )
}
