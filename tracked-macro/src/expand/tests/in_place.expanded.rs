#[track_caller]
fn first(items: &[u8], _hint: usize) -> &u8 {
    use ::tracked_core::__private as __tracked;
    let __tracked_call = __tracked::guard(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("items,_hint"),
            options: __tracked::None,
        },
        |__tracked_call| {
            use __tracked::ByName as _;
            __tracked_call
                .args(
                    &[
                        __tracked::Value(&items).__tracked_show(),
                        __tracked::known(&_hint),
                    ],
                );
        },
    );
    items.first().unwrap()
}
fn longer_than(least: usize) -> impl Fn(&str) -> bool {
    use ::tracked_core::__private as __tracked;
    let __tracked_call = __tracked::guard(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("least"),
            options: __tracked::None,
        },
        |__tracked_call| {
            __tracked_call.args(&[__tracked::known(&least)]);
        },
    );
    move |text| text.len() > least
}
