fn area(Point { x, y: height }: Point, (width, _): (u32, u32), ref name: String) -> u32 {
    ::tracked_core::__private::call_noted(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("x,height,width,name"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (x, height, width, name),
        |(x, height, width, name), __tracked_call| {
            use ::tracked_core::__private::ByName as _;
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::Value(&x).__tracked_show(),
                        ::tracked_core::__private::Value(&height).__tracked_show(),
                        ::tracked_core::__private::Value(&width).__tracked_show(),
                        ::tracked_core::__private::Value(&name).__tracked_show(),
                    ],
                );
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(x, height, mut width, name)| -> u32 {
            width += x;
            width * height
        },
    )
}
#[cfg(unix)]
fn connect(host: &str, socket: &Path) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("host,socket"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (host, socket),
        |(host, socket), __tracked_call| {
            use ::tracked_core::__private::ByName as _;
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::text(&host),
                        ::tracked_core::__private::Value(&socket).__tracked_show(),
                    ],
                );
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(host, socket)| -> () {},
    )
}
#[cfg(not(unix))]
fn connect(host: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("host"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (host,),
        |(host,), __tracked_call| {
            __tracked_call.args(&[::tracked_core::__private::text(&host)]);
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(host,)| -> () {},
    )
}
fn log_in(user: &str, password: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("user,password"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (user, password),
        |(user, password), __tracked_call| {
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::text(&user),
                        ::tracked_core::__private::REDACTED,
                    ],
                );
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |(user, password)| -> () {},
    )
}
#[inline]
fn allowed(hint: u8, r#type: u8) -> u8 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            args: ::tracked_core::__private::Names::Joined("hint,type"),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (hint, r#type),
        |(hint, r#type), __tracked_call| {
            __tracked_call
                .args(
                    &[
                        ::tracked_core::__private::scalar(&hint),
                        ::tracked_core::__private::scalar(&r#type),
                    ],
                );
        },
        ::tracked_core::__private::Plain,
        ::tracked_core::__private::Inline,
        move |#[allow(unused_variables)] (hint, r#type)| -> u8 { r#type },
    )
}
