fn main() -> io::Result<()> {
    use ::tracked_core::__private as __tracked;
    (tracked_core::builder().file("log.txt")).init();
    __tracked::call(
        &__tracked::Site {
            module: __tracked::module!(),
            line: __tracked::line!(),
            args: __tracked::Names::Joined(""),
            options: __tracked::None,
        },
        (),
        { __tracked::nothing },
        {
            use __tracked::kinds::*;
            (&&&&&&&&__tracked::Probe::<io::Result<()>>::NEW).__tracked_kind()
        },
        __tracked::Inline,
        move |()| -> io::Result<()> { run() },
    )
}
