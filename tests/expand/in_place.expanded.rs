#[track_caller]
fn first(items: &[u8], _hint: usize) -> &u8 {
    let _hint = _hint;
    let __call = ::tracked_core::__private::guard(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["items", "_hint"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        |__call| {
            use ::tracked_core::__private::ByName as _;
            __call
                .args(
                    &[
                        ::tracked_core::__private::Value(&items).show(),
                        ::tracked_core::__private::Value(&_hint).show(),
                    ],
                );
        },
    );
    items.first().unwrap()
}
fn longer_than(least: usize) -> impl Fn(&str) -> bool {
    let __call = ::tracked_core::__private::guard(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: &["least"],
            ..::tracked_core::__private::Site::DEFAULT
        },
        |__call| {
            use ::tracked_core::__private::ByName as _;
            __call.args(&[::tracked_core::__private::Value(&least).show()]);
        },
    );
    move |text| text.len() > least
}
