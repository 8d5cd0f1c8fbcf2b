fn area(Point { x, y: height }: Point, (width, _): (u32, u32), ref name: String) -> u32 {
    ::tracked_core::__private::call_once(
        &::tracked_core::__private::callsite!("x,height,width,name"),
        (x, height, width, name),
        |(x, height, width, name), __tracked_visit| {
            use ::tracked_core::__private::FieldValue as _;
            __tracked_visit(
                &[
                    (&::tracked_core::__private::Field(&x)).__tracked_value(),
                    (&::tracked_core::__private::Field(&height)).__tracked_value(),
                    (&::tracked_core::__private::Field(&width)).__tracked_value(),
                    (&::tracked_core::__private::Field(&name)).__tracked_value(),
                ],
            )
        },
        |(x, height, mut width, name)| -> u32 {
            width += x;
            width * height
        },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
#[cfg(unix)]
fn connect(host: &str, socket: &Path) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("host,socket"),
        (
            host,
            ::tracked_core::__private::Probe::argument(&socket)
                .__tracked_argument(socket),
        ),
        |(host, socket)| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
#[cfg(not(unix))]
fn connect(host: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("host"),
        (host,),
        |(host,)| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
fn log_in(user: &str, password: &str) {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("user,password"),
        ::tracked_core::__private::recorded_by(
            (user, password),
            |(user, password), __tracked_visit| {
                __tracked_visit(
                    &[
                        ::tracked_core::__private::Value::of(&user),
                        ::tracked_core::__private::Value::Redacted,
                    ],
                )
            },
        ),
        |(user, password)| -> () {},
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
#[inline]
fn allowed(hint: u8, r#type: u8) -> u8 {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("hint,type"),
        (hint, r#type),
        |#[allow(unused_variables)] (hint, r#type)| -> u8 { r#type },
        { ::tracked_core::__private::returned },
        ::tracked_core::__private::run_body!(),
    )
}
