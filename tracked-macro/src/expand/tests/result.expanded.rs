fn parse(text: &str) -> Result<u64, ParseIntError> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!("text"),
        (text,),
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
        (::tracked_core::__private::Probe::argument(&path).__tracked_argument(path),),
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
