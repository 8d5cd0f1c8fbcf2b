#[track_caller]
fn first(items: &[u8], _hint: usize) -> &u8 {
    let __tracked_call = ::tracked_core::__private::guard(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("items,_hint"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        |__tracked_call| {
            use ::tracked_core::__private::ByName as _;
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::Value(&items).__tracked_show(),
                        ::tracked_core::__private::scalar(&_hint),
                    ],
                );
        },
    );
    items.first().unwrap()
}
fn longer_than(least: usize) -> impl Fn(&str) -> bool {
    let __tracked_call = ::tracked_core::__private::guard(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("least"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        |__tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::scalar(&least)]);
        },
    );
    move |text| text.len() > least
}
