fn area(Point { x, y: height }: Point, (width, _): (u32, u32), ref name: String) -> u32 {
    use ::tracked_core::__private as __tracked;
    __tracked::call_noted(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("x,height,width,name"),
            options: __tracked::None,
        },
        (x, height, width, name),
        |(x, height, width, name), __tracked_call| {
            use __tracked::ByName as _;
            __tracked_call
                .args(
                    &[
                        __tracked::Value(&x).__tracked_show(),
                        __tracked::Value(&height).__tracked_show(),
                        __tracked::Value(&width).__tracked_show(),
                        __tracked::Value(&name).__tracked_show(),
                    ],
                );
        },
        __tracked::Plain,
        __tracked::Inline,
        move |(x, height, mut width, name)| -> u32 {
            width += x;
            width * height
        },
    )
}
#[cfg(unix)]
fn connect(host: &str, socket: &Path) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("host,socket"),
            options: __tracked::None,
        },
        (host, socket),
        |(host, socket), __tracked_call| {
            use __tracked::ByName as _;
            __tracked_call
                .args(
                    &[
                        __tracked::known(&host),
                        __tracked::Value(&socket).__tracked_show(),
                    ],
                );
        },
        __tracked::Plain,
        __tracked::Inline,
        move |(host, socket)| -> () {},
    )
}
#[cfg(not(unix))]
fn connect(host: &str) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("host"),
            options: __tracked::None,
        },
        (host,),
        { __tracked::each },
        __tracked::Plain,
        __tracked::Inline,
        move |(host,)| -> () {},
    )
}
fn log_in(user: &str, password: &str) {
    use ::tracked_core::__private as __tracked;
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined("user,password"),
            options: __tracked::None,
        },
        (user, password),
        |(user, password), __tracked_call| {
            __tracked_call.args(&[__tracked::known(&user), __tracked::REDACTED]);
        },
        __tracked::Plain,
        __tracked::Inline,
        move |(user, password)| -> () {},
    )
}
#[inline]
fn allowed(hint: u8, r#type: u8) -> u8 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("hint,type"),
            options: ::tracked_core::__private::None,
        },
        (hint, r#type),
        { ::tracked_core::__private::each },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |#[allow(unused_variables)] (hint, r#type)| -> u8 { r#type },
    )
}
