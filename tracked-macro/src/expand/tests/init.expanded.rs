fn main() -> io::Result<()> {
    (tracked_core::builder().file("log.txt")).init();
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!(""),
        (),
        |()| -> io::Result<()> { run() },
        ::tracked_core::__private::Probe::<
            io::Result<()>,
            ::tracked_core::__private::Careful<
                ::tracked_core::__private::OfResult<fn(&()) -> io::Result<()>>,
            >,
        >::NEW
            .__tracked_classify(),
        ::tracked_core::__private::run_body!(),
    )
}
