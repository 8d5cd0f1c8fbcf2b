#[track_caller]
fn first(items: &[u8], _hint: usize) -> &u8 {
    let __tracked_call = ::tracked_core::__private::capture(
            &::tracked_core::__private::callsite!("items,_hint"),
            |__tracked_visit| {
                __tracked_visit(
                    &[
                        ::tracked_core::__private::Value::of(&items),
                        ::tracked_core::__private::Value::of(&_hint),
                    ],
                )
            },
        )
        .enter();
    { items.first().unwrap() }
}
fn longer_than(least: usize) -> impl Fn(&str) -> bool {
    let __tracked_call = ::tracked_core::__private::capture(
            &::tracked_core::__private::callsite!("least"),
            |__tracked_visit| {
                __tracked_visit(&[::tracked_core::__private::Value::of(&least)])
            },
        )
        .enter();
    { move |text| text.len() > least }
}
#[track_caller]
fn parse(text: &str) -> Result<u8, Wrapped> {
    let __tracked_call = ::tracked_core::__private::capture(
            &::tracked_core::__private::callsite!("text"),
            |__tracked_visit| {
                __tracked_visit(&[::tracked_core::__private::Value::of(&text)])
            },
        )
        .enter();
    {
        __tracked_call
            .__tracked_returns(
                ::tracked_core::__private::Probe::<
                    Result<u8, Wrapped>,
                    fn(&()) -> Wrapped,
                >::NEW
                    .__tracked_classify(),
                Ok(
                    match ::tracked_core::__private::Branch::branch(text.parse::<u8>()) {
                        ::tracked_core::__private::std::ops::ControlFlow::Continue(
                            __tracked_value,
                        ) => __tracked_value,
                        ::tracked_core::__private::std::ops::ControlFlow::Break(
                            __tracked_value,
                        ) => {
                            return __tracked_call
                                .__tracked_returns(
                                    ::tracked_core::__private::Probe::<
                                        Result<u8, Wrapped>,
                                        fn(&()) -> Wrapped,
                                    >::NEW
                                        .__tracked_classify(),
                                    ::tracked_core::__private::FromResidual::from_residual(
                                        __tracked_value,
                                    ),
                                );
                        }
                    },
                ),
            )
    }
}
