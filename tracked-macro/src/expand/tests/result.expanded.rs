fn parse(text: &str) -> Result<u64, ParseIntError> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("text"),
        (text,),
        { ::tracked_core::__private::record_all },
        |(text,)| -> Result<u64, ParseIntError> { text.parse() },
        ::tracked_core::__private::Probe::<
            Result<u64, ParseIntError>,
            fn(&()) -> ParseIntError,
        >::NEW
            .__tracked_classify(),
        ::tracked_core::__private::run_body!(),
    )
}
fn load(path: &Path) -> Loaded {
    ::tracked_core::__private::call_returning(
        &::tracked_core::__private::callsite!("path"),
        (path,),
        |(path,), __tracked_visit| {
            use ::tracked_core::__private::FieldValue as _;
            __tracked_visit(
                &[(&::tracked_core::__private::Field(&path)).__tracked_value()],
            )
        },
        |(path,)| -> Loaded { read(path)?.decode() },
        ::tracked_core::__private::Probe::<
            Loaded,
            ::tracked_core::__private::OfResult<fn(&()) -> Loaded>,
        >::ANY
            .__tracked_returns(
                ::tracked_core::__private::Probe::<
                    Loaded,
                    ::tracked_core::__private::OfResult<fn(&()) -> Loaded>,
                >::ANY
                    .__tracked_output()
                    .__tracked_result()
                    .__tracked_classify(),
            ),
        ::tracked_core::__private::run_body!(),
    )
}
