fn fetch() -> io::Result<()> {
    ::tracked_core::__private::call(
        &::tracked_core::__private::callsite!(""),
        (),
        |()| -> io::Result<()> { connect() },
        |value: &io::Result<()>| {
            ::tracked_core::__private::Probe::<
                io::Result<()>,
                ::tracked_core::__private::Careful<
                    ::tracked_core::__private::OfResult<fn(&()) -> io::Result<()>>,
                >,
            >::NEW
                .__tracked_classify()(value)
                .level_by(value, severity)
        },
        ::tracked_core::__private::run_body!(),
    )
}
async fn find(id: u32) -> Option<u8> {
    ::tracked_core::__private::future(
            &::tracked_core::__private::callsite!("id"),
            (id,),
            move |(id,)| async move {
                match {
                    if false {
                        return ::tracked_core::__private::return_type::<Option<u8>>();
                    }
                } {
                    () => look_up(id).await,
                }
            },
            |value: &Option<u8>| {
                use ::tracked_core::__private::FieldValue as _;
                ({
                    use ::tracked_core::__private::ClassifyUnlikely as _;
                    ::tracked_core::__private::Probe::<Option<u8>>::__tracked_unlikely
                })(value)
                    .fail_if(
                        value,
                        Option::is_none,
                        || {
                            ::tracked_core::__private::Probe::of(value)
                                .__tracked_result()
                                .__tracked_success(value)
                                .map(|value| {
                                    (&::tracked_core::__private::Field(value)).__tracked_value()
                                })
                        },
                    )
            },
        )
        .await
}
