fn main() -> io::Result<()> {
    (tracked_core::builder().file("log.txt")).init();
    ::tracked_core::__private::call(
        &::tracked_core::__private::Site {
            module: ::tracked_core::__private::module_path!(),
            file: ::tracked_core::__private::file!(),
            line: ::tracked_core::__private::line!(),
            ..::tracked_core::__private::Site::DEFAULT
        },
        (),
        ::tracked_core::__private::nothing,
        {
            use ::tracked_core::__private::kinds::*;
            (&&&&&&&&::tracked_core::__private::Probe::<io::Result<()>>::NEW)
                .__tracked_kind()
        },
        ::tracked_core::__private::Inline,
        move |()| -> io::Result<()> { run() },
    )
}
